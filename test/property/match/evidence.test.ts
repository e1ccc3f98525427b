import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { clusterRecords } from '#src/core/match/cluster-records.ts';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { edgesOf } from '#src/core/match/components.ts';
import { matchAll } from '#src/core/match/match-all.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { ACCOUNT_COLUMNS, CONTACT_COLUMNS, type Standardised } from '#src/core/match/standardised.ts';
import { generatedRecords, type LabelledRecord } from '../../support/match-records.ts';
import { runs } from '../../support/runs.ts';

const COLUMNS = { account: ACCOUNT_COLUMNS, contact: CONTACT_COLUMNS } as const;
/** What no generated record says, in the form that standardisation gives it. */
const VALUES: Readonly<Record<string, string>> = {
  address: '227|new lane|14',
  geo: '53.80000,-1.50000',
  lei: '5493001kjtiigc8y1r12',
  phone: '1134960017',
  birth: '19710624',
  suffix: 'jr',
  email: 'b.smithers@ordane.com',
  domain: 'ordane.com',
};

describe.each(['account', 'contact'] as const)('weights of %s pairs', (type) => {
  let records: LabelledRecord[];
  let found: ReturnType<typeof matchAll>;
  let model: MatchModel;
  beforeAll(() => {
    records = generatedRecords(type, 100);
    found = matchAll(type, records, {});
    model = found.model;
  }, 60_000);

  /** Two records: any, or neighbours, which are often of one entity. */
  const pair = () =>
    fc.tuple(fc.nat(), fc.nat(), fc.boolean()).map(([first, second, near]): [Standardised, Standardised] => {
      const at = first % records.length;
      const other = near ? (at + 1 + (second % 3)) % records.length : second % records.length;
      return [at, other].map((index) => (records[index] as LabelledRecord).standardised) as [
        Standardised,
        Standardised,
      ];
    });

  it('are symmetric, and so is every step', () => {
    fc.assert(
      fc.property(pair(), ([a, b]) => {
        const [there, back] = [comparePair(model, a, b), comparePair(model, b, a)];
        expect(there.weight).toBeCloseTo(back.weight, 9);
        expect(there.features.map(({ feature, level }) => [feature, level])).toEqual(
          back.features.map(({ feature, level }) => [feature, level]),
        );
      }),
      runs(300),
    );
  });

  it('are symmetric for any text, even where one word of two can be matched in two ways', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abens12 '), minLength: 2, maxLength: 14 });
    // Two texts of which one is the other, pushed along: the comparisons that depend on which one is read first.
    const two = fc
      .tuple(text, text, fc.boolean())
      .map(([a, b, near]) => [a, near ? a.slice(1) + b.slice(0, 2) : b] as const);
    const told = type === 'account' ? 'name' : 'company';
    fc.assert(
      fc.property(pair(), two, two, ([a, b], names, postals) => {
        const [left, right] = [0, 1].map((side): Standardised => {
          const [name = '', postal = ''] = [names[side], postals[side]].map((each) => each?.trim());
          return {
            ...(side === 0 ? a : b),
            ...(name && { [told]: name.replace(/ +/g, ' ') }),
            ...(postal && { postal }),
          };
        }) as [Standardised, Standardised];
        expect(comparePair(model, left, right).weight).toBe(comparePair(model, right, left).weight);
      }),
      runs(2_000),
    );
  });

  it('never fall when both come to know the same value of any column', () => {
    fc.assert(
      fc.property(pair(), fc.constantFrom(...COLUMNS[type]), fc.boolean(), ([a, b], column, own) => {
        const without = (record: Standardised) =>
          Object.fromEntries(Object.entries(record).filter(([name]) => name !== column));
        const value = (own ? (a[column] ?? b[column]) : undefined) ?? VALUES[column] ?? 'zorvane';
        const weigh = (extra: Standardised) =>
          comparePair(model, { ...without(a), ...extra }, { ...without(b), ...extra }).weight;
        expect(weigh({ [column]: value })).toBeGreaterThanOrEqual(weigh({}) - 1e-9);
      }),
      runs(400),
    );
  });

  it('recompute from a model that was stored: step by step, and as the whole load had them', () => {
    const stored = JSON.parse(JSON.stringify(model)) as MatchModel;
    const first = new Map<number, number>();
    found.corpus.nodeOfRecord.forEach((node, record) => first.set(node, first.get(node) ?? record));
    const recordOf = (node: number) => (records[first.get(node) as number] as LabelledRecord).standardised;
    const pairs = [...edgesOf(found.pairs)];
    expect(pairs.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(fc.constantFrom(...pairs), ({ left, right, weight }) => {
        const told = comparePair(stored, recordOf(left), recordOf(right));
        expect(told.weight).toBeCloseTo(weight, 6);
        const sum = told.features.reduce((total, each) => total + Math.log2(each.m / each.u), told.prior);
        if (told.linked === undefined) expect(sum + told.correction).toBeCloseTo(told.weight, 6);
        const steps = told.corrections.reduce((total, each) => total + each.weight, 0);
        if (told.linked === undefined) expect(steps).toBeCloseTo(told.correction, 9);
        expect(Math.log2(told.probability / (1 - told.probability))).toBeCloseTo(told.weight, 3);
      }),
      runs(150),
    );
  });

  it('yield to decisions: what a steward says of several records holds, whatever they look like', () => {
    const pairs = [...edgesOf(found.pairs)];
    const idsOf = Map.groupBy(
      found.corpus.nodeOfRecord.keys(),
      (record) => found.corpus.nodeOfRecord[record] as number,
    );
    const named = pairs.flatMap(({ left, right, weight }) =>
      (idsOf.get(left) ?? []).flatMap((a) =>
        (idsOf.get(right) ?? []).map((b) => ({ left: idOf(a), right: idOf(b), weight })),
      ),
    );
    // Records beside one another are copies of one entity often enough that most decisions go against the evidence.
    const nearby = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(fc.tuple(nearby, fc.integer({ min: 0, max: 2 })), { minLength: 3, maxLength: 8 }),
        (from, drawn) => {
          const groups = groupsOf(
            new Map(drawn.map(([index, group]) => [idOf((from + index) % records.length), group])),
          );
          const same = groups.flatMap((group) =>
            group.slice(1).map((id) => [group[0] as string, id] as const),
          );
          const different = groups
            .slice(1)
            .map((group) => [groups[0]?.[0] as string, group[0] as string] as const);
          const { clusters } = clusterRecords(model, {
            records,
            pairs: named,
            decisions: { same, different },
          });
          const clusterOf = new Map(clusters.flatMap((cluster, number) => cluster.map((id) => [id, number])));
          for (const [a, b] of same) expect(clusterOf.get(a)).toBe(clusterOf.get(b));
          for (const [a, b] of different) expect(clusterOf.get(a)).not.toBe(clusterOf.get(b));
          expect(clusterOf.size).toBe(records.length);
        },
      ),
      runs(12),
    );
  });

  const idOf = (index: number) => (records[index] as LabelledRecord).id;
});

function groupsOf(groupOf: ReadonlyMap<string, number>): string[][] {
  return [...Map.groupBy(groupOf.keys(), (id) => groupOf.get(id)).values()];
}
