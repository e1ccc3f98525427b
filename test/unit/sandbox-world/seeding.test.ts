import { describe, expect, it } from 'vitest';
import { SandboxClock } from '#src/sandbox/clock.ts';
import { Portal } from '#src/sandbox/hubspot/portal.ts';
import { Org } from '#src/sandbox/salesforce/org.ts';
import { objectNamed } from '#src/sandbox/salesforce/schema/objects.ts';
import { generateWorld } from '#src/sandbox/world/generate.ts';

const world = generateWorld({ seed: 4, accounts: 200 });
const clock = new SandboxClock(world.asOf);

describe('the sandbox CRMs take the world as it is', () => {
  it('fills a Salesforce org', () => {
    expect(() => new Org(world.salesforce, clock)).not.toThrow();
  });

  it('fills a HubSpot portal', () => {
    expect(() => new Portal(world.hubspot, clock)).not.toThrow();
  });

  it('keeps to the lengths and picklists of the org', () => {
    const misfits: string[] = [];
    for (const [type, rows] of Object.entries(world.salesforce.objects)) {
      const fields = objectNamed(type)?.fields;
      for (const row of rows) {
        for (const [name, value] of Object.entries(row)) {
          const field = fields?.get(name);
          if (field === undefined || typeof value !== 'string') continue;
          if (field.length > 0 && value.length > field.length)
            misfits.push(`${type}.${name} is too long: ${value}`);
          if (field.picklist.length > 0 && !field.picklist.includes(value))
            misfits.push(`${type}.${name} has no choice ${value}`);
        }
      }
    }
    expect(misfits).toEqual([]);
  });
});
