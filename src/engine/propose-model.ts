/**
 * A re-estimate: a new version of a model, from all records there are, kept as a candidate together with what it would
 * change. Nothing that is in force is touched; `adopt` has the next run put it in force.
 */
import { isDeepStrictEqual } from 'node:util';
import { ConfigError, TransientError } from '../core/errors.ts';
import { comparePair } from '../core/match/compare-pair.ts';
import { type ThresholdConfig, withConfig } from '../core/match/match-records.ts';
import { decisionOf, type MatchModel } from '../core/match/model.ts';
import type { Proposal, ProposeInput } from '../core/match/propose.ts';
import { LEAST_DECISIONS } from '../core/match/refine.ts';
import type { GoldenType } from '../core/model/entity.ts';
import type { ModelPreview, PairExample, SideChange } from './ports/model.ts';
import type { Store } from './ports/store.ts';
import { decisionsAmong, toldTo } from './stages/match-whole.ts';

export type ProposeOptions = {
  store: Store;
  /** Does the work, here or in another thread. */
  run: (input: ProposeInput) => Promise<Proposal>;
  thresholds: ThresholdConfig;
  refine: boolean;
  now: () => Date;
  /** Told of each step as it begins. */
  onStep: (step: string) => void;
};

export type ProposedModel = { version: number; preview: ModelPreview };

const CHUNK = 20_000;
/** Examples of each change of side, of splits and of joins. */
const EXAMPLES = 5;

/**
 * Estimates, compares with what is in force, and keeps the candidate in the place of an earlier one.
 *
 * @throws ConfigError NO_MODEL, MODEL_ADOPTED, MODEL_PROPOSED, DECISIONS_TOO_FEW
 * @throws TransientError RUN_UNDER_WAY
 */
export async function proposeModel(entity: GoldenType, options: ProposeOptions): Promise<ProposedModel> {
  const { store, thresholds, refine, now, onStep } = options;
  const base = await readBase(store, entity);
  onStep('reading the records');
  const asOf = now();
  const fingerprint = await store.model.fingerprint(entity);
  const waiting = await store.model.waitingCount(entity);
  const { proposal, count } = await proposalOf(entity, options);
  refuseFewDecisions(proposal, refine);
  onStep('comparing with what is in force');
  const models = { before: withConfig(base.model, thresholds), after: proposal.model };
  return store.transaction(async (tx) => {
    await load(tx, proposal);
    const preview: ModelPreview = {
      asOf: asOf.toISOString(),
      base: base.version,
      records: count,
      waiting,
      fingerprint,
      refinement: proposal.refinement,
      pairs: await pairChanges(tx, entity, models),
      golden: await tx.model.goldenChanges(EXAMPLES),
      disturbed: !isDeepStrictEqual(await tx.model.fingerprint(entity), fingerprint),
    };
    const version = await tx.model.propose(entity, proposal.model, preview, asOf);
    if (version === null) throw await overtaken(tx, entity);
    return { version, preview };
  });
}

/** Minutes of work that somebody else was faster with: their word stands. */
async function overtaken(tx: Store, entity: GoldenType): Promise<ConfigError> {
  const adopted = await tx.model.adopted(entity);
  if (adopted !== null) return alreadyAdopted(entity, adopted.version);
  return new ConfigError({
    code: 'MODEL_PROPOSED',
    message: `another candidate of the ${entity} model was made meanwhile; look at it first: goldenrod model ${entity}`,
  });
}

function alreadyAdopted(entity: GoldenType, version: number): ConfigError {
  return new ConfigError({
    code: 'MODEL_ADOPTED',
    message: `version ${version} is adopted and waits for the next run; run goldenrod sync, or drop it: goldenrod model ${entity} --discard`,
  });
}

