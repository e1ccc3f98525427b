import { ConfigError } from '../core/errors.ts';
import { levelTable } from '../core/match/level-table.ts';
import { withConfig } from '../core/match/match-records.ts';
import type { GoldenType } from '../core/model/entity.ts';
import type { ModelVersion } from '../engine/ports/model.ts';
import { proposeModel } from '../engine/propose-model.ts';
import type { Runtime } from '../runtime.ts';
import { proposeInThread } from '../threads/propose-in-thread.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { goldenTypeOf } from './golden-type.ts';
import { changedSince, previewLines } from './model/preview-lines.ts';
import { createStepNotes } from './model/step-notes.ts';
import { historyLines, versionLines } from './model/version-lines.ts';
import { withExistingRuntime } from './start/with-runtime.ts';

export const command: Command = {
  name: 'model',
  summary: 'show how records are weighed; estimate it anew, see what that would change, adopt it or not',
  usage:
    'model account|contact [--estimate [--refine] | --adopt [VERSION] | --discard]\n' +
    'Example: goldenrod model account --estimate --refine, then goldenrod model account --adopt',
  options: [
    { name: 'estimate', description: 'estimate a candidate from all records, and show what it would change' },
    { name: 'refine', description: 'with --estimate: refine it with the decisions (goldenrod decide)' },
    { name: 'adopt', description: 'the next sync matches everything with the candidate' },
    { name: 'discard', description: 'drop the candidate, or an adopted version that no sync has used yet' },
  ],
  run,
};

type Doing = 'show' | 'estimate' | 'adopt' | 'discard';

async function run(context: CommandContext): Promise<ExitCode> {
  const [type = '', version, ...rest] = context.args;
  const entity = goldenTypeOf('model', type);
  const doing = doingOf(context);
  if (rest.length > 0 || (version !== undefined && doing !== 'adopt'))
    throw usage(`${[version, ...rest].join(' ')} is one word too many`);
  if (version !== undefined && !/^\d{1,9}$/.test(version)) throw usage(`${version} is no version`);
  return withExistingRuntime(context, 'model', async (runtime) => {
    if (doing === 'estimate') await estimate(context, runtime, entity);
    else if (doing === 'adopt') await adopt(context, runtime, entity, version);
    else if (doing === 'discard') await discard(context, runtime, entity);
    else await show(context, runtime, entity);
  });
}

function doingOf({ options }: CommandContext): Doing {
  const [doing, ...others] = (['estimate', 'adopt', 'discard'] as const).filter((name) => options.flag(name));
  if (others.length > 0) throw usage('only one of --estimate, --adopt and --discard at a time');
  if (options.flag('refine') && doing !== 'estimate') throw usage('--refine goes with --estimate');
  return doing ?? 'show';
}

async function show(context: CommandContext, { store, config }: Runtime, entity: GoldenType): Promise<void> {
  const versions = await store.model.versions(entity);
  const inForce = versions.find(({ state }) => state === 'in_force');
  const stored = await store.match.model(entity);
  if (inForce === undefined || stored === null) {
    throw new ConfigError({
      code: 'NO_MODEL',
      message: `no ${entity} has been matched yet; the first model is estimated by goldenrod sync`,
    });
  }
  const model = withConfig(stored.model, config.match[entity]);
  const proposed = proposedOf(versions);
  if (context.json) {
    const { records, prior, kinships, thresholds } = model;
    await context.emit({
      entity,
      in_force: {
        ...versionDocument(inForce),
        ...{ records, prior, kinships, thresholds },
        levels: levelTable(model).map(({ heldBy, ...row }) => ({ ...row, held_by: heldBy })),
      },
      proposed: proposed === null ? null : { ...versionDocument(proposed), preview: proposed.preview },
      versions: versions.map(versionDocument),
    });
    return;
  }
  for (const line of versionLines(inForce, model)) context.print(line);
  for (const line of proposed === null ? [] : proposedLines(proposed, entity)) context.print(line);
  for (const line of historyLines(versions)) context.print(line);
}

