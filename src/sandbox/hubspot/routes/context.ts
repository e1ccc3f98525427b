/** What the routes of one portal share, and the pieces many answers need. */
import type { Json, JsonObject } from '../../../util/json.ts';
import type { SandboxRequest, SandboxResponse } from '../../http/message.ts';
import { ApiError, invalid, notFound } from '../api-error.ts';
import type { ObjectRow } from '../object-row.ts';
import type { ObjectTable } from '../object-table.ts';
import { APP_ID, type Portal } from '../portal.ts';
import type { MergeMode, Source } from '../records.ts';
import type { SearchEngine } from '../search/search.ts';

export type RouteContext = { portal: Portal; search: SearchEngine; mergeMode: MergeMode };

/** Changes made through the API. */
export const API_SOURCE: Source = { sourceType: 'INTEGRATION', sourceId: APP_ID };

export function tableOf(portal: Portal, type: string | undefined): ObjectTable {
  const table = portal.table(type ?? '');
  if (table === undefined)
    throw new ApiError(400, { message: `Unable to infer object type from: ${type ?? ''}` });
  return table;
}

export function jsonBody(request: SandboxRequest): JsonObject {
  let body: Json;
  try {
    body = JSON.parse(request.body) as Json;
  } catch (error) {
    throw invalid(`Invalid input JSON on line 1, column 1: ${(error as Error).message}`);
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw invalid('Invalid input JSON on line 1, column 1: an object is expected');
}

/** Repeated keys and comma lists mean the same. */
export function listParameter(request: SandboxRequest, name: string): string[] {
  return request.query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .filter((value) => value !== '');
}

export function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

export function propertiesOf(body: JsonObject): JsonObject {
  const properties = body['properties'];
  return typeof properties === 'object' && properties !== null && !Array.isArray(properties)
    ? properties
    : {};
}

/** By id, or by the value of a unique property. Undefined: no such live object, and it was not merged either. */
export function findObject(
  table: ObjectTable,
  id: string,
  idProperty: string | null | undefined,
): ObjectRow | undefined {
  if (idProperty === null || idProperty === undefined || idProperty === 'hs_object_id')
    return table.survivor(id);
  if (table.spec.properties.get(idProperty)?.unique !== true)
    throw invalid(`Property "${idProperty}" is not a unique identifier.`);
  return table.holder(idProperty, id);
}

export function liveObject(table: ObjectTable, id: string, idProperty?: string | null): ObjectRow {
  const row = findObject(table, id, idProperty);
  if (row === undefined || row.archivedAt !== null) throw notFound();
  return row;
}

/** The envelope of every batch answer: 207 as soon as one input failed. */
export function batchResponse(
  portal: Portal,
  {
    status,
    results,
    errors,
  }: { status: number; results: readonly JsonObject[]; errors: readonly JsonObject[] },
): SandboxResponse {
  const now = portal.clock.now();
  const envelope = { status: 'COMPLETE', results, startedAt: now, completedAt: now };
  if (errors.length === 0) return { status, body: envelope };
  return { status: 207, body: { ...envelope, numErrors: errors.length, errors } };
}