/** The records themselves are let go before the comparison. */
async function proposalOf(
  entity: GoldenType,
  { store, run, thresholds, refine, onStep }: ProposeOptions,
): Promise<{ proposal: Proposal; count: number }> {
  const records = await store.match.allLive(entity);
  const count = records.length;
  const decisions = decisionsAmong(await store.match.decisions(entity), records);
  const collective = await toldTo(store, entity);
  onStep(`estimating from ${count.toLocaleString('en')} records, and matching them`);
  const proposal = await run({ entity, records, decisions, collective, thresholds, refine });
  return { proposal, count };
}

async function readBase(store: Store, entity: GoldenType): Promise<{ version: number; model: MatchModel }> {
  const active = await store.run.active();
  if (active !== null) {
    throw new TransientError({
      code: 'RUN_UNDER_WAY',
      message: `run ${active.id} is under way and changes what the new model is compared with; let it end first (goldenrod sync)`,
    });
  }
  const adopted = await store.model.adopted(entity);
  if (adopted !== null) throw alreadyAdopted(entity, adopted.version);
  const base = await store.match.model(entity);
  if (base !== null) return base;
  throw new ConfigError({
    code: 'NO_MODEL',
    message: `no ${entity} has been matched yet; the first model is estimated by goldenrod sync`,
  });
}

function refuseFewDecisions({ refinement }: Proposal, refine: boolean): void {
  if (!refine || refinement === null || refinement.used >= LEAST_DECISIONS) return;
  throw new ConfigError({
    code: 'DECISIONS_TOO_FEW',
    message: `--refine needs ${LEAST_DECISIONS} decisions or more on records that are there and that no registration id decides; there are ${refinement.used}. Decide more pairs (goldenrod decide --help), or estimate without --refine`,
  });
}

async function load(tx: Store, { model, records, pairs }: Proposal): Promise<void> {
  await tx.model.beginPreview();
  for (let from = 0; from < records.id.length; from += CHUNK) {
    await tx.model.addPreviewRecords({
      ids: Array.from(records.id.subarray(from, from + CHUNK)),
      contents: Array.from(records.content.subarray(from, from + CHUNK)),
      clusters: Array.from(records.cluster.subarray(from, from + CHUNK)),
    });
  }
  for (let from = 0; from < pairs.left.length; from += CHUNK) {
    const weights = Array.from(pairs.weight.subarray(from, from + CHUNK));
    await tx.model.addPreviewPairs({
      left: Array.from(pairs.left.subarray(from, from + CHUNK)),
      right: Array.from(pairs.right.subarray(from, from + CHUNK)),
      weights,
      sides: weights.map((weight) => decisionOf(weight, model.thresholds)),
    });
  }
}

type Models = { before: MatchModel; after: MatchModel };

async function pairChanges(tx: Store, entity: GoldenType, models: Models): Promise<ModelPreview['pairs']> {
  const found: ModelPreview['pairs'] = [];
  for (const change of await tx.model.sideChanges(entity)) {
    found.push({ ...change, examples: await examplesOf(tx, entity, change, models) });
  }
  return found;
}

/** With both weights worked out anew: a pair that one version does not keep has none stored. */
async function examplesOf(
  tx: Store,
  entity: GoldenType,
  change: SideChange,
  { before, after }: Models,
): Promise<PairExample[]> {
  const pairs = await tx.model.movedFurthest(change, after.thresholds.review, EXAMPLES);
  const contents = [...new Set(pairs.flatMap(({ left, right }) => [left, right]))];
  const standardisedOf = new Map(
    (await tx.match.contents(entity, contents)).map(({ content, standardised }) => [content, standardised]),
  );
  const nameOf = new Map(
    (await tx.model.namesOf(entity, contents)).map(({ content, key, name }) => [content, { key, name }]),
  );
  return pairs.flatMap(({ left, right }) => {
    const [a, b] = [standardisedOf.get(left), standardisedOf.get(right)];
    const [one, other] = [nameOf.get(left), nameOf.get(right)];
    if (a === undefined || b === undefined || one === undefined || other === undefined) return [];
    return {
      left: one,
      right: other,
      before: comparePair(before, a, b).weight,
      after: comparePair(after, a, b).weight,
    };
  });
}
