import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OrderedIndex } from '#src/sandbox/ordered-index.ts';

type Row = { id: string; key: string };

it('holds after any writes what a sort from scratch would give', () => {
  const write = fc.record({
    id: fc.integer({ min: 0, max: 20 }),
    key: fc.integer({ min: 0, max: 9 }),
    gone: fc.boolean(),
    look: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(write, { maxLength: 60 }), (writes) => {
      const index = new OrderedIndex<Row>(
        (row) => row.key,
        (row) => row.id,
      );
      const rows = new Map<string, Row>();
      for (const { id, key, gone, look } of writes) {
        const name = String(id).padStart(2, '0');
        const next = gone ? undefined : { id: name, key: String(key) };
        index.replace(rows.get(name), next);
        if (next === undefined) rows.delete(name);
        else rows.set(name, next);
        if (look) index.rows();
      }
      const expected = [...rows.values()].sort((a, b) => (a.key + a.id < b.key + b.id ? -1 : 1));
      expect(index.rows()).toEqual(expected);
      expect(index.startOf('5')).toBe(expected.filter((row) => row.key < '5').length);
    }),
  );
});

it('leaves a snapshot as it was', () => {
  const index = new OrderedIndex<Row>(
    (row) => row.key,
    (row) => row.id,
  );
  const row = { id: '1', key: 'a' };
  index.replace(undefined, row);
  const before = index.rows();
  index.replace(row, { id: '1', key: 'b' });
  expect(index.rows()).toEqual([{ id: '1', key: 'b' }]);
  expect(before).toEqual([{ id: '1', key: 'a' }]);
});
