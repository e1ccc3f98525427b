import { availableParallelism } from 'node:os';
import { ConfigError } from '../core/errors.ts';
import { counted } from '../util/counted.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { foundInWords } from './dedupe/found-in-words.ts';
import { parseFeatures, parseMap } from './dedupe/header.ts';
import { STANDARD_INPUT } from './dedupe/read-bytes.ts';
import { type DedupeResult, runDedupe } from './dedupe/run-dedupe.ts';

export const command: Command = {
  name: 'dedupe',
  summary: 'find the duplicates in CSV files, without any connection',
  usage:
    'dedupe <file…> --type account|contact --out clusters.csv [options]   (file -: standard input)\n' +
    'Example: goldenrod dedupe crm.csv erp.csv --type account --out clusters.csv --report report.html',
  options: [
    { name: 'type', value: 'TYPE', description: 'what the rows are: account or contact' },
    {
      name: 'out',
      value: 'FILE',
      description: 'every row with its cluster_id (at least one of --out, --pairs, --report is needed)',
    },
    { name: 'pairs', value: 'FILE', description: 'every pair at or over the review threshold' },
    {
      name: 'score-pairs',
      value: 'FILE',
      description: 'weigh exactly these pairs (id_left,id_right) instead, into --pairs',
    },
    { name: 'report', value: 'FILE', description: 'an HTML report that stands alone' },
    {
      name: 'map',
      value: 'COL=FIELD,…',
      description:
        'what a column holds, where its name does not tell; an unknown field is answered with the list',
      multiple: true,
    },
    {
      name: 'type-column',
      value: 'COL',
      description: 'column that says person or organisation; the two are never matched',
    },
    {
      name: 'feature',
      value: 'COL:KIND',
      description:
        'compare one more column: text, id, date, category or number; a column whose name is known is compared so instead',
      multiple: true,
    },
    { name: 'link-only', description: 'two records of one source never belong together' },
    { name: 'threads', value: 'N', description: 'threads to use (default: as many as the machine has)' },
  ],
  async run(context: CommandContext): Promise<ExitCode> {
    const { options, args } = context;
    const type = options.choice('type', ['account', 'contact']);
    const typeColumn = options.text('type-column');
    if (args.length === 0) throw usage('Which files? Name at least one CSV file');
    if (type === undefined && typeColumn === undefined)
      throw usage('What are the rows? Say --type account or --type contact');
    const [out, pairs, report, scorePairs] = [
      options.text('out'),
      options.text('pairs'),
      options.text('report'),
      options.text('score-pairs'),
    ];
    if (out === undefined && pairs === undefined && report === undefined)
      throw usage('Where to? Give at least one of --out, --pairs, --report');
    if (scorePairs !== undefined && pairs === undefined)
      throw usage('--score-pairs writes its result to --pairs; give that too');
    for (const [name, path] of Object.entries({ out, pairs, report })) {
      // It would be a file of that name.
      if (path === '-') throw usage(`--${name} -: for standard output write /dev/stdout`);
    }
    const result = await runDedupe({
      files: args.map(fromStandardInput),
      type: type ?? 'account',
      out,
      pairs,
      scorePairs: scorePairs === undefined ? undefined : fromStandardInput(scorePairs),
      report,
      map: parseMap(
        options.list('map'),
        type === undefined || typeColumn !== undefined ? ['account', 'contact'] : [type],
      ),
      typeColumn,
      extras: parseFeatures(options.list('feature')),
      linkOnly: options.flag('link-only'),
      threads: options.integer('threads', { min: 1, max: 64 }) ?? Math.min(availableParallelism(), 8),
      ...(context.json ? {} : { onProgress: (line: string) => process.stderr.write(`${line}\n`) }),
    });
    if (context.json) await context.emit(result);
    else tell(context, result);
    return 0;
  },
};

function tell(context: CommandContext, result: DedupeResult): void {
  context.print(`${foundInWords(result.records, result.clusters)} in ${result.seconds.toFixed(1)} s.`);
  if (result.pairs_weighed !== undefined) {
    const { match, review, no } = result.pairs_weighed;
    const [same, open, other] = [match, review, no].map((count) => count.toLocaleString('en-GB'));
    context.print(
      `${counted(match + review + no, 'pair')} weighed, in --pairs: ${same} match, ${open} review, ${other} no.`,
    );
  } else if (result.review > 0)
    context.print(
      `${counted(result.review, 'pair is', 'pairs are')} likely but not sure: look at ${result.review === 1 ? 'it' : 'them'} in --pairs (decision review).`,
    );
  for (const note of result.notes) context.print(`Note: ${note}`);
}

/** `-` is what other programs call their standard input. */
function fromStandardInput(path: string): string {
  return path === '-' ? STANDARD_INPUT : path;
}

function usage(what: string): ConfigError {
  return new ConfigError({ code: 'USAGE', message: `${what}. See: goldenrod dedupe --help` });
}
