import { expect, it } from 'vitest';
import { MOST_NODES } from '#src/core/match/cluster-nodes.ts';
import { clusterRecords } from '#src/core/match/cluster-records.ts';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import { generatedRecords } from '../../support/match-records.ts';

/** More records than the evidence alone may bring together. */
const MANY = MOST_NODES + 50;

it('a steward brings together any number of records, two by two, and evidence no more than before', () => {
  const records = generatedRecords('account', 3 * MANY).slice(0, MANY + 1);
  const model = estimateModel('account', records);
  const [other, ...named] = records.map(({ id }) => id);
  const same = named.slice(1).map((id, index): [string, string] => [named[index] as string, id]);
  const pairs = [{ left: other as string, right: named[0] as string, weight: 1 }];
  const { clusters } = clusterRecords(model, { records, pairs, decisions: { same, different: [] } });
  expect(clusters.map((cluster) => cluster.length).sort((a, b) => a - b)).toEqual([1, MANY]);
});

const [ORDANE, KESTREL] = ['5493001KJTIIGC8Y1R12', '213800UQ3GSY7FHB6W25'];
/** In every order of ids, which is the order of ties. */
const ORDERS = [
  ['a', 'b', 'c', 'd'],
  ['d', 'c', 'b', 'a'],
  ['c', 'd', 'a', 'b'],
  ['b', 'd', 'c', 'a'],
];

it.each(ORDERS)(
  'a steward stands above ids, also by way of a third record (%s %s %s %s)',
  (bare, left, right, copy) => {
    const companies: [string, Record<string, string>][] = [
      [bare, { name: 'Ordane Clinics' }],
      [left, { name: 'Ordane Clinics Leeds', lei: ORDANE as string }],
      [right, { name: 'Kestrelway Tiles', lei: KESTREL as string }],
      [copy, { name: 'Kestrelway Tiles Ltd', lei: KESTREL as string }],
    ];
    const records = companies.map(([id, fields]) => ({ id, standardised: standardise('account', fields) }));
    const model = estimateModel('account', records);
    const pairs = records.flatMap((a, index) =>
      records.slice(index + 1).map((b) => ({
        left: a.id,
        right: b.id,
        weight: comparePair(model, a.standardised, b.standardised).weight,
      })),
    );
    const together = (same: [string, string][]) =>
      clusterRecords(model, { records, pairs, decisions: { same, different: [] } })
        .clusters.map((cluster) => [...cluster].sort().join(''))
        .sort();
    // The ids alone: the two different ones are apart, the two equal ones together.
    const byIds = together([]).find((cluster) => cluster.includes(right));
    expect([byIds?.includes(copy), byIds?.includes(left)]).toEqual([true, false]);
    // The steward's word on `bare` brings both together; the copy, whose id contradicts one of them, stays out.
    expect(
      together([
        [bare, left],
        [bare, right],
      ]),
    ).toEqual([[bare, left, right].sort().join(''), copy].sort());
  },
);
