import type { CanonicalRecord, CanonicalValue } from '../core/model/field.ts';
import { CASE_EVENT_TYPES, type CaseEvent, type CaseHistory } from '../core/sla/case-events.ts';
import type { CaseSource } from './ports/sla.ts';

const TYPES: ReadonlySet<string> = new Set(CASE_EVENT_TYPES);
const ACTORS: ReadonlySet<string> = new Set(['customer', 'agent', 'bot', 'system']);

/**
 * A case and its events as the replay reads them. The creation is made from the case itself: what it was born with
 * is what its first change changed it from, or what it still is. Null for a case without an opening instant.
 */
export function caseHistory(source: CaseSource): CaseHistory | null {
  const openedAt = text(source.mapped['opened_at']);
  if (openedAt === null) return null;
  const events = source.events.flatMap(caseEvent).filter(({ type }) => type !== 'created');
  const created: CaseEvent = {
    at: openedAt,
    type: 'created',
    by: 'customer',
    status: firstFrom(events, 'status') ?? text(source.mapped['state']) ?? 'new',
    priority: firstFrom(events, 'priority') ?? text(source.mapped['priority']),
  };
  return {
    id: source.key,
    account: attributes(source.account),
    events: [created, ...events, ...closing(source.mapped, events)],
  };
}

function caseEvent(record: CanonicalRecord): CaseEvent[] {
  const [at, type, by] = [text(record['at']), text(record['type']), text(record['by'])];
  if (at === null || type === null || !TYPES.has(type)) return [];
  return [
    {
      at,
      type: type as CaseEvent['type'],
      by: by !== null && ACTORS.has(by) ? (by as NonNullable<CaseEvent['by']>) : null,
      field: text(record['field']),
      from: text(record['from']),
      to: text(record['to']),
    },
  ];
}

function firstFrom(events: readonly CaseEvent[], type: 'status' | 'priority'): string | null {
  const changes = events.filter((event) => event.type === type);
  const first = changes.reduce<CaseEvent | null>(
    (least, event) => (least === null || Date.parse(event.at) < Date.parse(least.at) ? event : least),
    null,
  );
  return first?.from ?? null;
}

/** Where history is not tracked, the case's own closing instant says when it was solved. */
function closing(record: CanonicalRecord, events: readonly CaseEvent[]): CaseEvent[] {
  const closedAt = text(record['closed_at']);
  const tracked = events.some(({ type, to }) => type === 'solved' || (type === 'status' && to === 'solved'));
  return closedAt === null || tracked ? [] : [{ at: closedAt, type: 'solved', by: 'agent' }];
}

function attributes(account: CanonicalRecord): CaseHistory['account'] {
  return Object.fromEntries(
    Object.entries(account).filter(
      (entry): entry is [string, string | number | boolean] =>
        entry[1] !== null && typeof entry[1] !== 'object',
    ),
  );
}

function text(value: CanonicalValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
