/** Spellings of states and priorities that reach us when a mapping did not make them canonical. */
import type { CaseState } from './metric.ts';

const STATE_WORDS: { readonly [word: string]: CaseState } = {
  new: 'new',
  open: 'open',
  opened: 'open',
  reopened: 'open',
  'in progress': 'open',
  working: 'open',
  escalated: 'open',
  'waiting on us': 'open',
  pending: 'pending',
  'waiting on customer': 'pending',
  'waiting on contact': 'pending',
  'waiting for customer': 'pending',
  'on hold': 'on_hold',
  'waiting on third party': 'on_hold',
  solved: 'solved',
  resolved: 'solved',
  closed: 'solved',
};

/** Null for a word that says nothing of the state: the case stays in the one it is in. */
export function parseCaseState(word: string | null | undefined): CaseState | null {
  if (word === null || word === undefined) return null;
  return STATE_WORDS[word.trim().toLowerCase().replaceAll(/[_-]+/g, ' ')] ?? null;
}

const PRIORITY_WORDS: { readonly [word: string]: string } = {
  critical: 'urgent',
  p1: 'urgent',
  p2: 'high',
  normal: 'medium',
  p3: 'medium',
  p4: 'low',
};

/** The entry of a table keyed by priority: its own spelling, else the usual word for it, else `default`. */
export function byPriority(table: Readonly<Record<string, string>>, priority: string | null): string | null {
  const lowered = new Map(Object.entries(table).map(([key, value]) => [key.toLowerCase(), value]));
  const word = priority?.trim().toLowerCase() ?? 'default';
  return (
    lowered.get(word) ?? lowered.get(PRIORITY_WORDS[word] ?? 'default') ?? lowered.get('default') ?? null
  );
}
