import { describe, expect, test } from 'vitest';
import { endOf, parseStampCursor, type StampCursor, startOf } from '#src/connector/overlap.ts';

const OVERLAP = 10_000;
const at = (second: number) => new Date(Date.UTC(2026, 8, 30, 12, 0, second)).toISOString();
const cursor = (more: Partial<StampCursor> = {}): StampCursor => ({
  t: at(30),
  id: 'b',
  seenAtMs: 0,
  settled: false,
  ...more,
});
const end = (before: StampCursor | null, newest: { t: string; id: string } | null, startedAtMs: number) =>
  endOf(before, newest, { startedAtMs, overlapMs: OVERLAP });

describe('an open position goes back by the overlap, a settled one does not', () => {
  test('start', () => {
    expect(startOf(null, OVERLAP)).toBeNull();
    expect(startOf(cursor(), OVERLAP)).toEqual({ t: at(20), id: null });
    expect(startOf(cursor({ settled: true }), OVERLAP)).toEqual({ t: at(30), id: 'b' });
  });

  test('a newer stamp opens the position again', () => {
    expect(end(cursor({ settled: true }), { t: at(31), id: 'a' }, 5_000)).toEqual({
      t: at(31),
      id: 'a',
      seenAtMs: 5_000,
      settled: false,
    });
  });

  test('the position settles when a whole read began later than the overlap after its newest stamp was seen', () => {
    expect(end(cursor(), null, OVERLAP - 1)?.settled).toBe(false);
    expect(end(cursor(), null, OVERLAP)?.settled).toBe(true);
    expect(end(cursor(), { t: at(30), id: 'c' }, OVERLAP)).toMatchObject({ id: 'c', settled: true });
  });

  test('a re-read below the newest stamp never moves the position back', () => {
    expect(end(cursor(), { t: at(25), id: 'z' }, 1_000)).toMatchObject({
      t: at(30),
      id: 'b',
      settled: false,
    });
  });

  test('a clock that was set back keeps the position open', () => {
    expect(end(cursor({ seenAtMs: 1_000_000 }), null, 0)?.settled).toBe(false);
  });

  test('without an overlap a position is settled at once', () => {
    expect(endOf(null, { t: at(1), id: 'a' }, { startedAtMs: 0, overlapMs: 0 })?.settled).toBe(true);
  });
});

test('what is no cursor of ours is a first load', () => {
  for (const value of [null, {}, [], 'x', { t: 'soon', id: 'a' }, { t: at(1) }])
    expect(parseStampCursor(value)).toBeNull();
});
