/**
 * A weighted scorecard: measures → groups → one number from 0 to 100. The weight of a measure that is missing goes
 * to those present, in its own group first; a group without any measure gives its weight to the other groups. The
 * contributions add up to the score to the hundredth.
 */
import type { Scorecard } from './health-config.ts';

export type CardEntry = {
  key: string;
  group: string;
  measured: number;
  /** 0–100. */
  points: number;
  /** Share of the whole, after redistribution; all of them add up to 1. */
  weight: number;
  /** weight × points, in hundredths exact: contributions and `capContribution` add up to the score. */
  contribution: number;
};

export type CardResult = {
  /** Null when no measure is there. */
  score: number | null;
  entries: CardEntry[];
  groups: { key: string; label: string; points: number; weight: number }[];
  /** Share of the card's weight whose measures are there. */
  coverage: number;
  /** What a cap took away; zero or negative. */
  capContribution: number;
  capReasons: string[];
};

export type Measurements = Readonly<Partial<Record<string, number | null>>>;

export function evaluateCard(card: Scorecard, measurements: Measurements): CardResult {
  const groups = card.groups.map((group) => evaluateGroup(group, measurements));
  const present = groups.filter(({ entries }) => entries.length > 0);
  const presentWeight = present.reduce((sum, { weight }) => sum + weight, 0);
  const entries = present.flatMap((group) =>
    group.entries.map((entry) => ({ ...entry, weight: (entry.weight * group.weight) / presentWeight })),
  );
  const allWeight = groups.reduce((sum, { weight }) => sum + weight, 0);
  const coverage = groups.reduce((sum, { weight, coverage: share }) => sum + weight * share, 0) / allWeight;
  if (entries.length === 0) {
    return { score: null, entries: [], groups: [], coverage, capContribution: 0, capReasons: [] };
  }
  const exact = entries.reduce((sum, { weight, points }) => sum + weight * points, 0);
  const uncapped = Math.round(exact * 100);
  const caps = card.caps.filter(({ measure, over }) => (measurements[measure] ?? -Infinity) > over);
  const capped = Math.min(uncapped, ...caps.map(({ atMost }) => Math.round(atMost * 100)));
  return {
    score: capped / 100,
    entries: shareOut(entries, uncapped),
    groups: present.map(({ key, label, points, weight }) => ({
      key,
      label,
      points,
      weight: weight / presentWeight,
    })),
    coverage,
    capContribution: (capped - uncapped) / 100,
    capReasons: capped < uncapped ? caps.map(({ reason }) => reason) : [],
  };
}

type GroupResult = {
  key: string;
  label: string;
  weight: number;
  coverage: number;
  points: number;
  /** Weights within the group. */
  entries: Omit<CardEntry, 'contribution'>[];
};

function evaluateGroup(group: Scorecard['groups'][number], measurements: Measurements): GroupResult {
  const found = group.measures.flatMap(({ key, weight, points }) => {
    const measured = measurements[key] ?? null;
    if (measured === null || Number.isNaN(measured)) return [];
    return [{ key, group: group.key, measured, weight, points: interpolate(points, measured) }];
  });
  const total = found.reduce((sum, { weight }) => sum + weight, 0);
  const all = group.measures.reduce((sum, { weight }) => sum + weight, 0);
  const entries = found.map((entry) => ({ ...entry, weight: entry.weight / total }));
  const points = entries.reduce((sum, entry) => sum + entry.weight * entry.points, 0);
  return { key: group.key, label: group.label, weight: group.weight, coverage: total / all, points, entries };
}

/** Straight lines between knots that stand in rising order; outside, the nearest knot. */
export function interpolate(knots: readonly (readonly [number, number])[], measured: number): number {
  const above = knots.findIndex(([x]) => x >= measured);
  if (above === -1) return knots.at(-1)?.[1] ?? 0;
  const [x1, y1] = knots[above] ?? [0, 0];
  const [x0, y0] = knots[above - 1] ?? [x1, y1];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (measured - x0)) / (x1 - x0);
}

/** Hundredths by largest remainder, so that what is shown adds up to what is shown. */
function shareOut(entries: readonly Omit<CardEntry, 'contribution'>[], totalHundredths: number): CardEntry[] {
  const exact = entries.map(({ weight, points }) => weight * points * 100);
  const floors = exact.map(Math.floor);
  let left = totalHundredths - floors.reduce((sum, value) => sum + value, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    floors[index] = (floors[index] ?? 0) + 1;
    left -= 1;
  }
  return entries.map((entry, index) => ({ ...entry, contribution: (floors[index] ?? 0) / 100 }));
}
