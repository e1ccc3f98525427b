import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { clusterRecords } from '#src/core/match/cluster-records.ts';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { matchKeys } from '#src/core/match/keys.ts';
import { matchAll } from '#src/core/match/match-all.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { sortByKey } from '#src/core/match/sort.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import { generatedRecords, type LabelledRecord, pairScore } from '../../support/match-records.ts';
import { runs } from '../../support/runs.ts';

let records: LabelledRecord[];
let model: MatchModel;
beforeAll(() => {
  records = generatedRecords('account', 150);
  model = estimateModel('account', records);
});

function clustersOf(list: readonly LabelledRecord[], options: { model?: MatchModel }): string[] {
  const { clusterOf } = matchAll('account', list, options);
  const groups = Map.groupBy(list.keys(), (index) => clusterOf[index] as number);
  return [...groups.values()]
    .map((indices) =>
      indices
        .map((index) => list[index]?.id)
        .sort()
        .join(' '),
    )
    .sort();
}

const shuffled = () => fc.shuffledSubarray(records, { minLength: records.length, maxLength: records.length });
const anyRecord = () =>
  fc.integer({ min: 0, max: records.length - 1 }).map((index) => records[index] as LabelledRecord);

describe('order', () => {
  it('changes neither the model nor the clusters', () => {
    const expected = clustersOf(records, {});
    fc.assert(
      fc.property(shuffled(), (list) => {
        expect(estimateModel('account', list)).toEqual(model);
        expect(clustersOf(list, {})).toEqual(expected);
      }),
      runs(5),
    );
  });

  it('of arrival does not matter: one component at a time ends as the whole load', () => {
    const whole = clustersOf(records, { model });
    const { pairs } = storedPairs(records);
    const again = clusterRecords(model, { records: [...records].reverse(), pairs });
    expect(again.clusters.map((cluster) => [...cluster].sort().join(' ')).sort()).toEqual(whole);
  });
});

function storedPairs(list: readonly LabelledRecord[]) {
  const keys = new Map<number, LabelledRecord[]>();
  for (const record of list) {
    for (const key of matchKeys('account', record.standardised, model))
      keys.set(key, [...(keys.get(key) ?? []), record]);
  }
  const seen = new Map<string, { left: string; right: string; weight: number }>();
  for (const block of keys.values()) {
    if (block.length > 2 * model.keys.limit) continue;
    for (const a of block) {
      for (const b of block) {
        if (a.id >= b.id || seen.has(`${a.id} ${b.id}`)) continue;
        const { weight } = comparePair(model, a.standardised, b.standardised);
        if (weight >= model.thresholds.review)
          seen.set(`${a.id} ${b.id}`, { left: a.id, right: b.id, weight });
      }
    }
  }
  return { pairs: [...seen.values()] };
}

it('finds the duplicates of a generated world', () => {
  const { clusterOf } = matchAll('account', records, { model });
  const clusters = [...Map.groupBy(records, (record) => clusterOf[records.indexOf(record)]).values()].map(
    (list) => list.map((record) => record.id),
  );
  const score = pairScore(clusters, new Map(records.map((record) => [record.id, record.entity])));
  expect(score.precision).toBeGreaterThan(0.98);
  expect(score.recall).toBeGreaterThan(0.95);
});

describe('weights', () => {
  it('are symmetric', () => {
    fc.assert(
      fc.property(anyRecord(), anyRecord(), (a, b) => {
        expect(comparePair(model, a.standardised, b.standardised).weight).toBeCloseTo(
          comparePair(model, b.standardised, a.standardised).weight,
          9,
        );
      }),
      runs(200),
    );
  });

  it('never fall when agreeing evidence is added', () => {
    const added = {
      phone: '2079460018',
      domain: 'kestrelwaytiles.co.uk',
      vat_id: 'gb123456789',
      duns: '150483782',
      postal: 'ls14dy',
    };
    fc.assert(
      fc.property(
        anyRecord(),
        anyRecord(),
        fc.constantFrom(...Object.entries(added)),
        (a, b, [column, value]) => {
          fc.pre(a.standardised[column] === undefined || b.standardised[column] === undefined);
          const bare = (record: LabelledRecord) =>
            Object.fromEntries(Object.entries(record.standardised).filter(([name]) => name !== column));
          const before = comparePair(model, bare(a), bare(b)).weight;
          const after = comparePair(
            model,
            { ...bare(a), [column]: value },
            { ...bare(b), [column]: value },
          ).weight;
          expect(after).toBeGreaterThanOrEqual(before - 1e-9);
        },
      ),
      runs(200),
    );
  });
});

it('keeps every decision of a steward', () => {
  const { pairs } = storedPairs(records);
  fc.assert(
    fc.property(anyRecord(), anyRecord(), fc.boolean(), (a, b, same) => {
      fc.pre(a.id !== b.id);
      const decisions = same
        ? { same: [[a.id, b.id]] as const, different: [] }
        : { same: [], different: [[a.id, b.id]] as const };
      const { clusters } = clusterRecords(model, { records, pairs, decisions });
      const together = clusters.some((cluster) => cluster.includes(a.id) && cluster.includes(b.id));
      expect(together).toBe(same);
      expect(clusters.flat()).toHaveLength(records.length);
    }),
    runs(15),
  );
});

it('standardises what is standardised to itself', () => {
  const words = fc.array(
    fc.constantFrom(
      'Müller',
      'GmbH',
      'Söhne',
      'acme',
      '&',
      'Co.',
      '株式会社',
      'Ромашка',
      'ΕΛΛΑΣ',
      'e\u0301cole',
    ),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(words, fc.string({ unit: 'grapheme', maxLength: 20 }), (list, noise) => {
      const once = standardise('account', {
        name: `${list.join(' ')} x${noise}`,
        city: noise,
        email: noise,
        phone: noise,
      });
      const again = standardise('account', { name: once['name'] ?? '', city: once['city'] ?? '' });
      expect(again['city']).toBe(once['city']);
      for (const value of Object.values(once))
        expect(value).toMatch(/^[\x20-\x7e\u3005\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]+$/);
    }),
    runs(100),
  );
});

it('sorts keys with their indices', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 53 - 1 }), { maxLength: 300 }), (list) => {
      const keys = Float64Array.from(list);
      const indices = Int32Array.from(list.keys());
      sortByKey(keys, indices);
      expect([...keys]).toEqual([...list].sort((a, b) => a - b));
      indices.forEach((index, place) => expect(list[index]).toBe(keys[place]));
    }),
    runs(100),
  );
});
