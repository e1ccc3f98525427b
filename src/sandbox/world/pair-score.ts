/** How well a clustering agrees with the truth, counted over pairs of records. */
export type PairScore = { precision: number; recall: number; f1: number };

const pairs = (n: number): number => (n * (n - 1)) / 2;

function countBy<T>(items: readonly T[], key: (item: T, index: number) => string): number {
  const sizes = new Map<string, number>();
  for (const [i, item] of items.entries()) sizes.set(key(item, i), (sizes.get(key(item, i)) ?? 0) + 1);
  let sum = 0;
  for (const size of sizes.values()) sum += pairs(size);
  return sum;
}

/** From counts of pairs; where nothing is claimed nothing is wrong, and where nothing is true nothing is missed. */
export function scoreOfCounts(both: number, claimed: number, actual: number): PairScore {
  const precision = claimed === 0 ? 1 : both / claimed;
  const recall = actual === 0 ? 1 : both / actual;
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

/** `entities[i]` and `clusters[i]` belong to record `i`; equal names mean the same entity, or the same cluster. */
export function pairScore(entities: readonly string[], clusters: readonly string[]): PairScore {
  if (entities.length !== clusters.length) {
    throw new RangeError(`${entities.length} records, but ${clusters.length} clusters`);
  }
  const both = countBy(entities, (entity, i) => `${entity}\u0000${clusters[i]}`);
  const claimed = countBy(clusters, (cluster) => cluster);
  return scoreOfCounts(
    both,
    claimed,
    countBy(entities, (entity) => entity),
  );
}
