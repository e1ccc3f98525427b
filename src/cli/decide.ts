import { userInfo } from 'node:os';
import { ConfigError, ConflictError } from '../core/errors.ts';
import type { GoldenType } from '../core/model/entity.ts';
import { decide, withdrawDecision } from '../engine/decide.ts';
import type { Runtime } from '../runtime.ts';
import { type DecisionRow, listDecisions } from '../store/decision-list.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { type DecidedRecord, findDecided, streamsOf } from './decide/find-decided.ts';
import { outcomeOf } from './decide/outcome.ts';
import { goldenTypeOf } from './golden-type.ts';
import { withExistingRuntime, withRuntime } from './start/with-runtime.ts';

export const command: Command = {
  name: 'decide',
  summary: 'say that two records are the same or different, for ever; goldenrod why pair shows the evidence',
  usage:
    'decide account|contact RECORD RECORD --same|--different|--withdraw [--by NAME]\n' +
    '       goldenrod decide account|contact --list\n' +
    'Example: goldenrod decide account crm/account/001A1 erp/customer/K-1001 --same --by "Ada"',
  options: [
    { name: 'same', description: 'both describe one entity' },
    { name: 'different', description: 'they describe two' },
    { name: 'withdraw', description: 'take the decision on these two records back' },
    { name: 'by', value: 'NAME', description: 'who decided (default: the user who runs the command)' },
    { name: 'list', description: 'every decision, the newest first' },
  ],
  run,
};

async function run(context: CommandContext): Promise<ExitCode> {
  const { args, options } = context;
  const [type = '', left, right, ...rest] = args;
  const entity = goldenTypeOf('decide', type);
  if (options.flag('list')) {
    if (left !== undefined) throw usage('--list takes no records');
    const [other] = ['same', 'different', 'withdraw', 'by'].filter((name) => options.has(name));
    if (other !== undefined) throw usage(`--list takes no --${other}`);
    return withExistingRuntime(context, 'decide', (runtime) => list(context, runtime, entity));
  }
  const verdict = verdictOf(context);
  if (verdict === 'withdraw' && options.has('by'))
    throw usage('--by goes with --same or --different: who withdraws is not kept');
  if (left === undefined || right === undefined || rest.length > 0)
    throw usage('two records are needed, as connection/stream/id or by the id of the CRM');
  // A decision may be made before its records are read; there must be one to withdraw.
  const open = verdict === 'withdraw' ? withExistingRuntime : withRuntime;
  return open(context, 'decide', async (runtime) => {
    const maybeRemoved = verdict === 'withdraw';
    const [one, other] = [
      await findDecided(runtime, entity, left, { maybeRemoved }),
      await findDecided(runtime, entity, right, { maybeRemoved }),
    ];
    if (one.key === other.key) throw usage(`${one.key} is one record: nothing is to be decided`);
    if (verdict === 'withdraw') await withdraw(context, runtime, { entity, left: one, right: other });
    else await keep(context, runtime, { entity, left: one, right: other, verdict });
  });
}

type Pair = { entity: GoldenType; left: DecidedRecord; right: DecidedRecord };

async function keep(
  context: CommandContext,
  { store }: Runtime,
  { entity, left, right, verdict }: Pair & { verdict: 'same' | 'different' },
): Promise<void> {
  const author = context.options.text('by')?.trim() || nameOfUser();
  const ruling = { leftKey: left.key, rightKey: right.key, verdict, author, at: context.asOf };
  const { replaced } = await decide(store, entity, ruling).catch(contradiction);
  const outcome = outcomeOf(verdict, left, right);
  if (context.json) {
    await context.emit({
      entity,
      left: left.key,
      right: right.key,
      verdict,
      by: author,
      at: context.asOf.toISOString(),
      replaced,
      effect: outcome.effect,
      waiting_for: outcome.waitingFor,
      golden: { left: left.goldenId, right: right.goldenId },
    });
    return;
  }
  context.print(`Kept: ${left.key} and ${right.key} are ${inWords(verdict)} (${author}).`);
  if (replaced !== null && replaced !== verdict) context.print(`It replaces the earlier "${replaced}".`);
  for (const line of outcome.lines) context.print(line);
}

