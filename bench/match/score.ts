/** How well a clustering fits the truth. */
export type ClusterScore = {
  precision: number;
  recall: number;
  f1: number;
  bcubed_f1: number;
  /** F1 over whole clusters of two and more that are exactly right. */
  exact_f1: number;
};

/** `clusters` and `truth` give the cluster and the entity of every record. */
export function scoreClusters(clusters: readonly string[], truth: readonly string[]): ClusterScore {
  const clusterSize = countOf(clusters);
  const entitySize = countOf(truth);
  const joint = clusters.map((cluster, record) => `${cluster}\u0000${truth[record]}`);
  const jointSize = countOf(joint);
  const pairs = (sizes: ReadonlyMap<string, number>) =>
    [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  const [right, said, there] = [pairs(jointSize), pairs(clusterSize), pairs(entitySize)];
  let [bPrecision, bRecall] = [0, 0];
  joint.forEach((both, record) => {
    const common = jointSize.get(both) as number;
    bPrecision += common / (clusterSize.get(clusters[record] as string) as number) / joint.length;
    bRecall += common / (entitySize.get(truth[record] as string) as number) / joint.length;
  });
  const exact = [...jointSize].filter(([both, size]) => {
    const [cluster = '', entity = ''] = both.split('\u0000');
    return size > 1 && clusterSize.get(cluster) === size && entitySize.get(entity) === size;
  }).length;
  const many = (sizes: ReadonlyMap<string, number>) => [...sizes.values()].filter((size) => size > 1).length;
  return {
    precision: right / Math.max(1, said),
    recall: right / Math.max(1, there),
    f1: harmonic(right / Math.max(1, said), right / Math.max(1, there)),
    bcubed_f1: harmonic(bPrecision, bRecall),
    exact_f1: harmonic(exact / Math.max(1, many(clusterSize)), exact / Math.max(1, many(entitySize))),
  };
}

function countOf(labels: readonly string[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return sizes;
}

function harmonic(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}
