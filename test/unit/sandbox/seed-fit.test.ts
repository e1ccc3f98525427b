import { expect, it } from 'vitest';
import { SandboxClock } from '#src/sandbox/clock.ts';
import { Portal } from '#src/sandbox/hubspot/portal.ts';
import { Org } from '#src/sandbox/salesforce/org.ts';

const clock = new SandboxClock('2026-03-01T00:00:00Z');
const stamps = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' };

it('names what a seed has and the schema has not', () => {
  expect(() => new Org({ objects: { Account: [{ Id: '001D000000K0fXOIAZ', Nmae: 'x' }] } }, clock)).toThrow(
    'Account.Nmae',
  );
  expect(() => new Org({ objects: { Acount: [] } }, clock)).toThrow('Acount');
  expect(() => new Org({ objects: { Account: [{ Id: '003D000000K0fXOIAZ' }] } }, clock)).toThrow(
    'no id of that type',
  );
  const company = (properties: Record<string, string>) => [{ id: '1', properties, ...stamps }];
  expect(() => new Portal({ objects: { companies: company({ nmae: 'x' }) } }, clock)).toThrow(
    'companies.nmae',
  );
  const associations = [{ to: 'tickets', id: '2', typeIds: [279] }];
  expect(
    () =>
      new Portal({ objects: { companies: [{ id: '1', properties: {}, ...stamps, associations }] } }, clock),
  ).toThrow('279');
});
