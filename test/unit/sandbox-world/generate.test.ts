import { describe, expect, it } from 'vitest';
import { generateWorld } from '#src/sandbox/world/generate.ts';

describe('generateWorld', () => {
  const world = generateWorld({ seed: 7, accounts: 150 });

  it('gives the same bytes for the same seed', () => {
    expect(JSON.stringify(generateWorld({ seed: 7, accounts: 150 }))).toBe(JSON.stringify(world));
  });

  it('gives another world for another seed', () => {
    const other = generateWorld({ seed: 8, accounts: 150 });
    expect(other.files.map((file) => file.content)).not.toEqual(world.files.map((file) => file.content));
  });

  it('begins at a fixed instant, and nothing in it lies later', () => {
    expect(world.asOf).toBe('2026-09-30T12:00:00.000Z');
    const stamps = [
      ...Object.values(world.salesforce.objects).flatMap((rows) =>
        rows.flatMap((row) => [row['CreatedDate'], row['SystemModstamp'] ?? row['CreatedDate']]),
      ),
      ...Object.values(world.hubspot.objects).flatMap((rows) =>
        rows.flatMap((row) => [row.createdAt, row.updatedAt]),
      ),
    ];
    expect(stamps.every((stamp) => typeof stamp === 'string' && stamp < world.asOf)).toBe(true);
  });

  it('knows as many companies as asked for, and about four and a half records for each', () => {
    const records = world.truth.account.length + world.truth.contact.length;
    expect(new Set(world.truth.account.map((row) => row.entity)).size).toBeGreaterThan(145);
    expect(new Set(world.truth.account.map((row) => row.entity)).size).toBeLessThanOrEqual(150);
    expect(records / 150).toBeGreaterThan(4);
    expect(records / 150).toBeLessThan(5.2);
  });

  it('has duplicates inside each CRM, across them, and in the files', () => {
    const systems = (entity: string): string[] =>
      world.truth.account.filter((row) => row.entity === entity).map((row) => row.connection);
    const all = [...new Set(world.truth.account.map((row) => row.entity))].map(systems);
    const twice = (system: string): boolean =>
      all.some((list) => list.filter((each) => each === system).length > 1);
    expect(twice('salesforce')).toBe(true);
    expect(twice('hubspot')).toBe(true);
    expect(all.some((list) => list.includes('salesforce') && list.includes('hubspot'))).toBe(true);
    expect(all.some((list) => list.includes('erp') && list.includes('firmographics'))).toBe(true);
  });

  it('can be as small as one company', () => {
    expect(generateWorld({ seed: 1, accounts: 1 }).truth.account.length).toBeGreaterThan(0);
  });
});
