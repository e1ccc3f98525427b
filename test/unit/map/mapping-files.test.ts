import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { vendorFields } from '#src/core/map/mapping.ts';
import { parseMapping } from '#src/core/map/parse.ts';

const root = new URL('../../../mappings/', import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.yaml'),
);

test('there are mappings for every connector', () => {
  expect(files.length).toBeGreaterThanOrEqual(17);
});

test.each(files)('mappings/%s compiles', (name) => {
  const mapping = parseMapping(readFileSync(new URL(name, root), 'utf8'), `mappings/${name}`);
  expect(mapping.fields.length + mapping.push.length).toBeGreaterThan(0);
});

test('the fields to read are those of both directions, once each and sorted', () => {
  const mapping = parseMapping(
    'entity: account\nobject: Account\nfields: {name: Name, legal_name: Name}\npush: {goldenrod_id: Goldenrod_Id__c}',
    'm.yaml',
  );
  expect(vendorFields(mapping)).toEqual(['Goldenrod_Id__c', 'Name']);
});
