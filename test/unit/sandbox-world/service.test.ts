import { describe, expect, it } from 'vitest';
import { generateWorld } from '#src/sandbox/world/generate.ts';
import { AS_OF_MS, GO_LIVE_MS, HOUR } from '#src/sandbox/world/instant.ts';
import { workingAfter, workingBefore } from '#src/sandbox/world/service/working-time.ts';

const at = (text: string): number => Date.parse(text);
const world = generateWorld({ seed: 1, accounts: 2000 });
const cases = world.salesforce.objects['Case'] ?? [];

describe('working time', () => {
  it('passes over nights and weekends', () => {
    // Friday 16:00 in Berlin and three hours: one is left of the day, two go to Monday.
    expect(workingAfter('DE', at('2026-09-25T14:00:00Z'), 3 * HOUR)).toBe(at('2026-09-28T09:00:00Z'));
    expect(workingBefore('DE', at('2026-09-28T09:00:00Z'), 3 * HOUR)).toBe(at('2026-09-25T14:00:00Z'));
  });

  it('begins at opening for what arrives at night', () => {
    expect(workingAfter('US', at('2026-09-29T02:00:00Z'), HOUR)).toBe(at('2026-09-29T14:00:00Z'));
  });
});

/** Hours of high-priority first replies, as the default policy promises them. */
const REPLY_TARGET = 4 * HOUR;

describe('cases', () => {
  const countryOf = new Map(
    (world.salesforce.objects['Account'] ?? []).map((row) => [row['Id'], row['BillingCountry']]),
  );
  const repliesOf = (id: unknown): number[] =>
    [...(world.salesforce.objects['EmailMessage'] ?? []), ...(world.salesforce.objects['CaseComment'] ?? [])]
      .filter((row) => row['ParentId'] === id)
      .filter(
        (row) => row['IsPublished'] === true || (row['Incoming'] === false && row['IsAutomated'] === false),
      )
      .map((row) => at(String(row['CreatedDate'])));
  const outcomes = cases
    .filter((row) => row['Priority'] === 'High' && countryOf.get(row['AccountId']) === 'Germany')
    .map((row) => {
      const due = workingAfter('DE', at(String(row['CreatedDate'])), REPLY_TARGET);
      const first = Math.min(...repliesOf(row['Id']), Number.POSITIVE_INFINITY);
      return { due, met: first <= due, missed: first > due && due < AS_OF_MS };
    });

  it('meet and miss their first reply', () => {
    expect(outcomes.filter((each) => each.met).length).toBeGreaterThan(2);
    expect(outcomes.filter((each) => each.missed).length).toBeGreaterThan(0);
  });

  it('run, wait and are closed, before and after go-live', () => {
    const since = (status: string, after: boolean): number =>
      cases.filter(
        (row) => row['Status'] === status && at(String(row['CreatedDate'])) >= GO_LIVE_MS === after,
      ).length;
    for (const status of ['Working', 'Closed']) {
      expect(since(status, true)).toBeGreaterThan(0);
      expect(since(status, false)).toBeGreaterThan(0);
    }
    for (const status of ['New', 'Waiting on Customer']) expect(since(status, true)).toBeGreaterThan(0);
  });

  it('tell an unbroken history that ends in what the case is now', () => {
    const last = new Map<unknown, unknown>();
    for (const row of world.salesforce.objects['CaseHistory'] ?? []) {
      if (row['Field'] !== 'Status') continue;
      expect(row['OldValue']).toBe(last.get(row['CaseId']) ?? 'New');
      last.set(row['CaseId'], row['NewValue']);
    }
    for (const row of cases) expect(last.get(row['Id']) ?? 'New').toBe(row['Status']);
  });

  it('say when they were closed if, and only if, they are', () => {
    for (const row of cases) expect(row['ClosedDate'] !== null).toBe(row['IsClosed']);
    for (const ticket of world.hubspot.objects.tickets ?? []) {
      expect(ticket.properties['closed_date'] !== null).toBe(ticket.properties['hs_pipeline_stage'] === '4');
    }
  });
});
