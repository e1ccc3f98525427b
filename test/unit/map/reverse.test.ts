import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseMapping } from '#src/core/map/parse.ts';
import { heldFields, reverseForCreate, reverseMapping } from '#src/core/map/reverse.ts';

const load = (name: string) =>
  parseMapping(readFileSync(new URL(`../../../mappings/${name}.yaml`, import.meta.url), 'utf8'), name);

test('our values become the vendor’s fields, null clears, absent ones are left alone', () => {
  const { fields, problems } = reverseMapping(load('salesforce/account'), {
    goldenrod_id: 'gold-1',
    clv: 1234.5,
    sla_next_due: '2026-09-30T14:00:00+02:00',
    scored_on: '2026-09-30',
    reasons: null,
  });
  expect(problems).toEqual([]);
  expect(fields).toEqual({
    Goldenrod_Id__c: 'gold-1',
    Goldenrod_Clv__c: 1234.5,
    Goldenrod_Sla_Next_Due__c: '2026-09-30T12:00:00.000Z',
    Goldenrod_Scored_On__c: '2026-09-30',
    Goldenrod_Reasons__c: null,
  });
});

test('a value that does not fit its kind is listed, not written', () => {
  const { fields, problems } = reverseMapping(load('hubspot/account'), { goldenrod_id: 'g', clv: 'lots' });
  expect(fields).toEqual({ goldenrod_id: 'g' });
  expect(problems).toMatchObject([{ field: 'clv', vendorFields: ['goldenrod_clv'], code: 'NOT_A_NUMBER' }]);
});

test('a created task carries the constants and keeps to the vendor’s limits', () => {
  const values = { subject: 'x'.repeat(300), due_on: '2026-10-01', priority: 'high', key: 'k1' };
  const salesforce = reverseForCreate(load('salesforce/task'), values).fields;
  expect(salesforce).toMatchObject({
    Status: 'Not Started',
    Priority: 'High',
    ActivityDate: '2026-10-01',
    Goldenrod_Key__c: 'k1',
  });
  expect(String(salesforce['Subject'])).toHaveLength(255);
  const hubspot = reverseForCreate(load('hubspot/task'), values).fields;
  expect(hubspot).toMatchObject({
    hs_task_priority: 'HIGH',
    hs_timestamp: '2026-10-01T00:00:00.000Z',
    hs_task_type: 'TODO',
  });
});

test('what the CRM holds is read back by vendor name', () => {
  expect(heldFields(load('salesforce/contact'), { Goldenrod_Id__c: 'g', Name: 'x' })).toEqual({
    Goldenrod_Id__c: 'g',
    Goldenrod_Key__c: null,
  });
});
