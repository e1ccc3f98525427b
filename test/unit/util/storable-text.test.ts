import { expect, test } from 'vitest';
import { toStorableJson, toStorableText } from '../../../src/util/storable-text.ts';

test('what PostgreSQL refuses is replaced, everything else stays', () => {
  expect(toStorableText('a\0b')).toBe('a\uFFFDb');
  expect(toStorableText('half \ud83d pair')).toBe('half \uFFFD pair');
  expect(toStorableText('whole 😀 pair, Ω, \u0001')).toBe('whole 😀 pair, Ω, \u0001');
});

test('in keys and values, however deep', () => {
  expect(toStorableJson({ 'a\0': [{ b: 'c\0' }, 1, null] })).toEqual({
    'a\uFFFD': [{ b: 'c\uFFFD' }, 1, null],
  });
});

test('a clean value is handed back as it is, not copied', () => {
  const value = { a: [{ b: 'c' }], at: new Date(0), bytes: Buffer.from('x') };
  expect(toStorableJson(value)).toBe(value);
});
