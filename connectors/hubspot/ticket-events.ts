/**
 * What happened to tickets, as rows of our own making: one per change in a ticket's property history, one per
 * e-mail and note on it. The first load goes by tickets; afterwards changed tickets give their history and notes
 * again, and changed e-mails are found by themselves, since not every e-mail moves its ticket's stamp. (A note that
 * moves no stamp is not found; notes are internal, and move no clock.)
 */
import type { Cursor, ExtractedRecord, ExtractPage } from '#src/connector/contract.ts';
import { type ChangePage, changedObjects, newestCursor } from './changes.ts';
import { asObject, associationsOf, batchRead, type Scope } from './objects.ts';
import type { HistoryEntry, HubspotObject } from './schema.ts';

const HISTORY = ['hs_pipeline_stage', 'hs_ticket_priority', 'hubspot_owner_id'];
const ACTIVITIES = {
  email: { type: 'emails', properties: ['hs_timestamp', 'hs_email_direction', 'hs_email_status'] },
  note: { type: 'notes', properties: ['hs_timestamp'] },
} as const;
type ActivityKind = keyof typeof ACTIVITIES;

export type EventRead = { cursor: Cursor | null; overlapMs: number; now: () => number };

export async function* readTicketEvents(scope: Scope, read: EventRead): AsyncGenerator<ExtractPage> {
  // `email` is there once tickets have been read whole; until then `firstEmail` remembers where it will start.
  let { ticket = null, email = null, firstEmail = null } = read.cursor ?? {};
  const isFirstLoad = email === null;
  const options = { stamp: 'hs_lastmodifieddate', overlapMs: read.overlapMs, now: read.now };
  if (isFirstLoad)
    firstEmail ??= await newestCursor(scope, { ...options, type: 'emails', properties: [], cursor: null });
  const tickets = {
    ...options,
    type: 'tickets',
    probe: 'spared' as const,
    properties: ['createdate'],
    history: HISTORY,
    cursor: asObject(ticket),
  };
  for await (const page of changedObjects(scope, tickets)) {
    ticket = page.cursor;
    const records = [...(await histories(scope, page)), ...(await activitiesOf(scope, page, isFirstLoad))];
    yield { records, unreadable: [], cursor: isFirstLoad ? { ticket, firstEmail } : { ticket, email } };
  }
  if (isFirstLoad) {
    yield { records: [], unreadable: [], cursor: { ticket, email: firstEmail } };
    return;
  }
  const emails = { ...options, ...ACTIVITIES.email, cursor: asObject(email) };
  for await (const page of changedObjects(scope, emails)) {
    email = page.cursor;
    yield { records: await eventsOfEmails(scope, page), unreadable: [], cursor: { ticket, email } };
  }
}

async function eventsOfEmails(scope: Scope, { objects }: ChangePage): Promise<ExtractedRecord[]> {
  if (objects.length === 0) return [];
  const ids = objects.map((object) => object.id);
  const tickets = await associationsOf(scope, { from: 'emails', to: 'tickets', ids });
  return objects.flatMap((object) => activityEvents('email', object, tickets.get(object.id) ?? []));
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

/** E-mails only in a first load: later ones are found by themselves. Notes come with the ticket that they move. */
async function activitiesOf(scope: Scope, page: ChangePage, withEmails: boolean): Promise<ExtractedRecord[]> {
  const ids = page.objects.map((object) => object.id);
  const records: ExtractedRecord[] = [];
  for (const kind of withEmails ? (['email', 'note'] as const) : (['note'] as const)) {
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
