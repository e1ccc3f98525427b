import type { JsonObject } from '../../../util/json.ts';
import type { SandboxRequest, SandboxResponse } from '../../http/message.ts';
import type { Route, RouteParams } from '../../http/router.ts';
import { ApiError, badRequest, notFound } from '../api-error.ts';
import { describeObject, describeSummary } from '../describe.ts';
import { toId18 } from '../record-id.ts';
import { deleteRecord, insertRecord, updateRecord, WriteRefused } from '../records.ts';
import { isDeleted, type Row, rowId } from '../row.ts';
import { OBJECTS } from '../schema/objects.ts';
import { projector, recordUrl } from '../soql/project.ts';
import { externalIdField, upsertRecord } from '../upsert.ts';
import { jsonBody, objectOf, type RouteContext, versionOf, writableObject, writer } from './context.ts';

const BASE = '/services/data/:version/sobjects';

export function sobjectRoutes(context: RouteContext): Route[] {
  const bind =
    (handle: (context: RouteContext, request: SandboxRequest, params: RouteParams) => SandboxResponse) =>
    (request: SandboxRequest, params: RouteParams): SandboxResponse =>
      handle(context, request, params);
  return [
    { method: 'GET', pattern: BASE, handle: bind(describeGlobal) },
    {
      method: 'GET',
      pattern: `${BASE}/:type`,
      handle: (_, params) => ({
        status: 200,
        body: { objectDescribe: describeSummary(objectOf(params), versionOf(params)), recentItems: [] },
      }),
    },
    { method: 'POST', pattern: `${BASE}/:type`, handle: bind(create) },
    {
      method: 'GET',
      pattern: `${BASE}/:type/describe`,
      handle: (_, params) => ({ status: 200, body: describeObject(objectOf(params), versionOf(params)) }),
    },
    { method: 'GET', pattern: `${BASE}/:type/:id`, handle: bind(retrieve) },
    { method: 'PATCH', pattern: `${BASE}/:type/:id`, handle: bind(update) },
    { method: 'DELETE', pattern: `${BASE}/:type/:id`, handle: bind(remove) },
    { method: 'GET', pattern: `${BASE}/:type/:key/:value`, handle: bind(retrieveByKey) },
    { method: 'PATCH', pattern: `${BASE}/:type/:key/:value`, handle: bind(upsert) },
  ];
}

function describeGlobal(_: RouteContext, __: SandboxRequest, params: RouteParams): SandboxResponse {
  const sobjects = [...OBJECTS.values()].map((spec) => describeSummary(spec, versionOf(params)));
  return { status: 200, body: { encoding: 'UTF-8', maxBatchSize: 200, sobjects } };
}

function create(context: RouteContext, request: SandboxRequest, params: RouteParams): SandboxResponse {
  objectOf(params);
  const spec = writableObject(params['type']);
  const fields = jsonBody(request);
  if ('Id' in fields || 'id' in fields)
    throw badRequest('INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
  const id = rowId(single(() => insertRecord(writer(context), spec, fields)));
  return {
    status: 201,
    headers: { location: recordUrl(versionOf(params), spec.name, id) },
    body: { id, success: true, errors: [] },
  };
}

function retrieve(context: RouteContext, request: SandboxRequest, params: RouteParams): SandboxResponse {
  const spec = objectOf(params);
  const id = toId18(params['id'] ?? '');
  const row = id === undefined ? undefined : context.org.table(spec.name).get(id);
  if (row === undefined)
    throw notFound(`Provided external ID field does not exist or is not accessible: ${params['id']}`);
  return show(context, request, params, row);
}

function retrieveByKey(context: RouteContext, request: SandboxRequest, params: RouteParams): SandboxResponse {
  const spec = objectOf(params);
  const found = context.org
    .table(spec.name)
    .lookUp(externalIdField(spec, params['key'] ?? ''), params['value'] ?? '')
    .filter((row) => !isDeleted(row));
  if (found.length > 1) return several(params, spec.name, found.map(rowId));
  const row = found[0];
  if (row === undefined) throw notFound();
  return show(context, request, params, row);
}

function show(
  context: RouteContext,
  request: SandboxRequest,
  params: RouteParams,
  row: Row,
): SandboxResponse {
  if (isDeleted(row))
    throw new ApiError(404, { code: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] });
  const spec = objectOf(params);
  const names = request.query.get('fields')?.split(',');
  const select =
    names === undefined
      ? [{ kind: 'fields' as const, which: 'ALL' as const }]
      : names.map((path) => ({ kind: 'field' as const, path: path.trim() }));
  const children = (): never => {
    throw notFound();
  };
  const project = projector({ org: context.org, spec, version: versionOf(params), children }, select);
  return { status: 200, body: project(row) };
}

function update(context: RouteContext, request: SandboxRequest, params: RouteParams): SandboxResponse {
  objectOf(params);
  const spec = writableObject(params['type']);
  const id = toId18(params['id'] ?? '');
  const row = id === undefined ? undefined : context.org.table(spec.name).get(id);
  if (row === undefined)
    throw notFound(`Provided external ID field does not exist or is not accessible: ${params['id']}`);
  const since = Date.parse(String(request.headers['if-unmodified-since'] ?? ''));
  if (Date.parse(String(row['LastModifiedDate'])) > since) {
    throw new ApiError(412, {
      code: 'PRECONDITION_FAILED',
      message: 'The record has been modified since the date given.',
    });
  }
  single(() => updateRecord(writer(context), spec, rowId(row), jsonBody(request)));
  return { status: 204 };
}

function remove(context: RouteContext, _: SandboxRequest, params: RouteParams): SandboxResponse {
  objectOf(params);
  const spec = writableObject(params['type']);
  single(() => deleteRecord(writer(context), spec, params['id'] ?? ''));
  return { status: 204 };
}

function upsert(context: RouteContext, request: SandboxRequest, params: RouteParams): SandboxResponse {
  objectOf(params);
  const spec = writableObject(params['type']);
  const key = externalIdField(spec, params['key'] ?? '');
  const fields: JsonObject = jsonBody(request);
  const result = single(() =>
    upsertRecord(writer(context), spec, { key, value: params['value'] ?? '', fields }),
  );
  if (result.kind === 'several') return several(params, spec.name, result.ids);
  const id = rowId(result.row);
  const location = { location: recordUrl(versionOf(params), spec.name, id) };
  return {
    status: result.created ? 201 : 200,
    ...(result.created ? { headers: location } : {}),
    body: { id, success: true, errors: [], created: result.created },
  };
}

function several(params: RouteParams, type: string, ids: readonly string[]): SandboxResponse {
  return { status: 300, body: ids.map((id) => recordUrl(versionOf(params), type, id)) };
}

function single<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof WriteRefused) throw new ApiError(error.status, error.problems);
    throw error;
  }
}
