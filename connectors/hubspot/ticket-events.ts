/**
 * What happened to tickets, as rows of our own making: one per change in a ticket's property history, one per
 * e-mail and note on it. The first load goes by tickets; afterwards changed tickets give their history again, and
 * changed e-mails and notes are found by themselves, since not every activity moves its ticket's stamp.
 */
import type { Cursor, ExtractedRecord, ExtractPage } from '#src/connector/contract.ts';
import type { JsonObject } from '#src/util/json.ts';
import { type ChangePage, type ChangeRequest, changedObjects } from './changes.ts';
import { asObject, associationsOf, batchRead, type Scope } from './objects.ts';
import type { HistoryEntry, HubspotObject } from './schema.ts';

const HISTORY = ['hs_pipeline_stage', 'hs_ticket_priority', 'hubspot_owner_id'];
const ACTIVITIES = {
  email: { type: 'emails', properties: ['hs_timestamp', 'hs_email_direction', 'hs_email_status'] },
  note: { type: 'notes', properties: ['hs_timestamp'] },
} as const;
type ActivityKind = keyof typeof ACTIVITIES;

export type EventRead = { cursor: Cursor | null; overlapMs: number; now: () => number };

export async function* readTicketEvents(
  scope: Scope,
  { cursor, overlapMs, now }: EventRead,
): AsyncGenerator<ExtractPage> {
  const standing: JsonObject = { ...cursor };
  // Once tickets have been read whole, activities are looked for by themselves.
  const followsActivities = asObject(standing['email']) !== null;
  if (!followsActivities && standing['first'] === undefined) {
    standing['first'] = {
      email: await newestOf(scope, 'email', { overlapMs, now }),
      note: await newestOf(scope, 'note', { overlapMs, now }),
    };
  }
  const changes = (kind: string, request: Pick<ChangeRequest, 'type' | 'properties' | 'history'>) =>
    changedObjects(scope, {
      ...request,
      stamp: 'hs_lastmodifieddate',
      cursor: asObject(standing[kind]),
      overlapMs,
      now,
    });
  for await (const page of changes('ticket', {
    type: 'tickets',
    properties: ['createdate'],
    history: HISTORY,
  })) {
    standing['ticket'] = page.cursor;
    const records = [
      ...(await histories(scope, page)),
      ...(followsActivities ? [] : await activitiesOf(scope, page)),
    ];
    yield { records, unreadable: [], cursor: { ...standing } };
  }
  if (!followsActivities) {
    const first = asObject(standing['first']);
    yield {
      records: [],
      unreadable: [],
      cursor: {
        ticket: standing['ticket'] ?? null,
        email: first?.['email'] ?? {},
        note: first?.['note'] ?? {},
      },
    };
    return;
  }
  for (const kind of ['email', 'note'] as const) {
    const { type, properties } = ACTIVITIES[kind];
    for await (const page of changes(kind, { type, properties })) {
      standing[kind] = page.cursor;
      const ids = page.objects.map((object) => object.id);
      const tickets =
        ids.length === 0
          ? new Map<string, string[]>()
          : await associationsOf(scope, { from: type, to: 'tickets', ids });
      yield {
        records: page.objects.flatMap((object) => activityEvents(kind, object, tickets.get(object.id) ?? [])),
        unreadable: [],
        cursor: { ...standing },
      };
    }
  }
}

/** Where following the activities will start: the newest one at the beginning of the first load. */
async function newestOf(
  scope: Scope,
  kind: ActivityKind,
  options: Pick<EventRead, 'overlapMs' | 'now'>,
): Promise<JsonObject> {
  const { type } = ACTIVITIES[kind];
  const probe = changedObjects(scope, {
    type,
    properties: [],
    stamp: 'hs_lastmodifieddate',
    cursor: null,
    ...options,
  });
  const page = await probe.next();
  await probe.return(undefined);
  const cursor = page.done === true ? {} : page.value.cursor;
  const pass = asObject(cursor['pass']);
  // A probe that did not fit was about to begin a pass; only its newest stamp is wanted here.
  return pass === null
    ? cursor
    : { t: pass['until'] ?? '', id: '', seenAtMs: options.now(), settled: false, size: cursor['size'] ?? 0 };
}

