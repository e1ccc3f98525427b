/**
 * The course of one case, vendor-neutral: what happened when. It is planned to its end and then cut off at the world's
 * instant, so that recent cases are still running, waiting, or about to miss their target.
 */
import { AS_OF_MS, DAY, HOUR, wholeSecond } from '../instant.ts';
import type { Random } from '../random.ts';
import type { Country } from '../truth/country.ts';
import { workingAfter, workingBefore } from './working-time.ts';

export type CasePriority = 'urgent' | 'high' | 'medium' | 'low';
/** `pending` waits on the customer, `on_hold` on somebody else. */
export type CaseState = 'new' | 'open' | 'pending' | 'on_hold' | 'solved';

export type CaseStep =
  | { at: number; kind: 'state'; to: CaseState }
  | { at: number; kind: 'priority'; to: CasePriority }
  | { at: number; kind: 'owner'; to: number }
  | { at: number; kind: 'reply' | 'message' | 'note' | 'automatic' };

export type CaseCourse = { createdAt: number; priority: CasePriority; owner: number; steps: CaseStep[] };

const MINUTE = 60_000;
/** Open hours to the first reply and to the solution, as the default policy promises them. */
const REPLY_HOURS: Readonly<Record<CasePriority, number>> = { urgent: 1, high: 4, medium: 8, low: 16 };
const SOLVE_HOURS: Readonly<Record<CasePriority, number>> = { urgent: 8, high: 16, medium: 40, low: 80 };

/** How much of a target is used up: mostly little, sometimes nearly all (a warning), sometimes more than all. */
const drawShare = (random: Random): number =>
  random.weighted<() => number>([
    [() => 0.05 + random.next() * 0.6, 62],
    [() => 0.78 + random.next() * 0.2, 16],
    [() => 1.05 + random.next() * 1.6, 22],
  ])();

function drawCreation(
  random: Random,
  country: Country,
  priority: CasePriority,
): { at: number; silent: boolean } {
  const kind = random.weighted([
    ['past', 60],
    ['recent', 28],
    ['reply due', 6],
    ['solution due', 6],
  ] as const);
  const share = 0.8 + random.next() * 0.19;
  switch (kind) {
    case 'past':
      return { at: AS_OF_MS - 9 * DAY - random.next() * 160 * DAY, silent: false };
    case 'recent':
      return { at: AS_OF_MS - HOUR - random.next() * 9 * DAY, silent: random.chance(0.25) };
    case 'reply due':
      return { at: workingBefore(country, AS_OF_MS, share * REPLY_HOURS[priority] * HOUR), silent: true };
    case 'solution due':
      return { at: workingBefore(country, AS_OF_MS, share * SOLVE_HOURS[priority] * HOUR), silent: false };
  }
}

type Draft = { random: Random; country: Country; priority: CasePriority; at: number; steps: CaseStep[] };

/** Moves on by open time; nothing happens twice within a minute. */
function pass(draft: Draft, hours: number): number {
  draft.at = wholeSecond(Math.max(draft.at + MINUTE, workingAfter(draft.country, draft.at, hours * HOUR)));
  return draft.at;
}

function waitOnCustomer(draft: Draft): void {
  const { random, steps } = draft;
  steps.push({ at: pass(draft, random.next()), kind: 'state', to: 'pending' });
  steps.push({ at: pass(draft, 2 + random.next() * 30), kind: 'message' });
  steps.push({ at: pass(draft, 0.02), kind: 'state', to: 'open' });
}

function holdForThirdParty(draft: Draft): void {
  draft.steps.push({ at: pass(draft, draft.random.next()), kind: 'state', to: 'on_hold' });
  draft.steps.push({ at: pass(draft, 4 + draft.random.next() * 20), kind: 'state', to: 'open' });
}

function solve(draft: Draft, hours: number): void {
  draft.steps.push({ at: pass(draft, hours), kind: 'reply' });
  draft.steps.push({ at: pass(draft, 0.02), kind: 'state', to: 'solved' });
}

function reopen(draft: Draft): void {
  draft.steps.push({ at: pass(draft, 3 + draft.random.next() * 20), kind: 'message' });
  draft.steps.push({ at: pass(draft, 0.02), kind: 'state', to: 'open' });
  solve(draft, 1 + draft.random.next() * 12);
}

function bumpPriority(draft: Draft): void {
  const to: CasePriority = draft.priority === 'low' ? 'medium' : 'high';
  if (to === draft.priority || draft.priority === 'urgent') return;
  draft.priority = to;
  draft.steps.push({ at: pass(draft, 0.2), kind: 'priority', to });
}

/** From the first reply to the solution, and sometimes beyond. */
function handle(draft: Draft, agents: number): void {
  const { random, steps, priority } = draft;
  const solveHours = SOLVE_HOURS[priority];
  const replied = draft.at;
  if (random.chance(0.15)) steps.push({ at: pass(draft, 0.3), kind: 'owner', to: random.int(0, agents - 1) });
  if (random.chance(0.25)) steps.push({ at: pass(draft, 0.3), kind: 'note' });
  if (random.chance(0.1)) bumpPriority(draft);
  if (random.chance(0.35)) waitOnCustomer(draft);
  if (random.chance(0.06)) holdForThirdParty(draft);
  const left = drawShare(random) * solveHours - (draft.at - replied) / DAY;
  solve(draft, Math.max(0.2, left));
  if (random.chance(0.08)) reopen(draft);
}

/** `agents` is how many owners there are; owners are their indices. */
export function drawCaseCourse(random: Random, country: Country, agents: number): CaseCourse {
  const priority = random.weighted<CasePriority>([
    ['urgent', 6],
    ['high', 22],
    ['medium', 50],
    ['low', 22],
  ]);
  const owner = random.int(0, agents - 1);
  const creation = drawCreation(random, country, priority);
  const createdAt = wholeSecond(creation.at);
  const draft: Draft = { random, country, priority, at: createdAt, steps: [] };
  if (random.chance(0.2)) draft.steps.push({ at: createdAt + MINUTE, kind: 'automatic' });
  if (!creation.silent) {
    const replyAt = pass(draft, drawShare(random) * REPLY_HOURS[priority]);
    draft.steps.push({ at: replyAt, kind: 'reply' }, { at: replyAt + MINUTE, kind: 'state', to: 'open' });
    draft.at = replyAt + MINUTE;
    handle(draft, agents);
  }
  const steps = draft.steps.filter((step) => step.at <= AS_OF_MS - MINUTE);
  return { createdAt, priority, owner, steps };
}
