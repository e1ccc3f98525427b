import { describe, expect, test } from 'vitest';
import { ConfigError } from '#src/core/errors.ts';
import { parseMapping } from '#src/core/map/parse.ts';

function complaint(text: string): string {
  try {
    parseMapping(text, 'mappings/x/account.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('the mapping was accepted');
}

const head = 'entity: account\nobject: Account\n';

describe('a broken mapping is refused in one line that names file, line, key and what is allowed', () => {
  test.each([
    [
      'unknown canonical field',
      `${head}fields:\n  nmae: Name`,
      /account\.yaml:4: fields\.nmae: .*did you mean name\? allowed: name, legal_name/,
    ],
    [
      'unknown push field',
      `${head}push:\n  golden_id: X`,
      /:4: push\.golden_id: unknown push field of account.*allowed: goldenrod_id/,
    ],
    [
      'unknown key of an entry',
      `${head}fields:\n  name: {form: Name}`,
      /:4: fields\.name\.form: unknown key; did you mean from\?/,
    ],
    ['unknown key of the file', `${head}field: {}`, /:3: field: unknown key; did you mean fields\?/],
    [
      'unknown transform',
      `${head}fields:\n  name: {from: Name, transform: trmi}`,
      /:4: .*unknown transform trmi; did you mean trim\?/,
    ],
    [
      'unknown option',
      `${head}fields:\n  name: {from: N, transform: join, with: {bye: x}}`,
      /:4: fields\.name\.with\.bye: unknown option; did you mean by\?/,
    ],
    ['missing option', `${head}fields:\n  name: {from: N, transform: picklist}`, /:4: .*picklist: /],
    [
      'option without transform',
      `${head}fields:\n  name: {from: N, with: {by: x}}`,
      /unknown option; allowed: none/,
    ],
    ['unknown entity', 'entity: accuont\nobject: A', /:1: entity: unknown value; did you mean account\?/],
    ['missing object', 'entity: account', /object: is missing/],
    ['no vendor field', `${head}fields:\n  name: {transform: trim}`, /needs `from`/],
    ['field that is a number', `${head}fields:\n  name: 5`, /must be a vendor field name/],
    ['prototype as canonical field', `${head}fields:\n  __proto__: N`, /:4: fields\.__proto__: not allowed/],
    [
      'prototype as vendor field',
      `${head}fields:\n  name: {from: __proto__}`,
      /not a possible vendor field name/,
    ],
    [
      'prototype in a path',
      `${head}fields:\n  name: Account.constructor.name`,
      /not a possible vendor field name|must be/,
    ],
    [
      'two values for one target',
      `${head}push:\n  clv: X\n  trend: X`,
      /:5: push\.trend: X is already written by clv/,
    ],
    ['the same key twice', `${head}fields:\n  name: A\n  name: B`, /:5: /],
    ['not YAML', 'entity: [', /account\.yaml:\d+: /],
    ['aliases', `${head}fields: &a {name: N}\npush: *a`, /aliases are not allowed/],
    ['an empty file', '', /entity: is missing/],
  ])('%s', (_name, text, expected) => {
    const message = complaint(text);
    expect(message).toMatch(expected);
    expect(message).not.toContain('\n');
  });

  test('a file that is no mapping is not even parsed', () => {
    expect(complaint('x'.repeat(1_000_001))).toMatch(/larger than 1 MB/);
  });

  test('all problems are in the context, in the order of the file', () => {
    try {
      parseMapping(`${head}fields:\n  b1: X\n  a1: X`, 'm.yaml');
      expect.unreachable();
    } catch (error) {
      const problems = (error as ConfigError).context['problems'] as string[];
      expect(problems.map((problem) => problem.split(':')[1])).toEqual(['4', '5']);
      expect((error as Error).message).toMatch(/\(and 1 more\)$/);
    }
  });
});
