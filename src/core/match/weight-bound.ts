/** How much a pair can weigh at most while some of its features are not compared yet. */
import type { Feature } from './features.ts';
import { groupWeight, type WeightTables, weightOf } from './weights.ts';

/** Features in the order in which they are compared: what tells most for its cost first; those not named come before. */
const COSTS = [
  'birth',
  'postal',
  'city',
  'domain',
  'phone',
  'email',
  'address',
  'title',
  'company',
  'name',
  'own_words',
];

/**
 * Indices of the features, cheap ones first. The names of a person, short and known by heart, come before all; they
 * may be swapped, so the given name stands for both.
 */
export function compareOrder(features: readonly Feature[]): Int32Array {
  const isPerson = features.some(({ name }) => name === 'first');
  const costs = features.map(({ name }) => (name === 'first' ? -2 : COSTS.indexOf(name)));
  return Int32Array.from(features.keys())
    .filter((index) => !(isPerson && features[index]?.name === 'last'))
    .sort((a, b) => (costs[a] as number) - (costs[b] as number) || a - b);
}

/**
 * An upper bound of `totalWeight`, kept up to date feature by feature. The weight is prior + evidence −
 * log2(1 + Σ kin), so for every kinship it is at most prior + evidence − kin: what kin explain as well cancels out.
 * Colleagues who share company, telephone and building are given up as soon as their names are known to differ.
 */
export class WeightBound {
  /** The most that two different values of a feature can weigh. */
  readonly mostUnequal: Float64Array;
  readonly #tables: WeightTables;
  readonly #groups: readonly Int32Array[];
  /** Upper bound of the evidence by group: once all features are compared, the evidence itself. */
  readonly evidence: Float64Array;
  /** Per group: the kinships that do not explain it. The first kinship explains none. */
  readonly #openTo: readonly Int32Array[];
  /** Per kinship: the groups that it explains. */
  readonly #explained: readonly Int32Array[];
  /** Per kinship: what is subtracted, and the bound as it stands. */
  readonly #odds: Float64Array;
  readonly #sums: Float64Array;

  /** Groups with a feature that records know; no other has evidence. */
  readonly #active: Int32Array;

  /** `known`: the features that records know. */
  constructor(tables: WeightTables, features: readonly Feature[], known: Int32Array) {
    const { mostUnequal, openTo, odds } = limitsOf(tables, features);
    this.#tables = tables;
    this.mostUnequal = mostUnequal;
    this.#groups = tables.members;
    this.evidence = new Float64Array(tables.members.length);
    this.#active = Int32Array.from(new Set(known.map((feature) => tables.groupOf[feature] as number)));
    this.#openTo = openTo;
    this.#explained = Array.from(odds, (_, kin) =>
      this.#active.filter((group) => !openTo[group]?.includes(kin)),
    );
    this.#odds = odds;
    this.#sums = new Float64Array(odds.length);
  }

  /**
   * Weights of all features, those not compared yet at their most. False where that is less than `least`: then nothing
   * else may be asked. Most strangers are given up here, and most of them without a look at kin.
   */
  start(weights: Float64Array, least: number): boolean {
    const sums = this.#sums;
    const evidence = this.evidence;
    const active = this.#active;
    let sum = this.#tables.prior;
    for (let at = 0; at < active.length; at++) {
      const group = active[at] as number;
      const found = this.#evidenceOf(weights, group);
      evidence[group] = found;
      sum += found;
    }
    if (sum + ROUNDING < least) return false;
    sums[0] = sum;
    for (let kin = 1; kin < sums.length; kin++) {
      const explained = this.#explained[kin] as Int32Array;
      let open = sum - (this.#odds[kin] as number);
      for (let at = 0; at < explained.length; at++) open -= evidence[explained[at] as number] as number;
      sums[kin] = open;
    }
    return this.most() >= least;
  }

  #evidenceOf(weights: Float64Array, group: number): number {
    const members = this.#groups[group] as Int32Array;
    return members.length === 1 ? (weights[members[0] as number] as number) : groupWeight(weights, members);
  }

  /** One feature has been compared. */
  update(weights: Float64Array, feature: number): void {
    this.#weigh(weights, this.#tables.groupOf[feature] as number);
  }

  #weigh(weights: Float64Array, group: number): void {
    const evidence = this.#evidenceOf(weights, group);
    const change = evidence - (this.evidence[group] as number);
    if (change === 0) return;
    this.evidence[group] = evidence;
    const open = this.#openTo[group] as Int32Array;
    for (let at = 0; at < open.length; at++) {
      const kin = open[at] as number;
      this.#sums[kin] = (this.#sums[kin] as number) + change;
    }
  }

  /** No pair with these weights, whatever the rest turns out to be, weighs more. */
  most(): number {
    const sums = this.#sums;
    let least = sums[0] as number;
    for (let kin = 1; kin < sums.length; kin++)
      if ((sums[kin] as number) < least) least = sums[kin] as number;
    return least + ROUNDING;
  }
}

/** What bounds have in common, whatever the records know; see `WeightBound`. */
type Limits = { mostUnequal: Float64Array; openTo: readonly Int32Array[]; odds: Float64Array };

/** Made once of the tables of a model: the pipeline weighs the pairs of every change by themselves. */
function limitsOf(tables: WeightTables, features: readonly Feature[]): Limits {
  const known = limits.get(tables);
  if (known !== undefined) return known;
  const groups = tables.members;
  const kinships = tables.kinAgree
    .map((agree, kin) => ({ agree, odds: tables.kinOdds[kin] as number }))
    .filter(({ agree }) => groups.every((group) => cancels(group, agree) || isApart(group, agree)));
  const made = {
    mostUnequal: Float64Array.from(features, ({ comparator }, feature) =>
      mostUnequalOf(tables, feature, comparator),
    ),
    openTo: groups.map((group) =>
      Int32Array.of(0, ...kinships.flatMap(({ agree }, kin) => (cancels(group, agree) ? [] : [kin + 1]))),
    ),
    odds: Float64Array.of(0, ...kinships.map(({ odds }) => odds)),
  };
  limits.set(tables, made);
  return made;
}

const limits = new WeakMap<WeightTables, Limits>();

/** Sums in another order differ in their last bits. */
const ROUNDING = 1e-6;

/** Kin agree on the whole group: its evidence is the same for them and for one entity. */
function cancels(group: Int32Array, agree: Uint8Array): boolean {
  return group.every((feature) => agree[feature] === 1);
}

/** Kin agree on nothing of the group, or in part: what never counts against them. */
function isApart(group: Int32Array, agree: Uint8Array): boolean {
  return group.every((feature) => agree[feature] === 0 || agree[feature] === 2);
}

function mostUnequalOf(
  tables: WeightTables,
  feature: number,
  { levels, rare }: Feature['comparator'],
): number {
  // Of levels with a rarity, one bit is the least there is: two records hold the value.
  const weights = levels.map((_, level) => weightOf(tables, feature, level + (level >= rare ? 16 * 8 : 0)));
  return Math.max(0, ...weights);
}
