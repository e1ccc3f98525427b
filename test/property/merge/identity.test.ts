import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignIdentity, type ClusterRecord, type IdentityOutcome } from '#src/core/merge/identity.ts';

type Known = { id: string; bornAtMs: number };

/** Clusters as lists of record numbers: a partition of 0…n−1. */
const partition = fc
  .array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 })
  .map((labels) => [...Map.groupBy(labels.keys(), (index) => labels[index]).values()]);

const key = (record: number): string => `crm/account/${String(record).padStart(3, '0')}`;

function apply(
  clusters: readonly (readonly number[])[],
  membership: ReadonlyMap<number, string>,
  born: ReadonlyMap<string, number>,
): IdentityOutcome {
  const record = (recordId: number): ClusterRecord => ({
    recordId,
    key: key(recordId),
    goldenId: membership.get(recordId) ?? null,
  });
  const present = new Set(clusters.flat());
  const departed = [...membership.keys()].filter((id) => !present.has(id)).map(record);
  const known: Known[] = [...born].map(([id, bornAtMs]) => ({ id, bornAtMs }));
  return assignIdentity('account', {
    clusters: clusters.map((cluster) => cluster.map(record)),
    departed,
    known,
    isTaken: (id) => born.has(id),
  });
}

describe('golden ids over time', () => {
  it('every record has one golden id, and records share it exactly when they share a cluster', () => {
    fc.assert(
      fc.property(fc.array(partition, { minLength: 1, maxLength: 5 }), (history) => {
        let membership = new Map<number, string>();
        const born = new Map<string, number>();
        for (const [step, clusters] of history.entries()) {
          const outcome = apply(clusters, membership, born);
          for (const id of outcome.born) born.set(id, step);
          membership = outcome.membership;
          const ids = clusters.map((cluster) => new Set(cluster.map((record) => membership.get(record))));
          expect(ids.every((set) => set.size === 1 && !set.has(undefined))).toBe(true);
          expect(new Set(ids.map((set) => [...set][0])).size).toBe(clusters.length);
          for (const id of outcome.retired.keys()) expect([...membership.values()]).not.toContain(id);
          for (const heir of outcome.retired.values()) {
            if (heir !== null) expect([...membership.values()]).toContain(heir);
          }
        }
      }),
    );
  });

  it('the same clusters in any order get the same ids', () => {
    fc.assert(
      fc.property(partition, partition, fc.nat(), (before, after, turn) => {
        const first = apply(before, new Map(), new Map());
        const born = new Map(first.born.map((id) => [id, 0]));
        const turned = after.map((cluster) => cluster.toReversed());
        const rotated = [...turned.slice(turn % turned.length), ...turned.slice(0, turn % turned.length)];
        const one = apply(after, first.membership, born);
        const other = apply(rotated, first.membership, born);
        expect([...other.membership].sort()).toEqual([...one.membership].sort());
        expect(other.lineage).toEqual(one.lineage);
      }),
    );
  });

  it('nothing changes when nothing changed', () => {
    fc.assert(
      fc.property(partition, (clusters) => {
        const first = apply(clusters, new Map(), new Map());
        const again = apply(clusters, first.membership, new Map(first.born.map((id) => [id, 0])));
        expect(again.lineage).toEqual([]);
        expect(again.changed.size).toBe(0);
        expect(again.membership).toEqual(first.membership);
      }),
    );
  });

  it('on a merge the larger one keeps its id, and the other redirects to it', () => {
    const before = apply([[1, 2], [3]], new Map(), new Map());
    const [large, small] = [before.membership.get(1), before.membership.get(3)];
    const after = apply([[1, 2, 3]], before.membership, new Map(before.born.map((id) => [id, 0])));
    expect(after.membership.get(3)).toBe(large);
    expect(after.retired).toEqual(new Map([[small, large]]));
    expect(after.lineage).toContainEqual({
      goldenId: small,
      event: 'merged',
      otherGoldenId: large,
      recordKey: null,
    });
  });

  it('on a tie of sizes the older one keeps its id', () => {
    const before = apply([[1], [2]], new Map(), new Map());
    const [one, two] = [before.membership.get(1) ?? '', before.membership.get(2) ?? ''];
    const after = apply(
      [[1, 2]],
      before.membership,
      new Map([
        [one, 20],
        [two, 10],
      ]),
    );
    expect(after.membership.get(1)).toBe(two);
  });

  it('on a split the largest part keeps the id, and the other is born from it', () => {
    const before = apply([[1, 2, 3]], new Map(), new Map());
    const id = before.membership.get(1) ?? '';
    const after = apply([[1], [2, 3]], before.membership, new Map([[id, 0]]));
    expect(after.membership.get(2)).toBe(id);
    expect(after.membership.get(1)).not.toBe(id);
    expect(after.lineage).toContainEqual(expect.objectContaining({ event: 'split', otherGoldenId: id }));
  });

  it('a golden record without members retires, redirecting nowhere', () => {
    const before = apply([[1]], new Map(), new Map());
    const id = before.membership.get(1) ?? '';
    const after = apply([], before.membership, new Map([[id, 0]]));
    expect(after.retired).toEqual(new Map([[id, null]]));
  });
});
