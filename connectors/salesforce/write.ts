import type { WriteItem, WriteOutcome, WriteRequest } from '#src/connector/contract.ts';
import { ConfigError, TransientError } from '#src/core/errors.ts';
import type { JsonObject } from '#src/util/json.ts';
import type { SalesforceClient } from './client.ts';
import { classifyItem } from './errors.ts';
import { IDS_PER_QUERY } from './limits.ts';
import { SOURCES } from './read.ts';
import { CollectionAnswer, type CollectionItem, QueryAnswer, type SalesforceStream } from './schema.ts';
import { quote } from './soql.ts';

/** Unique external id that `install` makes: an upsert by it never makes a second record. */
const KEY_FIELD = 'Goldenrod_Key__c';

/** We are not a person at the keyboard: no assignment rules, no stop at "this may be a duplicate". */
const HEADERS = {
  'Sforce-Auto-Assign': 'FALSE',
  'Sforce-Duplicate-Rule-Header': 'allowSave=true',
};

export async function writeItems(client: SalesforceClient, request: WriteRequest): Promise<WriteOutcome[]> {
  if (request.items.length === 0) return [];
  const object = objectOf(request.stream);
  const results = await send(client, request, object);
  const outcomes = request.items.map((item, index) => outcomeOf(item, results[index], { object, request }));
  return followMerged(client, request, { object, outcomes });
}

function objectOf(stream: string): string {
  if (stream === 'task') return 'Task';
  const source = Object.hasOwn(SOURCES, stream) ? SOURCES[stream as SalesforceStream] : undefined;
  if (source !== undefined && source.entity !== 'case_event') return source.object;
  throw new ConfigError({
    code: 'SALESFORCE_STREAM',
    message: `Salesforce's stream ${stream} cannot be written`,
  });
}

async function send(
  client: SalesforceClient,
  request: WriteRequest,
  object: string,
): Promise<CollectionItem[]> {
  const isUpdate = request.operation === 'update';
  const records = request.items.map((item) =>
    isUpdate ? updateRecord(item, object) : createRecord(item, object),
  );
  const body = await client.call({
    method: 'PATCH',
    path: isUpdate ? '/composite/sobjects' : `/composite/sobjects/${object}/${KEY_FIELD}`,
    body: { allOrNone: false, records },
    headers: HEADERS,
    signal: request.signal,
    what: object,
  });
  const parsed = CollectionAnswer.safeParse(body);
  // Results carry no key of ours, only their order; a list of another length says nothing about any of them.
  if (parsed.success && parsed.data.length === request.items.length) return parsed.data;
  throw new TransientError({
    code: 'SALESFORCE_BAD_ANSWER',
    message: `${object}: the answer does not match what was written`,
  });
}

function updateRecord(item: WriteItem, object: string): JsonObject {
  return { attributes: { type: object }, id: item.externalId, ...item.fields };
}

function createRecord(item: WriteItem, object: string): JsonObject {
  return { attributes: { type: object }, ...relations(item), ...item.fields, [KEY_FIELD]: item.key };
}

/** A task hangs on people by WhoId and on everything else by WhatId. */
function relations(item: WriteItem): JsonObject {
  const fields: JsonObject = {};
  for (const { object, externalId } of item.relatedTo) {
    const isPerson = object === 'contact' || object === 'Contact' || object === 'Lead';
    fields[isPerson ? 'WhoId' : 'WhatId'] = externalId;
  }
  return fields;
}

type Context = { object: string; request: WriteRequest };

function outcomeOf(
  item: WriteItem,
  result: CollectionItem | undefined,
  { object, request }: Context,
): WriteOutcome {
  const { itemId } = item;
  if (result?.success === true) {
    return { itemId, status: 'written', externalId: result.id ?? item.externalId ?? '' };
  }
  const what = `${object} ${item.externalId ?? item.key ?? ''}`;
  const failure = classifyItem(
    result ?? { success: false, errors: [] },
    what,
    request.operation === 'update',
  );
  if (failure.kind === 'gone') return { itemId, status: 'gone', redirectTo: null };
  if (failure.kind === 'retry') return { itemId, status: 'retry', error: failure.error };
  return { itemId, status: 'rejected', error: failure.error };
}

/** Records that are gone may have been merged away by a person: then their survivor is where to write. */
async function followMerged(
  client: SalesforceClient,
  request: WriteRequest,
  { object, outcomes }: { object: string; outcomes: WriteOutcome[] },
): Promise<WriteOutcome[]> {
  const idOf = new Map(request.items.map((item) => [item.itemId, item.externalId]));
  const gone = outcomes
    .filter((outcome) => outcome.status === 'gone')
    .map((outcome) => idOf.get(outcome.itemId) ?? '');
  const isMergeable = Object.values(SOURCES).some((source) => source.object === object && source.mergeable);
  if (gone.length === 0 || !isMergeable) return outcomes;
  const survivors = await survivorsOf(client, { object, ids: gone, signal: request.signal });
  return outcomes.map((outcome) =>
    outcome.status === 'gone'
      ? { ...outcome, redirectTo: survivors.get(idOf.get(outcome.itemId) ?? '') ?? null }
      : outcome,
  );
}

type Lookup = { object: string; ids: readonly string[]; signal: AbortSignal };

/** Longest chain of "merged into one that was itself merged away" that is followed. */
const MAX_MERGE_DEPTH = 5;

/** Living survivor of each merged-away id; ids without one are left out. */
export async function survivorsOf(
  client: SalesforceClient,
  { object, ids, signal }: Lookup,
): Promise<Map<string, string>> {
  const survivor = new Map<string, string>();
  let pending = new Map(ids.map((id) => [id, [id]]));
  for (let depth = 0; depth <= MAX_MERGE_DEPTH && pending.size > 0; depth++) {
    const next = new Map<string, string[]>();
    for (const { id, master, deleted } of await statesOf(client, {
      object,
      ids: [...pending.keys()],
      signal,
    })) {
      const origins = pending.get(id) ?? [];
      if (!deleted && depth > 0) for (const origin of origins) survivor.set(origin, id);
      if (deleted && master !== null) next.set(master, [...(next.get(master) ?? []), ...origins]);
    }
    pending = next;
  }
  return survivor;
}

async function statesOf(
  client: SalesforceClient,
  { object, ids, signal }: Lookup,
): Promise<{ id: string; master: string | null; deleted: boolean }[]> {
  const states: { id: string; master: string | null; deleted: boolean }[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    const list = ids
      .slice(start, start + IDS_PER_QUERY)
      .map(quote)
      .join(',');
    const soql = `SELECT Id,IsDeleted,MasterRecordId FROM ${object} WHERE Id IN (${list})`;
    const path = `/queryAll?q=${encodeURIComponent(soql)}`;
    const { records } = QueryAnswer.parse(await client.call({ method: 'GET', path, signal, what: object }));
    for (const record of records) {
      const master = record['MasterRecordId'];
      states.push({
        id: String(record['Id']),
        master: typeof master === 'string' && master !== '' ? master : null,
        deleted: record['IsDeleted'] === true,
      });
    }
  }
  return states;
}
