import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CONNECTORS } from '#connectors/index.ts';

const root = new URL('../../../connectors/', import.meta.url);
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
/** What a reader may expect to find in every connector, and where. */
const FILES = [
  'index.ts',
  'client.ts',
  'auth.ts',
  'schema.ts',
  'read.ts',
  'write.ts',
  'limits.ts',
  'errors.ts',
  'README.md',
  'fixtures',
];

test('every folder is registered, and every registered connector has its folder', () => {
  expect(Object.keys(CONNECTORS).toSorted()).toEqual(folders.toSorted());
  for (const [kind, connector] of Object.entries(CONNECTORS)) expect(connector.kind).toBe(kind);
});

describe.each(folders)('connectors/%s', (folder) => {
  test.each(FILES)('has %s', (name) => {
    expect(existsSync(new URL(`${folder}/${name}`, root))).toBe(true);
  });

  test('describes its configuration, so that messages and documentation can be made from it', () => {
    const schema = z.toJSONSchema(CONNECTORS[folder]?.configSchema ?? z.never(), { io: 'input' });
    expect(schema['type']).toBe('object');
  });

  test('imports no other connector, and its SDK only in client.ts or auth.ts', () => {
    for (const file of readdirSync(new URL(`${folder}/`, root)).filter((name) => name.endsWith('.ts'))) {
      const source = readFileSync(new URL(`${folder}/${file}`, root), 'utf8');
      const others = folders.filter((other) => other !== folder && source.includes(`/${other}/`));
      expect(others, file).toEqual([]);
      if (file !== 'client.ts' && file !== 'auth.ts')
        expect(source, file).not.toMatch(/from '(jsforce|@hubspot\/api-client)'/);
    }
  });
});
