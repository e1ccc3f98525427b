import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TRANSFORMS } from '#src/core/map/transform/registry.ts';

test('docs/mapping.md has every transform with its options, and no other', () => {
  const text = readFileSync(new URL('../../../docs/mapping.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `(\w+)` \| (.*?) ?\| /gm)];
  expect(rows.map((row) => row[1])).toEqual(Object.keys(TRANSFORMS));
  for (const [, name = '', options = ''] of rows) {
    for (const option of Object.keys(TRANSFORMS[name]?.options.shape ?? {}))
      expect(options, name).toContain(`\`${option}\``);
  }
});