function proposedOf(versions: readonly ModelVersion[]): ModelVersion | null {
  return versions.find(({ state }) => state === 'candidate' || state === 'adopted') ?? null;
}

function proposedLines({ version, state, preview }: ModelVersion, entity: GoldenType): string[] {
  const what =
    state === 'adopted'
      ? `Version ${version} is adopted: the next sync puts it in force (goldenrod model ${entity} --discard takes that back).`
      : `Version ${version} is a candidate: goldenrod model ${entity} --adopt, or --discard.`;
  return ['', what, ...(preview === null ? [] : previewLines(preview)), ''];
}

function versionDocument({ version, state, estimatedAt, adoptedAt, inForceAt }: ModelVersion): object {
  return {
    version,
    state,
    estimated_at: estimatedAt.toISOString(),
    adopted_at: adoptedAt?.toISOString() ?? null,
    in_force_at: inForceAt?.toISOString() ?? null,
  };
}

async function estimate(
  context: CommandContext,
  { store, config }: Runtime,
  entity: GoldenType,
): Promise<void> {
  const notes = createStepNotes(process.stderr, context.json);
  try {
    const { version, preview } = await proposeModel(entity, {
      store,
      run: proposeInThread,
      thresholds: config.match[entity],
      refine: context.options.flag('refine'),
      now: () => new Date(),
      onStep: notes.next,
    });
    if (context.json) {
      await context.emit({ entity, version, state: 'candidate', preview });
      return;
    }
    for (const line of previewLines(preview)) context.print(line);
    context.print('');
    context.print(
      `Kept as version ${version}; nothing has changed yet. Adopt it: goldenrod model ${entity} --adopt`,
    );
  } finally {
    notes.stop();
  }
}

async function adopt(
  context: CommandContext,
  { store }: Runtime,
  entity: GoldenType,
  wanted: string | undefined,
): Promise<void> {
  const proposed = proposedOf(await store.model.versions(entity));
  const version = wanted === undefined ? proposed?.version : Number(wanted);
  const now = await store.model.fingerprint(entity);
  if (version === undefined || !(await store.model.adopt(entity, version, context.asOf)))
    throw notACandidate(entity, proposed, wanted);
  const changed = proposed?.preview ? changedSince(proposed.preview.fingerprint, now) : null;
  if (context.json) {
    await context.emit({ entity, version, state: 'adopted', changed_since_preview: changed });
    return;
  }
  context.print(`Adopted version ${version}: the next sync matches every ${entity} anew with it.`);
  if (changed !== null) {
    context.print(
      `Since its preview (${proposed?.preview?.asOf}) ${changed}: what happens may differ from what was shown. To see it first: goldenrod model ${entity} --discard, then --estimate.`,
    );
  }
}

function notACandidate(
  entity: GoldenType,
  proposed: ModelVersion | null,
  wanted: string | undefined,
): ConfigError {
  const there =
    proposed === null
      ? `there is none; make one: goldenrod model ${entity} --estimate`
      : proposed.state === 'adopted'
        ? `version ${proposed.version} is adopted already; the next sync puts it in force`
        : `the candidate is version ${proposed.version}`;
  return new ConfigError({
    code: 'NOT_A_CANDIDATE',
    message: `${wanted === undefined ? 'no candidate to adopt' : `version ${wanted} of the ${entity} model is no candidate`}: ${there}`,
  });
}

async function discard(context: CommandContext, { store }: Runtime, entity: GoldenType): Promise<void> {
  const version = await store.model.discard(entity);
  if (version === null)
    throw new ConfigError({
      code: 'NOT_A_CANDIDATE',
      message: `there is no candidate of the ${entity} model`,
    });
  if (context.json) await context.emit({ entity, version, state: 'discarded' });
  else context.print(`Dropped version ${version}; the version in force stays.`);
}

function usage(message: string): ConfigError {
  return new ConfigError({ code: 'MODEL_USAGE', message: `model: ${message}. See: goldenrod model --help` });
}
