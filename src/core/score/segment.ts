/** Peers: the accounts that an account is compared with, and the medians of what was measured of them. */
import type { AccountFacts } from './account-facts.ts';
import { quantile } from './quantile.ts';
import type { ScoresConfig } from './scores-config.ts';

export const ALL_SEGMENT = 'all';
/** A median of fewer accounts says little: they are compared with everybody. */
const MINIMUM_MEMBERS = 20;

/** Segment → measure → median. `all` is always there. */
export type SegmentMedians = { [segment: string]: { [measure: string]: number } };

export function segmentOf(
  { country, industry }: Pick<AccountFacts, 'country' | 'industry'>,
  by: ScoresConfig['segmentBy'],
): string {
  if (by === 'none') return ALL_SEGMENT;
  const value = by === 'country' ? country : industry;
  return value === null || value === '' ? ALL_SEGMENT : `${by}:${value}`;
}

export type Measured = { segment: string; measures: Readonly<Record<string, number | null>> };

export function measureSegments(accounts: readonly Measured[]): SegmentMedians {
  const medians: SegmentMedians = { [ALL_SEGMENT]: mediansOf(accounts) };
  const groups = [...Map.groupBy(accounts, ({ segment }) => segment)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [segment, members] of groups) {
    if (segment !== ALL_SEGMENT && members.length >= MINIMUM_MEMBERS) medians[segment] = mediansOf(members);
  }
  return medians;
}

function mediansOf(accounts: readonly Measured[]): { [measure: string]: number } {
  const columns = new Map<string, number[]>();
  for (const { measures } of accounts) {
    for (const [key, value] of Object.entries(measures)) {
      if (value === null) continue;
      const column = columns.get(key);
      if (column === undefined) columns.set(key, [value]);
      else column.push(value);
    }
  }
  const byKey = [...columns].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(byKey.map(([key, values]) => [key, quantile(values, 0.5)]));
}

/** The median of a measure among the account's peers; of all accounts where its segment is too small. */
export function medianOf(medians: SegmentMedians, segment: string, measure: string): number | null {
  return medians[segment]?.[measure] ?? medians[ALL_SEGMENT]?.[measure] ?? null;
}
