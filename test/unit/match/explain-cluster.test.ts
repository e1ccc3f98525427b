import { beforeAll, describe, expect, it } from 'vitest';
import { clusterRecords } from '#src/core/match/cluster-records.ts';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { edgesOf } from '#src/core/match/components.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { type ClusterRecord, explainCluster } from '#src/core/match/explain-cluster.ts';
import { matchAll } from '#src/core/match/match-all.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { generatedRecords } from '../../support/match-records.ts';

let model: MatchModel;
let clusters: ClusterRecord[][];

beforeAll(() => {
  const records = generatedRecords('account', 150, 5);
  model = estimateModel('account', records);
  const { pairs, corpus } = matchAll('account', records, { model });
  const recordOf = new Map(records.map((record) => [record.id, record]));
  const idOf = new Map(records.map(({ id }, index) => [corpus.nodeOfRecord[index] as number, id]));
  clusters = clusterRecords(model, {
    records,
    pairs: Array.from(edgesOf(pairs), ({ left, right, weight }) => ({
      left: idOf.get(left) ?? '',
      right: idOf.get(right) ?? '',
      weight,
    })),
  }).clusters.map((ids) =>
    ids.map((id) => ({ key: id, standardised: recordOf.get(id)?.standardised ?? {} })),
  );
});

const weightOf = (a: ClusterRecord, b: ClusterRecord) =>
  comparePair(model, a.standardised, b.standardised).weight;

describe('what holds a cluster together', () => {
  it('recomputes to its weights, edge by edge', () => {
    const great = clusters.filter((cluster) => cluster.length > 2);
    expect(great.length).toBeGreaterThan(30);
    for (const cluster of great) {
      const byKey = new Map(cluster.map((record) => [record.key, record]));
      for (const { left, right, weight, reason, comparison } of explainCluster(model, cluster, [])) {
        const [a, b] = [byKey.get(left) as ClusterRecord, byKey.get(right) as ClusterRecord];
        expect(weightOf(a, b)).toBe(weight);
        expect(weightOf(b, a)).toBe(weight);
        const sum = comparison.features.reduce((total, each) => total + each.weight, comparison.prior);
        if (reason === 'evidence') expect(sum + comparison.correction).toBeCloseTo(weight, 9);
        for (const { m, u, weight: own } of comparison.features)
          if (u < 1) expect(Math.log2(m / u)).toBeCloseTo(own, 6);
      }
    }
  });

  it('connects every record by the heaviest edges, the weakest first', () => {
    for (const cluster of clusters.filter(({ length }) => length > 1)) {
      const edges = explainCluster(model, cluster, []);
      expect(edges).toHaveLength(cluster.length - 1);
      expect(new Set(edges.flatMap(({ left, right }) => [left, right])).size).toBe(cluster.length);
      const weights = edges.map(({ weight }) => weight);
      expect(weights).toEqual(weights.toSorted((a, b) => a - b));
      // Cut at the weakest edge, nothing between the two parts weighs more.
      const reached = new Set([edges[0]?.left ?? '']);
      for (let grown = 0; grown !== reached.size; ) {
        grown = reached.size;
        for (const { left, right } of edges.slice(1)) {
          if (reached.has(left)) reached.add(right);
          if (reached.has(right)) reached.add(left);
        }
      }
      for (const a of cluster.filter(({ key }) => reached.has(key)))
        for (const b of cluster.filter(({ key }) => !reached.has(key)))
          expect(weightOf(a, b)).toBeLessThanOrEqual(weights[0] ?? 0);
    }
  });

  it('names a decision as the reason, and does not depend on the order of the records', () => {
    const cluster = clusters.find(({ length }) => length > 3) as ClusterRecord[];
    const [one, other] = [cluster[1] as ClusterRecord, cluster[2] as ClusterRecord];
    const edges = explainCluster(model, cluster, [[other.key, one.key]]);
    expect(edges.at(-1)).toMatchObject({ left: one.key, right: other.key, reason: 'decision' });
    expect(edges.filter(({ reason }) => reason === 'decision')).toHaveLength(1);
    expect(explainCluster(model, cluster.toReversed(), [[one.key, other.key]])).toEqual(edges);
  });

  it('says nothing of a single record', () => {
    expect(explainCluster(model, (clusters[0] as ClusterRecord[]).slice(0, 1), [])).toEqual([]);
  });
});
