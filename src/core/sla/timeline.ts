/** The events of a case in the order in which they count, with instants as numbers, up to now. */

import type { Attribute, CaseEvent, CaseHistory } from './case-events.ts';
import { parseCaseState } from './case-words.ts';
import type { CaseState, Metric } from './metric.ts';

/** What the clocks' state machine reacts to. */
export type Step =
  | { at: number; kind: 'reply' }
  | { at: number; kind: 'state'; state: CaseState }
  | { at: number; kind: 'message' }
  | { at: number; kind: 'absorbed' };

export type AttributeChange = { at: number; attributes: Readonly<Record<string, Attribute>> };
export type DueOverride = { at: number; metric: Metric; dueAt: number; reason: string };

export type Timeline = {
  createdAt: number;
  initialState: CaseState;
  steps: Step[];
  /** The first one is what the case was born with. */
  changes: AttributeChange[];
  overrides: DueOverride[];
  /** When this case took in an older one, and since when that one had been waiting. */
  mergedStarts: { at: number; startAt: number }[];
};

type Placed = { event: CaseEvent; at: number; rank: number };

/**
 * Null when nothing has happened yet. At one instant: creation, then replies, then states in the order given, then
 * attributes, then customer messages (stop beats pause beats start), then a merge.
 */
export function buildTimeline(history: CaseHistory, now: number): Timeline | null {
  const placed = history.events
    .map((event): Placed => ({ event, at: Date.parse(event.at), rank: rankOf(event) }))
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at || a.rank - b.rank);
  const first = placed.find(({ event }) => event.type === 'created') ?? placed[0];
  if (first === undefined) return null;
  const born = first.event.type === 'created' ? first.event : null;
  const timeline: Timeline = {
    createdAt: first.at,
    initialState: parseCaseState(born?.status) ?? 'new',
    steps: [],
    changes: [{ at: first.at, attributes: { ...history.account, priority: born?.priority ?? null } }],
    overrides: [],
    mergedStarts: [],
  };
  for (const entry of placed) addEvent(timeline, entry);
  return timeline;
}

function rankOf({ type, by }: CaseEvent): number {
  switch (type) {
    case 'created':
      return 0;
    case 'public_reply':
      return by === 'customer' ? 4 : 1;
    case 'status':
    case 'opened':
    case 'reopened':
    case 'solved':
      return 2;
    case 'customer_message':
      return 4;
    case 'internal_note':
      return by === 'customer' ? 4 : 3;
    case 'merged':
      return 5;
    default:
      return 3;
  }
}

function addEvent(timeline: Timeline, { event, at }: Placed): void {
  const { steps } = timeline;
  switch (event.type) {
    case 'public_reply':
    case 'internal_note':
    case 'customer_message': {
      const kind = messageKind(event);
      if (kind !== null) steps.push({ at, kind });
      break;
    }
    case 'status':
    case 'opened':
    case 'reopened':
    case 'solved': {
      const state = stateOf(event);
      if (state !== null) steps.push({ at, kind: 'state', state });
      break;
    }
    case 'merged':
      addMerge(timeline, event, at);
      break;
    case 'due_override':
      addOverride(timeline, event, at);
      break;
    default: {
      const attributes = attributesOf(event);
      if (attributes !== null) timeline.changes.push({ at, attributes });
    }
  }
}

/**
 * Bots, automatic replies and internal notes are no replies; whatever a customer writes is a message. A public
 * reply that does not say by whom is an agent's: the others are marked by who recorded them.
 */
function messageKind({ type, by }: CaseEvent): 'reply' | 'message' | null {
  if (by === 'customer' || type === 'customer_message') return 'message';
  return type === 'public_reply' && (by ?? 'agent') === 'agent' ? 'reply' : null;
}

function stateOf({ type, to, status }: CaseEvent): CaseState | null {
  if (type === 'solved') return 'solved';
  const said = parseCaseState(to ?? status);
  if (type === 'status') return said;
  return said === null || said === 'solved' ? 'open' : said;
}

function attributesOf({
  type,
  to,
  field,
  attributes,
  priority,
}: CaseEvent): AttributeChange['attributes'] | null {
  if (type === 'priority') return { priority: to ?? priority ?? null };
  if (type === 'assigned') return { team: to ?? null };
  if (type === 'field') return typeof field === 'string' ? { [field]: to ?? null } : null;
  return type === 'account' ? (attributes ?? null) : null;
}

function addMerge(timeline: Timeline, { into, absorbedCreatedAt }: CaseEvent, at: number): void {
  if (typeof into === 'string') timeline.steps.push({ at, kind: 'absorbed' });
  else if (typeof absorbedCreatedAt === 'string') {
    timeline.mergedStarts.push({ at, startAt: Date.parse(absorbedCreatedAt) });
  }
}

function addOverride(timeline: Timeline, { metric, dueAt, author, reason }: CaseEvent, at: number): void {
  if (metric == null || dueAt == null) return;
  const why = `due_override: ${author ?? 'unknown'}: ${reason ?? 'no reason given'}`;
  timeline.overrides.push({ at, metric, dueAt: Date.parse(dueAt), reason: why });
}
