import { expect, test } from 'vitest';
import { OptionValues } from '../../../src/cli/option-values.ts';

test('the default counts where nothing was given, and `has` tells which it was', () => {
  const options = new OptionValues({ seed: '7' }, { seed: '1', accounts: '2000' });
  expect(options.integer('seed')).toBe(7);
  expect(options.integer('accounts')).toBe(2000);
  expect([options.has('seed'), options.has('accounts')]).toEqual([true, false]);
  expect(options.text('out')).toBeUndefined();
});

test.each(['', ' ', 'x', '1e400', '1.5', '-1', '0x1p', '9007199254740993'])(
  '%j is no whole number',
  (text) => {
    expect(() => new OptionValues({ n: text }).integer('n')).toThrow(`--n is ${JSON.stringify(text)}`);
  },
);

test('a choice is one of its words', () => {
  const options = new OptionValues({ type: 'acount' });
  expect(() => options.choice('type', ['account', 'contact'])).toThrow('it must be one of account, contact');
  expect(new OptionValues({ type: 'contact' }).choice('type', ['account', 'contact'])).toBe('contact');
});

test('an instant has a zone; a date alone is its midnight in UTC', () => {
  const read = (text: string) => new OptionValues({ at: text }).instant('at')?.toISOString();
  expect(read('2026-01-31')).toBe('2026-01-31T00:00:00.000Z');
  expect(read('2026-01-31T10:00:00+02:00')).toBe('2026-01-31T08:00:00.000Z');
  for (const wrong of [
    '2026-01-31T10:00:00',
    '31.01.2026',
    'yesterday',
    '2026-13-01',
    '2026-02-30',
    '2026-01-31T25:00:00Z',
  ]) {
    expect(() => read(wrong), wrong).toThrow('it must be an instant');
  }
});

test('a repeatable option is a list', () => {
  expect(new OptionValues({ map: ['a=b', 'c=d'] }).list('map')).toEqual(['a=b', 'c=d']);
  expect(new OptionValues({}).list('map')).toEqual([]);
});
