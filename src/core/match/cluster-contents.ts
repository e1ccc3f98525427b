import { clusterRecords, type StoredPair } from './cluster-records.ts';
import type { ContentPair } from './compare-contents.ts';
import { comparePair } from './compare-pair.ts';
import type { MatchModel } from './model.ts';
import type { Standardised } from './standardised.ts';

export type ContentRecord = { id: number; key: string; content: number };
/** A steward's word about two records, by the store's ids. */
export type RecordDecision = { leftId: number; rightId: number; verdict: 'same' | 'different' };

export type ContentClustering = {
  records: readonly ContentRecord[];
  standardisedOf: ReadonlyMap<number, Standardised>;
  /** Every pair among these contents. */
  pairs: readonly ContentPair[];
  decisions: readonly RecordDecision[];
};

/**
 * Clusters whole components of records. What a component comes to depends on its own records, pairs and decisions
 * alone, so that clustering some of them ends as clustering everything does. A decision counts while both its records
 * are there.
 */
export function clusterContents(model: MatchModel, input: ContentClustering): number[][] {
  const { components, plain } = componentsOf(input);
  return [plain, ...components].flatMap((component) => clusterComponent(model, component, input));
}

type ComponentParts = { records: ContentRecord[]; pairs: ContentPair[]; decisions: RecordDecision[] };

/** Components that decisions concern, each by itself, and all the others together, which do not meet anyway. */
function componentsOf(input: ContentClustering): { components: ComponentParts[]; plain: ComponentParts } {
  const contentOf = new Map(input.records.map((record) => [record.id, record.content]));
  const ends = input.decisions.flatMap((decision) => {
    const [left, right] = [contentOf.get(decision.leftId), contentOf.get(decision.rightId)];
    return left === undefined || right === undefined ? [] : [{ decision, left, right }];
  });
  const same = ends.filter(({ decision }) => decision.verdict === 'same');
  const rootOf = connected([...input.pairs, ...same]);
  // A decision on two records that nothing brings together says nothing.
  const inside = ends.filter(({ left, right }) => rootOf(left) === rootOf(right));
  const decided = new Map<number, ComponentParts>(
    inside.map(({ left }) => [rootOf(left), { records: [], pairs: [], decisions: [] }]),
  );
  const plain: ComponentParts = { records: [], pairs: [], decisions: [] };
  const of = (content: number): ComponentParts => decided.get(rootOf(content)) ?? plain;
  for (const record of input.records) of(record.content).records.push(record);
  for (const pair of input.pairs) of(pair.left).pairs.push(pair);
  for (const { decision, left } of inside) of(left).decisions.push(decision);
  return { components: [...decided.values()], plain };
}

function connected(edges: readonly { left: number; right: number }[]): (content: number) => number {
  const parent = new Map<number, number>();
  const find = (content: number): number => {
    let at = content;
    for (let next = parent.get(at); next !== undefined && next !== at; next = parent.get(at)) at = next;
    parent.set(content, at);
    return at;
  };
  for (const { left, right } of edges) {
    const [a, b] = [find(left), find(right)];
    if (a !== b) parent.set(Math.max(a, b), Math.min(a, b));
  }
  return find;
}

function clusterComponent(
  model: MatchModel,
  { records, pairs, decisions }: ComponentParts,
  { standardisedOf }: ContentClustering,
): number[][] {
  if (records.length === 0) return [];
  const named = new Set(decisions.flatMap(({ leftId, rightId }) => [leftId, rightId]));
  const keyOf = new Map(records.map((record) => [record.id, record.key]));
  const idOf = new Map(records.map((record) => [record.key, record.id]));
  const keys = (verdict: RecordDecision['verdict']) =>
    decisions
      .filter((decision) => decision.verdict === verdict)
      .map(({ leftId, rightId }) => [keyOf.get(leftId) ?? '', keyOf.get(rightId) ?? ''] as const);
  const { clusters } = clusterRecords(model, {
    records: records.map(({ key, content }) => ({
      id: key,
      standardised: standardisedOf.get(content) ?? {},
    })),
    pairs: recordPairs(model, { records, pairs, named, standardisedOf }),
    decisions: { same: keys('same'), different: keys('different') },
  });
  return clusters.map((cluster) => cluster.flatMap((key) => idOf.get(key) ?? []));
}

type Expansion = Pick<ContentClustering, 'records' | 'pairs' | 'standardisedOf'> & {
  named: ReadonlySet<number>;
};

/**
 * Pairs of contents as pairs of records. One record speaks for all its copies, except for those that a decision names:
 * these speak for themselves, and are a pair with their copies.
 */
function recordPairs(model: MatchModel, { records, pairs, named, standardisedOf }: Expansion): StoredPair[] {
  const speakers = new Map<number, { keys: string[]; hasUnnamed: boolean }>();
  for (const { id, key, content } of records) {
    const known = speakers.get(content);
    if (known === undefined) speakers.set(content, { keys: [key], hasUnnamed: !named.has(id) });
    else if (named.has(id)) known.keys.push(key);
    else if (!known.hasUnnamed) {
      known.keys.push(key);
      known.hasUnnamed = true;
    }
  }
  const found: StoredPair[] = [];
  for (const { left, right, weight } of pairs) {
    for (const a of speakers.get(left)?.keys ?? []) {
      for (const b of speakers.get(right)?.keys ?? []) found.push({ left: a, right: b, weight });
    }
  }
  for (const [content, { keys }] of speakers) {
    const own = standardisedOf.get(content);
    if (keys.length < 2 || own === undefined) continue;
    const { weight } = comparePair(model, own, own);
    if (weight < model.thresholds.review) continue;
    keys.forEach((a, index) => {
      for (const b of keys.slice(index + 1)) found.push({ left: a, right: b, weight });
    });
  }
  return found;
}
