/** Batches of up to 100. Without trace ids one invalid input refuses the whole call; with them it is a 207. */
import type { JsonObject } from '../../../util/json.ts';
import type { SandboxRequest, SandboxResponse } from '../../http/message.ts';
import type { Route, RouteParams } from '../../http/router.ts';
import { ApiError, invalid } from '../api-error.ts';
import { checkProperties, propertyError } from '../check-properties.ts';
import { isLive, type ObjectRow } from '../object-row.ts';
import type { ObjectTable } from '../object-table.ts';
import type { Portal } from '../portal.ts';
import { archiveObject, createObject, updateObject } from '../records.ts';
import { showObject, type Wanted } from '../show-object.ts';
import { associateNew } from './associate-new.ts';
import {
  API_SOURCE,
  batchResponse,
  findObject,
  jsonBody,
  propertiesOf,
  type RouteContext,
  tableOf,
  texts,
} from './context.ts';
import { MAX_PAGE_WITH_HISTORY } from './objects.ts';

const BASE = '/crm/v3/objects/:type/batch';
const MAX_INPUTS = 100;

type Batch = { portal: Portal; table: ObjectTable; body: JsonObject; inputs: JsonObject[] };
type Outcomes = { results: JsonObject[]; errors: JsonObject[] };

export function batchRoutes(context: RouteContext): Route[] {
  const post = (name: string, handle: (batch: Batch) => SandboxResponse): Route => ({
    method: 'POST',
    pattern: `${BASE}/${name}`,
    handle: (request, params) => handle(open(context, request, params)),
  });
  return [
    post('read', read),
    post('create', create),
    post('update', update),
    post('upsert', upsert),
    post('archive', archive),
  ];
}

function open({ portal }: RouteContext, request: SandboxRequest, params: RouteParams): Batch {
  const table = tableOf(portal, params['type']);
  const body = jsonBody(request);
  const inputs = Array.isArray(body['inputs']) ? (body['inputs'] as JsonObject[]) : [];
  if (inputs.length === 0) throw invalid('Invalid input JSON: inputs must not be empty');
  const max = texts(body['propertiesWithHistory']).length > 0 ? MAX_PAGE_WITH_HISTORY : MAX_INPUTS;
  if (inputs.length > max)
    throw invalid(`The maximum number of inputs is ${max}; there were ${inputs.length}.`);
  return { portal, table, body, inputs };
}

function read({ portal, table, body, inputs }: Batch): SandboxResponse {
  const wanted: Wanted = {
    properties: texts(body['properties']),
    withHistory: texts(body['propertiesWithHistory']),
    associations: [],
  };
  const idProperty = body['idProperty'] as string | undefined;
  const missing: string[] = [];
  const found = new Map<string, ObjectRow>();
  for (const input of inputs) {
    const row = findObject(table, String(input['id']), idProperty);
    if (row === undefined || !isLive(row)) missing.push(String(input['id']));
    else found.set(row.id, row);
  }
  const results = Array.from(found.values(), (row) => showObject(portal, table, row, wanted));
  return batchResponse(portal, {
    status: 200,
    results,
    errors: missing.length === 0 ? [] : [notFoundError(table, missing)],
  });
}

function create(batch: Batch): SandboxResponse {
  const { portal, table, inputs } = batch;
  const made: ObjectRow[] = [];
  const outcomes = each(
    batch,
    (input) => {
      const row = createObject(portal, table, propertiesOf(input), API_SOURCE);
      associateNew(portal, table, row, input['associations']);
      made.push(row);
      return { ...show(batch, row), ...traceOf(input) };
    },
    () => {
      for (const row of made) table.remove(row.id);
    },
  );
  return batchResponse(portal, {
    status: 201,
    ...outcomes,
    results: inputs.length > 0 ? outcomes.results : [],
  });
}

function update(batch: Batch): SandboxResponse {
  const { portal, table, inputs } = batch;
  refuseDuplicates(inputs);
  refuseInvalidProperties(batch);
  const outcomes: Outcomes = { results: [], errors: [] };
  for (const input of inputs) {
    const id = String(input['id']);
    // Merged-away ids are left out without an error; batch update does not follow them.
    if (table.get(id)?.mergedInto) continue;
    const row = findObject(table, id, input['idProperty'] as string | undefined);
    if (row === undefined || !isLive(row)) {
      outcomes.errors.push(notFoundError(table, [id], input));
      continue;
    }
    attempt(outcomes, input, hasTraceIds(inputs), () =>
      show(batch, updateObject(portal, table, row, { given: propertiesOf(input), source: API_SOURCE })),
    );
  }
  return batchResponse(portal, { status: 200, ...outcomes });
}