function inWords(verdict: 'same' | 'different'): string {
  return verdict === 'same' ? 'the same' : verdict;
}

/** Containers run as users that have no name. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch (cause) {
    throw new ConfigError({
      code: 'DECIDE_USAGE',
      message: 'decide: this user has no name; say who decides with --by NAME',
      cause,
    });
  }
}

/** The user's mistake, with the path to mend it by. */
function contradiction(error: unknown): never {
  if (!(error instanceof ConflictError)) throw error;
  throw new ConfigError({
    code: error.code,
    message: `${error.message}: goldenrod decide … --withdraw`,
    context: error.context,
    cause: error,
  });
}

async function withdraw(
  context: CommandContext,
  { store }: Runtime,
  { entity, left, right }: Pair,
): Promise<void> {
  const withdrawn = await withdrawDecision(store, entity, left.key, right.key);
  if (withdrawn === null) {
    throw new ConfigError({
      code: 'NOT_DECIDED',
      message: `nothing was decided on ${left.key} and ${right.key}; see: goldenrod decide ${entity} --list`,
    });
  }
  if (context.json) {
    await context.emit({ entity, left: left.key, right: right.key, withdrawn });
    return;
  }
  context.print(`Withdrawn: that ${left.key} and ${right.key} are ${inWords(withdrawn)}.`);
  context.print('From the next sync on the evidence decides again.');
}

async function list(
  context: CommandContext,
  { pool, context: { connections } }: Runtime,
  entity: GoldenType,
): Promise<void> {
  const decisions = await listDecisions(pool, entity);
  const toldApart = waitingOrRemoved(streamsOf(connections, entity));
  if (context.json) {
    await context.emit({
      entity,
      decisions: decisions.map(({ author, decidedAt, waitingFor, ...rest }) => ({
        ...rest,
        by: author,
        at: decidedAt.toISOString(),
        waiting_for: toldApart(waitingFor).waiting,
        removed: toldApart(waitingFor).removed,
      })),
    });
    return;
  }
  if (decisions.length === 0) context.print(`Nothing has been decided on ${entity} records yet.`);
  for (const decision of decisions) context.print(asLine(decision, toldApart(decision.waitingFor)));
}

type Absent = { waiting: string[]; removed: string[] };

/** Of records that are not there, those that may still come, and those that nothing configured reads any more. */
function waitingOrRemoved(streams: readonly string[]): (keys: readonly string[]) => Absent {
  const isRead = (key: string) => streams.includes(key.split('/').slice(0, 2).join('/'));
  return (keys) => ({
    waiting: keys.filter(isRead),
    removed: keys.filter((key) => !isRead(key)),
  });
}

function asLine(
  { left, right, verdict, author, decidedAt }: DecisionRow,
  { waiting, removed }: Absent,
): string {
  const waits = waiting.length === 0 ? '' : `; waits for ${waiting.join(' and ')}`;
  const gone =
    removed.length === 0 ? '' : `; rests: the connection or stream of ${removed.join(' and ')} was removed`;
  return `${decidedAt.toISOString().slice(0, 10)}  ${verdict.padEnd(9)}  ${left}  ${right}  (${author}${waits}${gone})`;
}

function verdictOf({ options }: CommandContext): 'same' | 'different' | 'withdraw' {
  const [verdict, ...others] = (['same', 'different', 'withdraw'] as const).filter((name) =>
    options.flag(name),
  );
  if (verdict !== undefined && others.length === 0) return verdict;
  throw usage('one of --same, --different and --withdraw is needed (or --list)');
}

function usage(message: string): ConfigError {
  return new ConfigError({
    code: 'DECIDE_USAGE',
    message: `decide: ${message}. See: goldenrod decide --help`,
  });
}
