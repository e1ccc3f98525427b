import { z } from 'zod';
import type { ExtractedRecord, ExtractPage, ReadRequest, UnreadableRecord } from '#src/connector/contract.ts';
import {
  endOf,
  parseStampCursor,
  type StampCursor,
  type StampStart,
  startOf,
} from '#src/connector/overlap.ts';
import { ConfigError, MalformedDataError, PermissionError, TransientError } from '#src/core/errors.ts';
import type { EntityType } from '#src/core/model/entity.ts';
import type { Json, JsonObject } from '#src/util/json.ts';
import type { SalesforceClient } from './client.ts';
import { QUERY_PAGE } from './limits.ts';
import { QueryAnswer, type SalesforceStream } from './schema.ts';
import { checkFields, pageQuery } from './soql.ts';

type StreamSource = {
  object: string;
  entity: EntityType;
  /** SystemModstamp moves with every change, also by automation; history rows never change and lack it. */
  stamp: 'SystemModstamp' | 'CreatedDate';
  /** Objects that people can merge carry the survivor's id. */
  mergeable: boolean;
};

export const SOURCES: Readonly<Record<SalesforceStream, StreamSource>> = {
  account: { object: 'Account', entity: 'account', stamp: 'SystemModstamp', mergeable: true },
  contact: { object: 'Contact', entity: 'contact', stamp: 'SystemModstamp', mergeable: true },
  opportunity: { object: 'Opportunity', entity: 'opportunity', stamp: 'SystemModstamp', mergeable: false },
  case: { object: 'Case', entity: 'case', stamp: 'SystemModstamp', mergeable: true },
  case_history: { object: 'CaseHistory', entity: 'case_event', stamp: 'CreatedDate', mergeable: false },
  case_comment: { object: 'CaseComment', entity: 'case_event', stamp: 'SystemModstamp', mergeable: false },
  email_message: { object: 'EmailMessage', entity: 'case_event', stamp: 'SystemModstamp', mergeable: false },
};

export function sourceOf(stream: string): StreamSource {
  const source = Object.hasOwn(SOURCES, stream) ? SOURCES[stream as SalesforceStream] : undefined;
  if (source !== undefined) return source;
  const known = Object.keys(SOURCES).join(', ');
  throw new ConfigError({
    code: 'SALESFORCE_STREAM',
    message: `Salesforce has no stream ${stream}; it has ${known}`,
  });
}

export type ReadOptions = { overlapMs: number; now: () => number };

/** Changes in the order of (stamp, Id), deleted and merged records included, each page with its cursor. */
export async function* readStream(
  client: SalesforceClient,
  request: ReadRequest,
  { overlapMs, now }: ReadOptions,
): AsyncGenerator<ExtractPage> {
  const source = sourceOf(request.stream);
  const before = parseStampCursor(request.cursor);
  const startedAtMs = now();
  let start = startOf(before, overlapMs);
  let newest: { t: string; id: string } | null = null;
  for (;;) {
    const rows = await queryPage(client, { source, request, start });
    const { records, unreadable, last } = toRecords(rows, source, request.fields);
    newest = last ?? newest;
    const isLast = rows.length < QUERY_PAGE;
    if (!isLast && last === null) throw noProgress(source.object);
    const cursor = isLast
      ? endOf(before, newest, { startedAtMs, overlapMs })
      : openCursor(newest, startedAtMs);
    if (cursor !== null) yield { records, unreadable, cursor: { ...cursor } };
    else if (unreadable.length > 0) yield { records, unreadable, cursor: {} };
    if (isLast) return;
    start = last;
  }
}

/** In the middle of a read: whoever goes on from here goes back by the overlap first. */
function openCursor(newest: { t: string; id: string } | null, seenAtMs: number): StampCursor | null {
  return newest === null ? null : { ...newest, seenAtMs, settled: false };
}

type PageRequest = { source: StreamSource; request: ReadRequest; start: StampStart | null };

async function queryPage(client: SalesforceClient, page: PageRequest): Promise<JsonObject[]> {
  const { source, request } = page;
  checkFields(request.fields, source.object);
  for (;;) {
    try {
      return await queryRows(client, page);
    } catch (error) {
      const missing = missingCustomField(error, request.fields);
      if (missing === null || client.missingFields(source.object).has(missing)) throw error;
      client.missingFields(source.object).add(missing);
    }
  }
}

