/**
 * Rows that are equal in every compared column are either copies of one or a coincidence, and how many coincidences there
 * are can be told from rows that differ in one thing only. Where equal rows are many more than that, the rest are one
 * entity, however few columns there are. EM alone misses them in a small file: a value that two of 200 records hold looks
 * common, though it is there twice because of the copy itself.
 */
import { levelOf } from './compare/comparator.ts';
import type { Corpus } from './corpus.ts';
import type { PairSample } from './estimate-sample.ts';
import type { Feature } from './features.ts';
import type { MatchModel } from './model.ts';
import { totalWeight, weightOf, weightTables } from './weights.ts';

/** Copies that know every telling column, and how many of them are no coincidence. */
export type Surplus = { copies: PairSample; real: number };

/** A column that fewer of the records know is not one by which rows are equal. */
const MOSTLY = 0.5;
/** A group that so many strangers agree in tells next to nothing. */
const TELLING = 0.5;
/** Names of people go with one another by language and family: they alone are no two independent things. */
const NAME_GROUPS = new Set(['first', 'middle', 'last', 'suffix']);
/** What is read from the cell of the name as well: equal names agree in it, so that it is no second thing. */
const OF_THE_NAME = new Set(['form', 'role', 'own_words']);
/** A count of coincidences, of which few or none were seen, may be greater by as much. */
const UNSEEN = 0.5;
/** A copy that is so probable counts as found: a part may always go to kin that share nearly everything. */
const FOUND = 0.9;
/** The prior is never lifted beyond this many bits in one round. */
const MOST_BITS = 12;

type SurplusInput = {
  corpus: Corpus;
  random: PairSample;
  copies: PairSample;
  known: readonly number[];
  pairs: number;
};

/** Undefined where the columns cannot tell a coincidence, or there is no surplus. */
export function surplusOf({ corpus, random, copies, known, pairs }: SurplusInput): Surplus | undefined {
  if (copies.size === 0) return undefined;
  const drawn = random.weight.reduce((sum, times) => sum + times, 0);
  // What nearly all agree in makes no difference to equal rows, and who differs in that alone is no example of a coincidence.
  const groups = groupsOf(corpus, known).filter(
    (group) => (agreements(random, corpus.features, [group]).each[0] as number) < TELLING * drawn,
  );
  if (groups.length < 2 || groups.every(({ name }) => NAME_GROUPS.has(name))) return undefined;
  const agreeing = agreements(random, corpus.features, groups);
  const perPair = pairs / Math.max(1, drawn);
  let coincidences = 0;
  groups.forEach((_, group) => {
    const share = Math.min(0.999, ((agreeing.each[group] as number) + UNSEEN) / (drawn + 1));
    const butThis = ((agreeing.allBut[group] as number) + UNSEEN) * perPair;
    coincidences = Math.max(coincidences, (butThis * share) / (1 - share));
  });
  const full = copiesKnowing(copies, corpus.features, groups);
  const found = full.weight.reduce((sum, times) => sum + times, 0);
  const real = found - coincidences - UNSEEN;
  return real > 0 ? { copies: full, real } : undefined;
}

/** The prior at which the copies are expected to hold the surplus, if it is higher than the model's. */
export function liftedPrior(
  draft: Omit<MatchModel, 'frequencies' | 'keys'>,
  features: readonly Feature[],
  { copies, real }: Surplus,
): number {
  const tables = weightTables(draft, features);
  const perFeature = new Float64Array(features.length);
  const weights = Float64Array.from({ length: copies.size }, (_, row) => {
    for (let feature = 0; feature < features.length; feature++)
      perFeature[feature] = weightOf(
        tables,
        feature,
        copies.outcomes[row * features.length + feature] as number,
      );
    return totalWeight(tables, perFeature);
  });
  const expected = (bits: number) =>
    weights.reduce((sum, weight, row) => {
      const probability = 1 / (1 + 2 ** -(weight + bits));
      return sum + (copies.weight[row] as number) * (probability >= FOUND ? 1 : probability);
    }, 0);
  if (expected(0) >= real) return draft.prior;
  let [low, high] = [0, MOST_BITS];
  for (let step = 0; step < 30; step++) {
    const middle = (low + high) / 2;
    if (expected(middle) < real) low = middle;
    else high = middle;
  }
  return draft.prior + low;
}

type Group = { name: string; features: number[] };

/** Groups of evidence by the features that most records know. */
function groupsOf(corpus: Corpus, known: readonly number[]): Group[] {
  const groups = new Map<string, number[]>();
  corpus.features.forEach(({ name, group }, feature) => {
    if (OF_THE_NAME.has(name) || (known[feature] as number) < MOSTLY * corpus.records) return;
    groups.set(group, [...(groups.get(group) ?? []), feature]);
  });
  return [...groups].map(([name, features]) => ({ name, features }));
}

/** Pairs of strangers that agree in each group, and in all groups but it. */
function agreements(random: PairSample, features: readonly Feature[], groups: readonly Group[]) {
  const [each, allBut] = [new Float64Array(groups.length), new Float64Array(groups.length)];
  for (let row = 0; row < random.size; row++) {
    const times = random.weight[row] as number;
    const agree = groups.map((group) => agreesIn(random, row, features, group));
    const differing = agree.filter((agrees) => !agrees).length;
    agree.forEach((agrees, group) => {
      if (agrees) each[group] = (each[group] as number) + times;
      else if (differing === 1) allBut[group] = (allBut[group] as number) + times;
    });
  }
  return { each, allBut };
}

function agreesIn(sample: PairSample, row: number, features: readonly Feature[], group: Group): boolean {
  return group.features.every((feature) => {
    const packed = sample.outcomes[row * features.length + feature] as number;
    const { levels } = (features[feature] as Feature).comparator;
    return packed >= 0 && levelOf(packed) === levels.length - 1;
  });
}

function copiesKnowing(
  copies: PairSample,
  features: readonly Feature[],
  groups: readonly Group[],
): PairSample {
  const width = features.length;
  const rows = Array.from({ length: copies.size }, (_, row) => row).filter((row) =>
    groups.every((group) => agreesIn(copies, row, features, group)),
  );
  return {
    size: rows.length,
    outcomes: Int32Array.from(
      rows.flatMap((row) => [...copies.outcomes.subarray(row * width, (row + 1) * width)]),
    ),
    weight: Float64Array.from(rows, (row) => copies.weight[row] as number),
  };
}
