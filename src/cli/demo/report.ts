/** The terminal report: what came in, what was found, and what was written where, for a person to read. */
import Table from 'cli-table3';
import pc from 'picocolors';
import type { Runtime } from '../../runtime.ts';
import { accountsAtRisk, alertedBreaches, exampleMerges, writesOfRun } from '../../store/report.ts';
import type { CommandContext } from '../command.ts';
import type { DemoResult } from './demo-result.ts';
import { describeMerge } from './describe-merge.ts';
import type { TruthScore } from './truth.ts';
import { integer, money, percent, shorten } from './words.ts';

const EXAMPLES = 3;
const AT_RISK = 5;
const BREACHES = 5;

export async function printReport(
  context: CommandContext,
  runtime: Runtime,
  result: DemoResult,
): Promise<void> {
  const say = (text = ''): void => context.print(text);
  say();
  say(
    pc.bold(
      `Goldenrod · ${integer(result.accounts)} customers in two CRMs, an ERP and a register (seed ${result.seed})`,
    ),
  );
  say(
    pc.dim(
      `judged as of ${result.as_of.slice(0, 16).replace('T', ' ')} UTC · ${result.seconds.toFixed(1)} s`,
    ),
  );
  printIntake(say, result);
  printDuplicates(say, result);
  await printMerges(say, runtime);
  await printRisks(say, runtime);
  await printService(say, runtime, result);
  await printWrites(say, runtime, result);
  // Nobody answers there once the demo has ended.
  if (context.options.flag('exit')) return;
  say();
  say(pc.bold('Look around'));
  say(`  status page   ${pc.cyan(result.urls.status)}`);
  say(`  Salesforce    ${pc.cyan(`${result.urls.salesforce}/__sandbox/records/Account`)}`);
  say(`  HubSpot       ${pc.cyan(`${result.urls.hubspot}/__sandbox/records/companies`)}`);
}

type Say = (text?: string) => void;

/** On a narrow terminal a row says less rather than wrap. */
const isNarrow = (process.stdout.columns ?? 120) < 110;

/** `wide` characters of a text, or `narrow` ones; none: the column is left out. */
function cell(text: string, wide: number, narrow: number): string[] {
  const length = isNarrow ? narrow : wide;
  return length === 0 ? [] : [shorten(text, length)];
}

function heading(say: Say, text: string): void {
  say();
  say(pc.bold(pc.yellow(text)));
}

function printIntake(say: Say, { pulled, source_records }: DemoResult): void {
  heading(say, `What came in: ${integer(source_records)} records`);
  const table = plainTable();
  for (const [connection, streams] of Object.entries(pulled)) {
    const parts = Object.entries(streams).map(
      ([stream, count]) => `${integer(count)} ${stream.replaceAll('_', ' ')}`,
    );
    const perLine = isNarrow ? 3 : parts.length;
    for (let from = 0; from < parts.length; from += perLine) {
      table.push([
        pc.dim(from === 0 ? connection : ''),
        parts.slice(from, from + perLine).join(pc.dim(' · ')),
      ]);
    }
  }
  say(table.toString());
}

function printDuplicates(say: Say, { golden, merged, review, truth }: DemoResult): void {
  heading(say, `What was found: ${integer(merged)} duplicates, ${integer(review)} pairs for a human eye`);
  const table = plainTable();
  table.push(
    truthRow('accounts', golden.account, truth.account),
    truthRow('contacts', golden.contact, truth.contact),
  );
  say(table.toString());
}

function truthRow(what: string, golden: number, { f1, precision, recall, baseline }: TruthScore): string[] {
  return [
    pc.dim(what),
    `${integer(golden)} golden records`,
    `F1 ${pc.green(f1.toFixed(3))}`,
    `precision ${precision.toFixed(3)}`,
    `recall ${recall.toFixed(3)}`,
    ...cell(`the obvious rule: ${baseline.toFixed(3)}`, 30, 0).map(pc.dim),
  ];
}

async function printMerges(say: Say, runtime: Runtime): Promise<void> {
  heading(say, 'Three of the merges');
  for (const merge of await exampleMerges(runtime.pool, EXAMPLES)) {
    say(`  ${pc.bold(merge.name)} ${pc.dim(merge.goldenId)}`);
    const table = plainTable('    ');
    for (const { connection, record } of merge.members) {
      const field = (name: string): string => (typeof record[name] === 'string' ? record[name] : '');
      table.push([
        pc.dim(connection),
        ...cell(field('name'), 36, 26),
        ...cell(field('city'), 18, 12),
        ...cell(field('website'), 26, 0),
        ...cell(field('phone'), 20, 18),
      ]);
    }
    say(table.toString());
    for (const line of await describeMerge(runtime, merge)) say(`    ${pc.dim('because')} ${line}`);
    say();
  }
}

async function printRisks(say: Say, runtime: Runtime): Promise<void> {
  heading(say, 'Most at risk');
  const table = plainTable();
  for (const { name, churn, value, health } of await accountsAtRisk(runtime.pool, AT_RISK)) {
    // What raises the risk stands under `up`.
    const reasons = churn['reasons'] as { up?: string[] } | undefined;
    table.push([
      ...cell(name, 34, 28),
      `churn ${pc.red(percent(churn['value']))}`,
      `worth ${money(value['value'], value['unit'])}`,
      health === null ? pc.dim('no health') : `health ${Math.round(Number(health['value']))}`,
      ...cell(reasons?.up?.[0] ?? '', 60, 0).map(pc.dim),
    ]);
  }
  say(table.length === 0 ? '  nobody' : table.toString());
}

async function printService(say: Say, runtime: Runtime, { sla }: DemoResult): Promise<void> {
  heading(
    say,
    `Service levels: ${integer(sla.clocks)} clocks, ${integer(sla.warnings)} warned, ${integer(sla.breaches)} breached`,
  );
  say(pc.dim(`  ${integer(sla.alerts)} of the breaches came after go-live and were alerted; the latest:`));
  const table = plainTable();
  for (const breach of await alertedBreaches(runtime.pool, BREACHES)) {
    table.push([
      pc.dim(breach.connection),
      breach.number ?? breach.externalId,
      ...cell(breach.subject ?? '', 34, 0),
      ...cell(breach.account ?? '', 28, 20),
      breach.metric.replaceAll('_', ' '),
      pc.red(`due ${breach.breachedAt.toISOString().slice(0, 16).replace('T', ' ')}`),
    ]);
  }
  say(table.toString());
}

async function printWrites(say: Say, runtime: Runtime, { push, run }: DemoResult): Promise<void> {
  heading(say, `What was written: ${integer(push.written)} records, ${push.failed} refused`);
  const table = plainTable();
  for (const { connection, stream, operation, count } of await writesOfRun(runtime.pool, run)) {
    table.push([pc.dim(connection), `${integer(count)} ${stream}s ${operation}d`]);
  }
  for (const [connection, calls] of Object.entries(push.calls)) {
    if (calls > 0) table.push([pc.dim(connection), pc.dim(`${integer(calls)} API calls in all`)]);
  }
  say(table.toString());
}

function plainTable(indent = '  '): InstanceType<typeof Table> {
  const blank = '';
  return new Table({
    chars: {
      top: blank,
      'top-mid': blank,
      'top-left': blank,
      'top-right': blank,
      bottom: blank,
      'bottom-mid': blank,
      'bottom-left': blank,
      'bottom-right': blank,
      left: indent,
      'left-mid': blank,
      mid: blank,
      'mid-mid': blank,
      right: blank,
      'right-mid': blank,
      middle: '  ',
    },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
}