/**
 * The custom field that this org does not have. Our own fields are missing until `install` has run, and a mapping
 * may name fields that only some orgs have: such a field is read as empty. A standard field that is refused is
 * hidden from the user, and stays an error.
 */
function missingCustomField(error: unknown, fields: readonly string[]): string | null {
  if (!(error instanceof PermissionError) || error.code !== 'SALESFORCE_INVALID_FIELD') return null;
  const name = /No such column '([^']+)'/.exec(String(error.context['vendor']))?.[1] ?? '';
  return name.endsWith('__c')
    ? (fields.find((field) => field === name || field.endsWith(`.${name}`)) ?? null)
    : null;
}

async function queryRows(
  client: SalesforceClient,
  { source, request, start }: PageRequest,
): Promise<JsonObject[]> {
  const missing = client.missingFields(source.object);
  const system = ['Id', source.stamp, 'IsDeleted', ...(source.mergeable ? ['MasterRecordId'] : [])];
  const fields = [...new Set([...system, ...request.fields.filter((field) => !missing.has(field))])];
  const soql = pageQuery({ object: source.object, fields, stamp: source.stamp, start });
  const rows: JsonObject[] = [];
  // queryAll shows what is in the recycle bin; a plain query would hide every deletion from us.
  let path: string | undefined = `/queryAll?q=${encodeURIComponent(soql)}`;
  while (path !== undefined) {
    const answer = parseAnswer(
      await client.call({ method: 'GET', path, signal: request.signal, what: source.object }),
    );
    rows.push(...answer.records);
    // 2,000 a page is the wish, not the promise: what is left of this query comes by its locator.
    path = answer.done ? undefined : answer.nextRecordsUrl;
  }
  return rows;
}

function parseAnswer(body: unknown): QueryAnswer {
  const parsed = QueryAnswer.safeParse(body);
  if (parsed.success) return parsed.data;
  const message = `Salesforce's answer to a query is not a query result: ${z.prettifyError(parsed.error).split('\n')[0]}`;
  throw new TransientError({ code: 'SALESFORCE_BAD_ANSWER', message });
}

function noProgress(object: string): TransientError {
  return new TransientError({
    code: 'SALESFORCE_BAD_ANSWER',
    message: `${object}: a full page without one readable record`,
  });
}

type PageRecords = {
  records: ExtractedRecord[];
  unreadable: UnreadableRecord[];
  last: { t: string; id: string } | null;
};

function toRecords(
  rows: readonly JsonObject[],
  source: StreamSource,
  fields: readonly string[],
): PageRecords {
  const page: PageRecords = { records: [], unreadable: [], last: null };
  for (const row of rows) {
    const externalId = typeof row['Id'] === 'string' ? row['Id'] : null;
    const modifiedAt = toUtc(row[source.stamp]);
    if (externalId === null || modifiedAt === null) {
      const message = `${source.object} ${externalId ?? 'without Id'}: no readable ${source.stamp}`;
      const error = new MalformedDataError({ code: 'SALESFORCE_ROW', message });
      page.unreadable.push({ externalId, raw: JSON.stringify(row), error });
      continue;
    }
    const master = row['MasterRecordId'];
    page.last = { t: modifiedAt, id: externalId };
    page.records.push({
      externalId,
      modifiedAt,
      payload: payloadOf(row, fields),
      deleted: row['IsDeleted'] === true,
      mergedInto: typeof master === 'string' && master !== '' ? master : null,
    });
  }
  return page;
}

/** Only what the mapping asked for: a stamp in it would make every echo look like news. */
function payloadOf(row: JsonObject, fields: readonly string[]): JsonObject {
  const roots = new Set(fields.map((field) => field.split('.')[0] ?? field));
  const entries = Object.entries(row).filter(([name]) => roots.has(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, withoutAttributes(value)]));
}

function withoutAttributes(value: Json): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'attributes');
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutAttributes(inner)]));
}

/** `2026-09-30T12:00:00.000+0000` → `2026-09-30T12:00:00.000Z`. */
function toUtc(value: Json | undefined): string | null {
  if (typeof value !== 'string') return null;
  const ms = Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
