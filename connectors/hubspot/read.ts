import type { ExtractedRecord, ExtractPage, ReadRequest } from '#src/connector/contract.ts';
import { ConfigError, MalformedDataError } from '#src/core/errors.ts';
import type { EntityType } from '#src/core/model/entity.ts';
import type { JsonObject } from '#src/util/json.ts';
import { changedObjects, stampOf } from './changes.ts';
import type { HubspotClient } from './client.ts';
import { asObject, associationsOf, listObjects, parseObject, type Scope } from './objects.ts';
import type { HubspotObject, HubspotStream } from './schema.ts';
import { readTicketEvents } from './ticket-events.ts';

type ObjectSource = {
  type: string;
  entity: EntityType;
  stamp: string;
  /** Payload field → the object type that it names the (primary) associated record of. */
  associations: Readonly<Record<string, string>>;
};

export const SOURCES: Readonly<Record<Exclude<HubspotStream, 'ticket_event'>, ObjectSource>> = {
  account: { type: 'companies', entity: 'account', stamp: 'hs_lastmodifieddate', associations: {} },
  // Contacts are older than the naming scheme.
  contact: {
    type: 'contacts',
    entity: 'contact',
    stamp: 'lastmodifieddate',
    associations: { 'associations.company': 'companies' },
  },
  opportunity: {
    type: 'deals',
    entity: 'opportunity',
    stamp: 'hs_lastmodifieddate',
    associations: { 'associations.company': 'companies' },
  },
  case: {
    type: 'tickets',
    entity: 'case',
    stamp: 'hs_lastmodifieddate',
    associations: { 'associations.company': 'companies', 'associations.contact': 'contacts' },
  },
};

/** Ids of records that a person merged into this one. */
const MERGED_IDS = 'hs_merged_object_ids';

export type ReadOptions = { overlapMs: number; now: () => number };

/** Changes, then deletions. The cursor holds where each of the two stands. */
export async function* readStream(
  client: HubspotClient,
  request: ReadRequest,
  options: ReadOptions,
): AsyncGenerator<ExtractPage> {
  const scope: Scope = { client, signal: request.signal };
  if (request.stream === 'ticket_event') {
    yield* readTicketEvents(scope, { cursor: request.cursor, ...options });
    return;
  }
  const source = sourceOf(request.stream);
  const isFirstLoad = request.cursor === null || request.cursor['archivedAt'] === undefined;
  const archivedAt = isFirstLoad ? null : String(request.cursor?.['archivedAt']);
  let changes: JsonObject | null = asObject(request.cursor?.['changes']);
  const properties = propertiesOf(request.fields);
  const wanted = {
    type: source.type,
    stamp: source.stamp,
    properties: [...properties, MERGED_IDS],
    cursor: changes,
    probe: 'shared' as const,
    ...options,
  };
  for await (const page of changedObjects(scope, wanted)) {
    changes = page.cursor;
    const records = await toRecords(scope, {
      source,
      objects: page.objects,
      fields: request.fields,
      fresh: page.fresh,
    });
    const unreadable = page.unreadable.map((row) => unreadableRow(source.type, row));
    yield { records, unreadable, cursor: { changes, ...(archivedAt === null ? {} : { archivedAt }) } };
  }
  yield* readArchived(scope, { source, fields: request.fields, archivedAt, changes });
}

function sourceOf(stream: string): ObjectSource {
  const source = Object.hasOwn(SOURCES, stream) ? SOURCES[stream as keyof typeof SOURCES] : undefined;
  if (source !== undefined) return source;
  const known = [...Object.keys(SOURCES), 'ticket_event'].join(', ');
  throw new ConfigError({
    code: 'HUBSPOT_STREAM',
    message: `HubSpot has no stream ${stream}; it has ${known}`,
  });
}

function propertiesOf(fields: readonly string[]): string[] {
  return fields.filter((field) => !field.startsWith('associations.'));
}

type Batch = {
  source: ObjectSource;
  objects: readonly HubspotObject[];
  fields: readonly string[];
  fresh: boolean;
};

async function toRecords(
  scope: Scope,
  { source, objects, fields, fresh }: Batch,
): Promise<ExtractedRecord[]> {
  const related = new Map<string, Map<string, string[]>>();
  const ids = objects.map((object) => object.id);
  for (const [field, to] of Object.entries(source.associations)) {
    if (ids.length === 0 || !fields.includes(field)) continue;
    related.set(field, await associationsOf(scope, { from: source.type, to, ids }));
  }
  return objects.flatMap((object) => {
    const modifiedAt = stampOf(object, source.stamp) ?? '';
    const record: ExtractedRecord = {
      externalId: object.id,
      modifiedAt,
      payload: payloadOf(object, fields, related),
      deleted: false,
      mergedInto: null,
    };
    // In a first load nobody has heard of the ids that were merged away before.
    const merged = fresh
      ? []
      : (object.properties[MERGED_IDS] ?? '').split(';').filter((id) => id !== '' && id !== object.id);
    const tombstones = merged.map(
      (id): ExtractedRecord => ({
        externalId: id,
        modifiedAt,
        payload: {},
        deleted: true,
        mergedInto: object.id,
      }),
    );
    return [record, ...tombstones];
  });
}

/** In the order of `fields`: the same record must give the same payload, whatever order HubSpot answers in. */
function payloadOf(
  object: HubspotObject,
  fields: readonly string[],
  related: ReadonlyMap<string, Map<string, string[]>>,
): JsonObject {
  const payload: JsonObject = {};
  for (const field of fields) {
    const associated = related.get(field);
    if (associated !== undefined) payload[field] = associated.get(object.id)?.[0] ?? null;
    else if (field === 'hs_object_id') payload[field] = object.id;
    else if (Object.hasOwn(object.properties, field)) payload[field] = object.properties[field] ?? null;
  }
  return payload;
}

function unreadableRow(type: string, row: unknown): ExtractPage['unreadable'][number] {
  const id = (row as { id?: unknown } | null)?.id;
  const externalId = typeof id === 'string' || typeof id === 'number' ? String(id) : null;
  const error = new MalformedDataError({
    code: 'HUBSPOT_ROW',
    message: `${type} ${externalId ?? 'without id'}: not readable`,
  });
  return { externalId, raw: JSON.stringify(row), error };
}

type ArchivedRead = {
  source: ObjectSource;
  fields: readonly string[];
  archivedAt: string | null;
  changes: JsonObject | null;
};

/**
 * The recycle bin, which cannot be filtered by time: its pages are read, and what is older than the last look is
 * left out. In a first load nothing of it is news; only its newest instant is remembered.
 */
async function* readArchived(
  scope: Scope,
  { source, fields, archivedAt, changes }: ArchivedRead,
): AsyncGenerator<ExtractPage> {
  let newest = archivedAt ?? '';
  let after: string | null = null;
  const records: ExtractedRecord[] = [];
  do {
    const page = await listObjects(scope, {
      type: source.type,
      properties: propertiesOf(fields),
      after,
      archived: true,
    });
    for (const row of page.rows) {
      const object = parseObject(row);
      if (object?.archivedAt === undefined) continue;
      if (object.archivedAt > newest) newest = object.archivedAt;
      if (archivedAt === null || object.archivedAt < archivedAt) continue;
      const payload = payloadOf(object, fields, new Map());
      records.push({
        externalId: object.id,
        modifiedAt: object.archivedAt,
        payload,
        deleted: true,
        mergedInto: null,
      });
    }
    after = page.after;
  } while (after !== null);
  yield { records, unreadable: [], cursor: { changes: { ...changes }, archivedAt: newest } };
}
