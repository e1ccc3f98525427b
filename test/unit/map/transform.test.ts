import { describe, expect, test } from 'vitest';
import { applyMapping } from '#src/core/map/apply.ts';
import { parseMapping } from '#src/core/map/parse.ts';
import type { Json, JsonObject } from '#src/util/json.ts';

/** Maps one text field with the given transform. */
function run(transform: string, options: JsonObject, ...values: Json[]): unknown {
  const names = values.map((_, index) => `F${index}`);
  const entry = { from: names, transform: transform.split(' '), with: options };
  const mapping = parseMapping(
    `entity: account\nobject: X\nfields:\n  name: ${JSON.stringify(entry)}`,
    'm.yaml',
  );
  const payload = Object.fromEntries(values.map((value, index) => [`F${index}`, value]));
  const { record, problems } = applyMapping(mapping, payload);
  return problems[0]?.code ?? record['name'] ?? null;
}

describe('transforms', () => {
  test.each<[string, JsonObject, Json[], unknown]>([
    ['trim', {}, ['a \t b\u00a0 c'], 'a b c'],
    ['lower', {}, ['ABC'], 'abc'],
    ['upper', {}, ['abc'], 'ABC'],
    ['digits', {}, ['12-345-6789'], '123456789'],
    ['truncate', { length: 4 }, ['abcdef'], 'abc…'],
    ['truncate', { length: 3 }, ['a😀bc'], 'a…'],
    ['first', {}, [null, '  ', 'b', 'c'], 'b'],
    ['join', {}, ['a', null, 'c'], 'a c'],
    ['join', { by: '/', keep_empty: true }, ['a', null, 'c'], 'a//c'],
    ['join', { by: '/', keep_empty: true }, [null, null], null],
    ['constant', { value: 'k' }, [null], 'k'],
    ['fallback', { value: 'USD' }, [''], 'USD'],
    ['fallback', { value: 'USD' }, ['EUR'], 'EUR'],
    ['picklist', { values: { New: 'new' } }, [' NEW '], 'new'],
    ['picklist', { values: { New: 'new' } }, ['Odd'], 'UNKNOWN_VALUE'],
    ['picklist', { values: { New: 'new' }, otherwise: 'x' }, ['Odd'], 'x'],
    ['picklist', { values: { New: 'new' }, keep_unknown: true }, ['Odd'], 'Odd'],
    ['picklist', { values: { New: null } }, ['new'], null],
    ['picklist', { values: { New: 'new' }, otherwise: 'x' }, [null], null],
    ['decimal_comma', {}, ['1.234,56'], '1234.56'],
    ['date', { order: 'dmy' }, ['31.12.2026'], '2026-12-31'],
    ['date', { order: 'mdy' }, ['12/31/2026'], '2026-12-31'],
    ['date', { order: 'dmy' }, ['12/31/2026'], 'NOT_A_DATE'],
    ['date', { order: 'dmy' }, ['31.12.26'], 'NOT_A_DATE'],
    ['assume_utc', {}, ['2026-09-30 12:00:00'], '2026-09-30 12:00:00Z'],
    ['assume_utc', {}, ['2026-09-30T12:00:00+02:00'], '2026-09-30T12:00:00+02:00'],
    ['start_of_day', {}, ['2026-09-30'], '2026-09-30T00:00:00.000Z'],
    ['epoch_ms', {}, ['2026-09-30T12:00:00Z'], '1790769600000'],
    ['join upper', { by: '-' }, ['a', 'b'], 'A-B'],
  ])('%s %j of %j', (transform, options, values, expected) => {
    expect(run(transform, options, ...values)).toBe(expected);
  });

  test.each([
    ['Germany', 'DE'],
    ['Deutschland', 'DE'],
    ['de', 'DE'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['United Kingdom', 'GB'],
    ['UK', 'GB'],
    ['Österreich', 'AT'],
    ['Espagne', 'ES'],
    ['日本', 'JP'],
    ['Narnia', 'Narnia'],
  ])('country_code of %s', (name, code) => {
    expect(run('country_code', {}, name)).toBe(code);
  });
});

test('several fields and split make a list of distinct texts', () => {
  const mapping = parseMapping(
    'entity: account\nobject: X\nfields:\n  domains: {from: [domain, more], transform: split}',
    'm.yaml',
  );
  expect(applyMapping(mapping, { domain: 'a.com', more: 'b.com; a.com ;;' }).record).toEqual({
    domains: ['a.com', 'b.com'],
  });
});
