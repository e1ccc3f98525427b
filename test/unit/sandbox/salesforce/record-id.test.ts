import { expect, it } from 'vitest';
import { nthId, toId18, withSuffix } from '#src/sandbox/salesforce/record-id.ts';

// The first by hand: D is the 4th of its five (I), K, X and O are the 1st, 4th and 5th of theirs (Z).
it.each([
  ['001D000000K0fXO', '001D000000K0fXOIAZ'],
  ['500000000000000', '500000000000000AAA'],
  ['0013000000ABCDE', '0013000000ABCDEAA5'],
])('adds to %s the suffix of %s', (id15, id18) => {
  expect(withSuffix(id15)).toBe(id18);
  expect(toId18(id15)).toBe(id18);
  expect(toId18(id18)).toBe(id18);
});

it.each(['', '001', '001D000000K0fXOIAA', '001D000000K0fX!', '001D000000K0fXOIAZZ'])(
  'knows that %j is no id',
  (id) => {
    expect(toId18(id)).toBeUndefined();
  },
);

it('never makes one id twice', () => {
  const ids = Array.from({ length: 5_000 }, (_, n) => nthId('001', n));
  expect(new Set(ids.map((id) => id.slice(0, 15))).size).toBe(5_000);
});
