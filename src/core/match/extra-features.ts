import { compareIdentifiers } from './compare/list.ts';
import { compareDate, compareExact, compareNumber, compareText } from './compare/plain.ts';

/** Kinds of columns that a user can add (`--feature`). */
export const EXTRA_KINDS = {
  text: { comparator: compareText, likely: [0.15, 0.05, 0.1, 0.7], shared: 1 },
  id: { comparator: compareIdentifiers, likely: [0.1, 0.05, 0.85], shared: 0.2 },
  date: { comparator: compareDate, likely: [0.06, 0.04, 0.05, 0.1, 0.75], shared: 1 },
  category: { comparator: compareExact, likely: [0.15, 0.85], shared: 1 },
  number: { comparator: compareNumber, likely: [0.2, 0.1, 0.1, 0.6], shared: 1 },
} as const;
export type ExtraKind = keyof typeof EXTRA_KINDS;
export type ExtraFeature = { column: string; kind: ExtraKind };