function upsert(batch: Batch): SandboxResponse {
  const { portal, table, inputs } = batch;
  refuseDuplicates(inputs);
  refuseInvalidProperties(batch);
  const outcomes: Outcomes = { results: [], errors: [] };
  for (const input of inputs) {
    const idProperty = input['idProperty'] as string | undefined;
    const id = String(input['id']);
    const current = findObject(table, id, idProperty);
    attempt(outcomes, input, hasTraceIds(inputs), () => {
      const isNew = current === undefined || !isLive(current);
      if (isNew && idProperty === undefined)
        throw invalid('idProperty is required to create an object by upsert.');
      const given = propertiesOf(input);
      const row = isNew
        ? createObject(portal, table, { ...given, [idProperty as string]: id }, API_SOURCE)
        : updateObject(portal, table, current, { given, source: API_SOURCE });
      return { ...show(batch, row), new: isNew };
    });
  }
  return batchResponse(portal, { status: 200, ...outcomes });
}

function archive({ portal, table, inputs }: Batch): SandboxResponse {
  for (const input of inputs) {
    const row = table.survivor(String(input['id']));
    if (row !== undefined && isLive(row)) archiveObject(portal, table, row);
  }
  return { status: 204 };
}

/** All or nothing, unless every input can be told apart by its trace id. */
function each(batch: Batch, write: (input: JsonObject) => JsonObject, takeBack: () => void): Outcomes {
  const outcomes: Outcomes = { results: [], errors: [] };
  const partial = hasTraceIds(batch.inputs);
  try {
    if (!partial) refuseInvalidProperties(batch);
    for (const input of batch.inputs) attempt(outcomes, input, partial, () => write(input));
  } catch (error) {
    takeBack();
    throw error;
  }
  return outcomes;
}

function attempt(outcomes: Outcomes, input: JsonObject, partial: boolean, write: () => JsonObject): void {
  try {
    outcomes.results.push(write());
  } catch (error) {
    if (!(error instanceof ApiError) || !partial) throw error;
    const { message, category = 'VALIDATION_ERROR', context = {} } = error.body;
    outcomes.errors.push({
      status: 'error',
      category,
      message,
      context: { ...context, ...traceContext(input) },
    });
  }
}

function refuseDuplicates(inputs: readonly JsonObject[]): void {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const input of inputs) {
    const id = String(input['id']);
    if (seen.has(id)) twice.add(id);
    seen.add(id);
  }
  if (twice.size === 0) return;
  const ids = [...twice];
  throw invalid(`Duplicate IDs found in batch input: [${ids.join(', ')}]. IDs must be unique`, {
    context: { ids },
  });
}

/** Checked for all inputs before anything is written; with trace ids each input answers for itself. */
function refuseInvalidProperties({ table, inputs }: Batch): void {
  if (hasTraceIds(inputs)) return;
  const problems = inputs.flatMap((input) => checkProperties(table.spec, propertiesOf(input)).problems);
  if (problems.length > 0) throw propertyError(problems);
}

function hasTraceIds(inputs: readonly JsonObject[]): boolean {
  const traces = inputs.map((input) => input['objectWriteTraceId']);
  return traces.every((trace) => typeof trace === 'string') && new Set(traces).size === inputs.length;
}

function traceOf(input: JsonObject): JsonObject {
  const trace = input['objectWriteTraceId'];
  return typeof trace === 'string' ? { objectWriteTraceId: trace } : {};
}

function traceContext(input: JsonObject): Record<string, string[]> {
  const trace = input['objectWriteTraceId'];
  return typeof trace === 'string' ? { objectWriteTraceId: [trace] } : {};
}

function show({ portal, table }: Batch, row: ObjectRow): JsonObject {
  return showObject(portal, table, row, {
    properties: Object.keys(row.properties),
    withHistory: [],
    associations: [],
  });
}

function notFoundError({ spec }: ObjectTable, ids: string[], input: JsonObject = {}): JsonObject {
  const message = `Could not get some ${spec.legacyName} objects, they may be deleted or not exist. Check that ids are valid.`;
  return { status: 'error', category: 'OBJECT_NOT_FOUND', message, context: { ids, ...traceContext(input) } };
}