async function histories(scope: Scope, page: ChangePage): Promise<ExtractedRecord[]> {
  const complete = page.objects.filter((object) => object.propertiesWithHistory !== undefined);
  const ids = page.objects
    .filter((object) => object.propertiesWithHistory === undefined)
    .map((object) => object.id);
  const read = await batchRead(scope, { type: 'tickets', ids, properties: ['createdate'], history: HISTORY });
  return [...complete, ...read].flatMap(ticketEvents);
}

function ticketEvents(ticket: HubspotObject): ExtractedRecord[] {
  const created = isoOf(ticket.properties['createdate']);
  const events = created === null ? [] : [event(ticket.id, created, { kind: 'created', author: 'system' })];
  for (const property of HISTORY) {
    // HubSpot gives the newest first; time runs the other way.
    const entries = (ticket.propertiesWithHistory?.[property] ?? []).toReversed();
    entries.forEach((entry, index) => {
      const at = isoOf(entry.timestamp);
      if (at === null) return;
      const from = entries[index - 1]?.value ?? null;
      events.push(
        event(ticket.id, at, { kind: property, from, to: entry.value ?? null, author: authorOf(entry) }),
      );
    });
  }
  return events;
}

const AUTOMATION = new Set([
  'AUTOMATION_PLATFORM',
  'WORKFLOWS',
  'AUTOMATION',
  'BOT',
  'CALCULATED',
  'SLA',
  'BATCH_UPDATE',
]);

function authorOf(entry: HistoryEntry): string {
  return AUTOMATION.has(entry.sourceType ?? '') ? 'system' : 'agent';
}

async function activitiesOf(scope: Scope, page: ChangePage): Promise<ExtractedRecord[]> {
  const ids = page.objects.map((object) => object.id);
  const records: ExtractedRecord[] = [];
  for (const kind of ['email', 'note'] as const) {
    if (ids.length === 0) continue;
    const { type, properties } = ACTIVITIES[kind];
    const activities = await associationsOf(scope, { from: 'tickets', to: type, ids });
    const ticketsOf = new Map<string, string[]>();
    for (const [ticket, list] of activities)
      for (const id of list) ticketsOf.set(id, [...(ticketsOf.get(id) ?? []), ticket]);
    const objects = await batchRead(scope, { type, ids: [...ticketsOf.keys()], properties });
    records.push(
      ...objects.flatMap((object) => activityEvents(kind, object, ticketsOf.get(object.id) ?? [])),
    );
  }
  return records;
}

function activityEvents(
  kind: ActivityKind,
  object: HubspotObject,
  tickets: readonly string[],
): ExtractedRecord[] {
  const at = isoOf(object.properties['hs_timestamp']);
  if (at === null) return [];
  const isDraft = object.properties['hs_email_status'] === 'DRAFT';
  const direction =
    kind === 'note' ? null : isDraft ? 'DRAFT_EMAIL' : (object.properties['hs_email_direction'] ?? null);
  const author = direction === 'INCOMING_EMAIL' ? 'customer' : 'agent';
  return tickets.map((ticket) => event(ticket, at, { kind, direction, author, activity: object.id }));
}

type EventBody = {
  kind: string;
  author: string;
  direction?: string | null;
  from?: string | null;
  to?: string | null;
  activity?: string;
};

function event(
  ticket: string,
  at: string,
  { kind, author, direction = null, from = null, to = null, activity }: EventBody,
): ExtractedRecord {
  const payload = { ticket, at, kind, direction, author, from, to };
  const externalId =
    activity === undefined ? `${ticket}:${kind}:${Date.parse(at)}` : `${ticket}:${kind}:${activity}`;
  return { externalId, modifiedAt: at, payload, deleted: false, mergedInto: null };
}

function isoOf(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text === '') return null;
  const ms = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
