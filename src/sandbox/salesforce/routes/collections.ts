/** sObject Collections: up to 200 records in one call, an outcome each, in request order. */
import type { Json, JsonObject } from '../../../util/json.ts';
import type { SandboxRequest, SandboxResponse } from '../../http/message.ts';
import type { Route, RouteParams } from '../../http/router.ts';
import { ApiError, badRequest, type FieldProblem } from '../api-error.ts';
import { toId18 } from '../record-id.ts';
import {
  deleteRecord,
  insertRecord,
  type Undo,
  updateRecord,
  WriteRefused,
  type Writer,
} from '../records.ts';
import { isDeleted, rowId } from '../row.ts';
import type { ObjectSpec } from '../schema/field-spec.ts';
import { OBJECTS } from '../schema/objects.ts';
import { projector } from '../soql/project.ts';
import { externalIdField, severalFound, upsertRecord } from '../upsert.ts';
import { jsonBody, objectOf, type RouteContext, versionOf, writableObject, writer } from './context.ts';

const BASE = '/services/data/:version/composite/sobjects';
const MAX_RECORDS = 200;
const MAX_RETRIEVED = 2_000;

type Success = { id: string; created?: boolean };
type Item = (writer: Writer) => Success;

export function collectionRoutes(context: RouteContext): Route[] {
  return [
    { method: 'POST', pattern: BASE, handle: (request) => writeAll(context, request, createItem) },
    { method: 'PATCH', pattern: BASE, handle: (request) => writeAll(context, request, updateItem) },
    { method: 'DELETE', pattern: BASE, handle: (request) => removeAll(context, request) },
    {
      method: 'PATCH',
      pattern: `${BASE}/:type/:key`,
      handle: (request, params) => upsertAll(context, request, params),
    },
    {
      method: 'POST',
      pattern: `${BASE}/:type`,
      handle: (request, params) => retrieveAll(context, params, retrieveBody(request)),
    },
    {
      method: 'GET',
      pattern: `${BASE}/:type`,
      handle: (request, params) => retrieveAll(context, params, retrieveQuery(request)),
    },
  ];
}

function createItem(record: JsonObject): Item {
  return (by) => {
    if ('id' in record || 'Id' in record)
      throw refused('INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
    return { id: rowId(insertRecord(by, typeOf(record), record)) };
  };
}

function updateItem(record: JsonObject): Item {
  return (by) => {
    const id = record['id'] ?? record['Id'];
    if (typeof id !== 'string' || id === '')
      throw refused('MISSING_ARGUMENT', 'Id not specified in an update call');
    return { id: rowId(updateRecord(by, typeOf(record), id, record)) };
  };
}

function upsertAll(context: RouteContext, request: SandboxRequest, params: RouteParams): SandboxResponse {
  objectOf(params);
  const spec = writableObject(params['type']);
  const key = externalIdField(spec, params['key'] ?? '');
  return writeAll(context, request, (record) => (by) => {
    const value = record[key.name];
    if (typeof value !== 'string' || value === '')
      throw refused('MISSING_ARGUMENT', `${key.name} not specified`);
    const result = upsertRecord(by, spec, { key, value, fields: record });
    if (result.kind === 'several') throw severalFound(result.ids);
    return { id: rowId(result.row), created: result.created };
  });
}

function removeAll(context: RouteContext, request: SandboxRequest): SandboxResponse {
  const ids = (request.query.get('ids') ?? '').split(',').filter((id) => id !== '');
  const items = ids.map(
    (id): Item =>
      (by) => ({ id: rowId(deleteRecord(by, typeOfId(id), id)) }),
  );
  return run(context, items, request.query.get('allOrNone') === 'true');
}

function writeAll(
  context: RouteContext,
  request: SandboxRequest,
  toItem: (record: JsonObject) => Item,
): SandboxResponse {
  const body = jsonBody(request);
  const records = Array.isArray(body['records']) ? (body['records'] as JsonObject[]) : [];
  return run(context, records.map(toItem), body['allOrNone'] === true);
}

function run(context: RouteContext, items: readonly Item[], allOrNone: boolean): SandboxResponse {
  if (items.length === 0) throw badRequest('REQUIRED_FIELD_MISSING', 'At least 1 record is required');
  if (items.length > MAX_RECORDS) {
    throw badRequest(
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${MAX_RECORDS} records into this call`,
    );
  }
  const undo: Undo = [];
  const outcomes = items.map((item) => outcomeOf(() => item(writer(context, undo))));
  const failed = outcomes.some((outcome) => outcome['success'] === false);
  if (!allOrNone || !failed) return { status: 200, body: outcomes };
  for (const step of undo.reverse()) step();
  return {
    status: 200,
    body: outcomes.map((outcome) => (outcome['success'] === true ? ROLLED_BACK : outcome)),
  };
}

const ROLLED_BACK: JsonObject = failure([
  {
    code: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    message:
      'Record rolled back because not all records were valid and the request was using AllOrNone header',
    fields: [],
  },
]);

function outcomeOf(write: () => Success): JsonObject {
  try {
    const { id, created } = write();
    return { id, success: true, errors: [], ...(created === undefined ? {} : { created }) };
  } catch (error) {
    if (error instanceof WriteRefused || error instanceof ApiError) return failure(error.problems);
    throw error;
  }
}

/** Keyed `statusCode`, where a single call says `errorCode`. */
function failure(problems: readonly FieldProblem[]): JsonObject {
  const errors = problems.map(
    ({ code, message, fields = [] }): Json => ({ statusCode: code, message, fields }),
  );
  return { success: false, errors };
}

function typeOf(record: JsonObject): ObjectSpec {
  const attributes = record['attributes'] as JsonObject | undefined;
  return writableObject(typeof attributes?.['type'] === 'string' ? attributes['type'] : undefined);
}

function typeOfId(id: string): ObjectSpec {
  const spec = [...OBJECTS.values()].find(({ keyPrefix }) => id.startsWith(keyPrefix));
  if (spec === undefined || toId18(id) === undefined) throw refused('MALFORMED_ID', `malformed id ${id}`);
  return spec;
}

type Wanted = { ids: string[]; fields: string[] };

function retrieveBody(request: SandboxRequest): Wanted {
  const body = jsonBody(request);
  return { ids: (body['ids'] ?? []) as string[], fields: (body['fields'] ?? []) as string[] };
}

function retrieveQuery({ query }: SandboxRequest): Wanted {
  return { ids: (query.get('ids') ?? '').split(','), fields: (query.get('fields') ?? 'Id').split(',') };
}

/** null stands for what is missing or deleted. */
function retrieveAll({ org }: RouteContext, params: RouteParams, { ids, fields }: Wanted): SandboxResponse {
  if (ids.length > MAX_RETRIEVED)
    throw badRequest(
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${MAX_RETRIEVED} records into this call`,
    );
  const spec = objectOf(params);
  const children = (): never => {
    throw badRequest('INVALID_FIELD', 'no subqueries here');
  };
  const project = projector(
    { org, spec, version: versionOf(params), children },
    fields.map((path) => ({ kind: 'field', path })),
  );
  const body = ids.map((id) => {
    const row = org.table(spec.name).get(toId18(id) ?? '');
    return row === undefined || isDeleted(row) ? null : project(row);
  });
  return { status: 200, body };
}

function refused(code: string, message: string): WriteRefused {
  return new WriteRefused([{ code, message, fields: [] }]);
}
