import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyGrouping } from '#src/core/match/key-groups.ts';
import { KeyList } from '#src/core/match/key-list.ts';
import { runs } from '../../support/runs.ts';

it('groups are the different nodes of a key, in the order in which keys first came; nobody is alone', () => {
  // Few keys, some of which differ beyond the low 32 bits only.
  const key = fc.tuple(fc.nat(6), fc.nat(2)).map(([low, high]) => high * 2 ** 32 + low * 977);
  const entries = fc.array(fc.tuple(key, fc.nat(2)), { maxLength: 200 });
  // One after another in the same memory.
  const grouping = new KeyGrouping();
  fc.assert(
    fc.property(entries, (drawn) => {
      const list = new KeyList();
      const expected = new Map<number, Set<number>>();
      let node = 0;
      for (const [key, step] of drawn) {
        node += step;
        list.reserve(1);
        list.keys[list.size] = key;
        list.nodes[list.size++] = node;
        expected.set(key, (expected.get(key) ?? new Set()).add(node));
      }
      const { keys, nodes, starts } = grouping.group(...list.held());
      const found = Array.from(keys, (key, at) => [key, [...nodes.subarray(starts[at], starts[at + 1])]]);
      expect(found).toEqual(
        [...expected].filter(([, held]) => held.size > 1).map(([key, held]) => [key, [...held]]),
      );
    }),
    runs(500),
  );
});
