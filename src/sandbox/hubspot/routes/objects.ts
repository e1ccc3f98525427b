/** Single objects, lists, search and merge. */
import type { JsonObject } from '../../../util/json.ts';
import type { SandboxRequest, SandboxResponse } from '../../http/message.ts';
import type { Route, RouteParams } from '../../http/router.ts';
import { invalid } from '../api-error.ts';
import { idKey, isLive, type ObjectRow } from '../object-row.ts';
import type { ObjectTable } from '../object-table.ts';
import { archiveObject, createObject, mergeObjects, updateObject } from '../records.ts';
import { parseSearch } from '../search/search-request.ts';
import { showObject, type Wanted } from '../show-object.ts';
import { associateNew } from './associate-new.ts';
import {
  API_SOURCE,
  jsonBody,
  listParameter,
  liveObject,
  propertiesOf,
  type RouteContext,
  tableOf,
} from './context.ts';

const BASE = '/crm/v3/objects/:type';
const MAX_PAGE = 100;
/** A page with histories is smaller. */
export const MAX_PAGE_WITH_HISTORY = 50;
const NOTHING: Wanted = { properties: [], withHistory: [], associations: [] };

export function objectRoutes(context: RouteContext): Route[] {
  const bind =
    (handle: (context: RouteContext, request: SandboxRequest, params: RouteParams) => SandboxResponse) =>
    (request: SandboxRequest, params: RouteParams): SandboxResponse =>
      handle(context, request, params);
  return [
    { method: 'GET', pattern: BASE, handle: bind(list) },
    { method: 'POST', pattern: BASE, handle: bind(create) },
    { method: 'POST', pattern: `${BASE}/search`, handle: bind(search) },
    { method: 'POST', pattern: `${BASE}/merge`, handle: bind(merge) },
    { method: 'GET', pattern: `${BASE}/:id`, handle: bind(get) },
    { method: 'PATCH', pattern: `${BASE}/:id`, handle: bind(update) },
    { method: 'DELETE', pattern: `${BASE}/:id`, handle: bind(archive) },
  ];
}

function list({ portal }: RouteContext, request: SandboxRequest, params: RouteParams): SandboxResponse {
  const table = tableOf(portal, params['type']);
  const wanted = wantedOf(request);
  const limit = Number(request.query.get('limit') ?? 10);
  const max = wanted.withHistory.length > 0 ? MAX_PAGE_WITH_HISTORY : MAX_PAGE;
  if (!Number.isInteger(limit) || limit < 1 || limit > max)
    throw invalid(`The limit must be between 1 and ${max}; it was ${limit}.`);
  const archived = request.query.get('archived') === 'true';
  const shows = (row: ObjectRow) =>
    archived ? row.archivedAt !== null && row.mergedInto === null : isLive(row);
  const after = request.query.get('after');
  if (after !== null && !/^\d+$/.test(after))
    throw invalid(`The after value ${after} could not be resolved.`);
  const { rows, next } = pageFrom(table, { after, limit, shows });
  const paging =
    next === undefined
      ? {}
      : { paging: { next: { after: next.id, link: `${request.path}?limit=${limit}&after=${next.id}` } } };
  return {
    status: 200,
    body: { results: rows.map((row) => showObject(portal, table, row, wanted)), ...paging },
  };
}

/** `after` is the id of the first object of the next page. */
function pageFrom(
  table: ObjectTable,
  { after, limit, shows }: { after: string | null; limit: number; shows: (row: ObjectRow) => boolean },
): { rows: ObjectRow[]; next: ObjectRow | undefined } {
  const ordered = table.byId.rows();
  const rows: ObjectRow[] = [];
  for (let at = after === null ? 0 : table.byId.startOf(idKey(after)); at < ordered.length; at++) {
    const row = ordered[at] as ObjectRow;
    if (!shows(row)) continue;
    if (rows.length === limit) return { rows, next: row };
    rows.push(row);
  }
  return { rows, next: undefined };
}

function create({ portal }: RouteContext, request: SandboxRequest, params: RouteParams): SandboxResponse {
  const table = tableOf(portal, params['type']);
  const body = jsonBody(request);
  const row = createObject(portal, table, propertiesOf(body), API_SOURCE);
  associateNew(portal, table, row, body['associations']);
  return {
    status: 201,
    body: showObject(portal, table, row, { ...NOTHING, properties: Object.keys(row.properties) }),
  };
}

function get({ portal }: RouteContext, request: SandboxRequest, params: RouteParams): SandboxResponse {
  const table = tableOf(portal, params['type']);
  const archived = request.query.get('archived') === 'true' ? table.get(params['id'] ?? '') : undefined;
  const row = archived ?? liveObject(table, params['id'] ?? '', request.query.get('idProperty'));
  return { status: 200, body: showObject(portal, table, row, wantedOf(request)) };
}

function update({ portal }: RouteContext, request: SandboxRequest, params: RouteParams): SandboxResponse {
  const table = tableOf(portal, params['type']);
  const current = liveObject(table, params['id'] ?? '', request.query.get('idProperty'));
  const given: JsonObject = propertiesOf(jsonBody(request));
  const row = updateObject(portal, table, current, { given, source: API_SOURCE });
  return {
    status: 200,
    body: showObject(portal, table, row, { ...NOTHING, properties: Object.keys(given) }),
  };
}

/** Archiving what is not there is no error. */
function archive({ portal }: RouteContext, _: SandboxRequest, params: RouteParams): SandboxResponse {
  const table = tableOf(portal, params['type']);
  const row = table.survivor(params['id'] ?? '');
  if (row !== undefined && isLive(row)) archiveObject(portal, table, row);
  return { status: 204 };
}

function search(
  { portal, search: engine }: RouteContext,
  request: SandboxRequest,
  params: RouteParams,
): SandboxResponse {
  const table = tableOf(portal, params['type']);
  const parsed = parseSearch(request.body);
  const found = engine.run(table, parsed);
  const end = parsed.offset + parsed.limit;
  const results = found
    .slice(parsed.offset, end)
    .map((row) => showObject(portal, table, row, { ...NOTHING, properties: parsed.properties }));
  const paging = end < found.length ? { paging: { next: { after: String(end) } } } : {};
  return { status: 200, body: { total: found.length, results, ...paging } };
}

function merge(
  { portal, mergeMode }: RouteContext,
  request: SandboxRequest,
  params: RouteParams,
): SandboxResponse {
  const table = tableOf(portal, params['type']);
  const body = jsonBody(request);
  const ids = { primary: String(body['primaryObjectId']), secondary: String(body['objectIdToMerge']) };
  const row = mergeObjects(portal, table, ids, mergeMode);
  return {
    status: 200,
    body: showObject(portal, table, row, {
      ...NOTHING,
      properties: [...table.spec.defaultProperties, 'hs_merged_object_ids'],
    }),
  };
}

function wantedOf(request: SandboxRequest): Wanted {
  return {
    properties: listParameter(request, 'properties'),
    withHistory: listParameter(request, 'propertiesWithHistory'),
    associations: listParameter(request, 'associations'),
  };
}
