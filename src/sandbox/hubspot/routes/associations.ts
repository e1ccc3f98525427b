/** Associations v4. Ids go out as numbers, although the specification says text. */
import type { Json, JsonObject } from '../../../util/json.ts';
import type { SandboxRequest, SandboxResponse } from '../../http/message.ts';
import type { Route, RouteParams } from '../../http/router.ts';
import { invalid } from '../api-error.ts';
import type { Side } from '../associations.ts';
import type { ObjectTable } from '../object-table.ts';
import type { Portal } from '../portal.ts';
import { ASSOCIATION_TYPES, associationType, unlabelledType } from '../schema/association-types.ts';
import { batchResponse, jsonBody, liveObject, type RouteContext, tableOf } from './context.ts';

const MAX_READ = 1_000;
const MAX_CREATE = 2_000;
const MAX_TARGETS = 500;
const CATEGORY = 'HUBSPOT_DEFINED';

export function associationRoutes({ portal }: RouteContext): Route[] {
  const batch = '/crm/v4/associations/:from/:to/batch';
  const one = '/crm/v4/objects/:from/:fromId/associations';
  return [
    {
      method: 'GET',
      pattern: '/crm/v4/associations/:from/:to/labels',
      handle: (_, params) => labels(portal, params),
    },
    {
      method: 'POST',
      pattern: `${batch}/read`,
      handle: (request, params) => readMany(portal, request, params),
    },
    {
      method: 'POST',
      pattern: `${batch}/create`,
      handle: (request, params) => createMany(portal, request, params),
    },
    {
      method: 'POST',
      pattern: `${batch}/associate/default`,
      handle: (request, params) => createMany(portal, request, params),
    },
    {
      method: 'POST',
      pattern: `${batch}/archive`,
      handle: (request, params) => archiveMany(portal, request, params),
    },
    { method: 'GET', pattern: `${one}/:to`, handle: (request, params) => readOne(portal, request, params) },
    {
      method: 'PUT',
      pattern: `${one}/default/:to/:toId`,
      handle: (_, params) => createDefault(portal, params),
    },
    {
      method: 'PUT',
      pattern: `${one}/:to/:toId`,
      handle: (request, params) => createLabelled(portal, request, params),
    },
    { method: 'DELETE', pattern: `${one}/:to/:toId`, handle: (_, params) => archiveOne(portal, params) },
  ];
}

type Ends = { from: ObjectTable; to: ObjectTable };

function endsOf(portal: Portal, params: RouteParams): Ends {
  return { from: tableOf(portal, params['from']), to: tableOf(portal, params['to']) };
}

function labels(portal: Portal, params: RouteParams): SandboxResponse {
  const { from, to } = endsOf(portal, params);
  const types = ASSOCIATION_TYPES.filter((type) => type.from === from.spec.name && type.to === to.spec.name);
  return {
    status: 200,
    body: { results: types.map(({ typeId, label }) => ({ category: CATEGORY, typeId, label })) },
  };
}

function readMany(portal: Portal, request: SandboxRequest, params: RouteParams): SandboxResponse {
  const { from, to } = endsOf(portal, params);
  const results: JsonObject[] = [];
  const errors: JsonObject[] = [];
  for (const input of inputsOf(request, MAX_READ)) {
    const id = String(input['id']);
    const { shown, next } = targets(portal, { from, to }, from.survivor(id)?.id ?? id, input['after']);
    if (shown.length === 0) {
      const message = `No ${to.spec.singular} is associated with ${from.spec.singular} ${id}.`;
      errors.push({
        status: 'error',
        category: 'OBJECT_NOT_FOUND',
        subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
        message,
        context: { fromObjectId: [id], fromObjectType: [from.spec.name], toObjectType: [to.spec.name] },
      });
      continue;
    }
    results.push({
      from: { id },
      to: shown,
      ...(next === undefined ? {} : { paging: { next: { after: next } } }),
    });
  }
  return batchResponse(portal, { status: 200, results, errors });
}

function readOne(portal: Portal, request: SandboxRequest, params: RouteParams): SandboxResponse {
  const ends = endsOf(portal, params);
  const row = liveObject(ends.from, params['fromId'] ?? '');
  const { shown, next } = targets(portal, ends, row.id, request.query.get('after') ?? undefined);
  return {
    status: 200,
    body: { results: shown, ...(next === undefined ? {} : { paging: { next: { after: next } } }) },
  };
}

function targets(
  portal: Portal,
  { from, to }: Ends,
  id: string,
  after: Json | undefined,
): { shown: JsonObject[]; next: string | undefined } {
  const all = [...portal.associations.of(from.spec.name, id, to.spec.name)].filter(
    ([targetId]) => to.get(targetId)?.archivedAt === null,
  );
  const start =
    typeof after === 'string'
      ? Math.max(
          0,
          all.findIndex(([targetId]) => targetId === after),
        )
      : 0;
  const shown = all.slice(start, start + MAX_TARGETS).map(([targetId, typeIds]) => ({
    toObjectId: Number(targetId),
    associationTypes: [...typeIds].map((typeId) => ({
      category: CATEGORY,
      typeId,
      label: associationType(from.spec.name, to.spec.name, typeId)?.label ?? null,
    })),
  }));
  return { shown, next: all[start + MAX_TARGETS]?.[0] };
}

function createMany(portal: Portal, request: SandboxRequest, params: RouteParams): SandboxResponse {
  const ends = endsOf(portal, params);
  const results: JsonObject[] = [];
  const errors: JsonObject[] = [];
  for (const input of inputsOf(request, MAX_CREATE)) {
    const [fromId, toId] = [input['from'], input['to']].map((side) =>
      String((side as JsonObject | undefined)?.['id']),
    );
    const error = associate(portal, ends, {
      fromId: fromId as string,
      toId: toId as string,
      typeIds: typeIdsOf(ends, input['types']),
    });
    if (error !== undefined) errors.push(error);
    else results.push(association(ends, fromId as string, toId as string));
  }
  return batchResponse(portal, { status: 201, results, errors });
}

function createDefault(portal: Portal, params: RouteParams): SandboxResponse {
  const ends = endsOf(portal, params);
  const [fromId, toId] = [params['fromId'] ?? '', params['toId'] ?? ''];
  const error = associate(portal, ends, { fromId, toId, typeIds: typeIdsOf(ends, undefined) });
  const results = error === undefined ? [association(ends, fromId, toId)] : [];
  return batchResponse(portal, { status: 200, results, errors: error === undefined ? [] : [error] });
}

function createLabelled(portal: Portal, request: SandboxRequest, params: RouteParams): SandboxResponse {
  const ends = endsOf(portal, params);
  const [fromId, toId] = [params['fromId'] ?? '', params['toId'] ?? ''];
  const error = associate(portal, ends, {
    fromId,
    toId,
    typeIds: typeIdsOf(ends, JSON.parse(request.body) as Json),
  });
  if (error !== undefined) throw invalid(String(error['message']));
  return { status: 201, body: association(ends, fromId, toId) };
}

function archiveMany(portal: Portal, request: SandboxRequest, params: RouteParams): SandboxResponse {
  const { from, to } = endsOf(portal, params);
  for (const input of inputsOf(request, MAX_CREATE)) {
    const source: Side = {
      type: from.spec.name,
      id: String((input['from'] as JsonObject | undefined)?.['id']),
    };
    for (const target of Array.isArray(input['to']) ? (input['to'] as JsonObject[]) : []) {
      portal.associations.remove(source, { type: to.spec.name, id: String(target['id']) });
    }
  }
  return { status: 204 };
}

function archiveOne(portal: Portal, params: RouteParams): SandboxResponse {
  const { from, to } = endsOf(portal, params);
  portal.associations.remove(
    { type: from.spec.name, id: params['fromId'] ?? '' },
    { type: to.spec.name, id: params['toId'] ?? '' },
  );
  return { status: 204 };
}

type Link = { fromId: string; toId: string; typeIds: number[] };

/** The error of this one link, if it cannot be made. */
function associate(
  portal: Portal,
  { from, to }: Ends,
  { fromId, toId, typeIds }: Link,
): JsonObject | undefined {
  const [source, target] = [from.survivor(fromId), to.survivor(toId)];
  for (const [id, row] of [
    [fromId, source],
    [toId, target],
  ] as const) {
    if (row !== undefined && row.archivedAt === null) continue;
    return {
      status: 'error',
      category: 'VALIDATION_ERROR',
      subCategory: 'crm.associations.INVALID_IDENTIFIER',
      message: `${id} is not a valid ID`,
      context: { id: [id] },
    };
  }
  if (from === to && source?.id === target?.id) {
    return {
      status: 'error',
      category: 'VALIDATION_ERROR',
      message: `Object ${fromId} cannot be associated to itself (${toId})`,
      context: {},
    };
  }
  for (const typeId of typeIds) {
    const made = portal.associations.add(
      { type: from.spec.name, id: source?.id ?? fromId },
      { type: to.spec.name, id: target?.id ?? toId },
      typeId,
    );
    if (!made)
      return {
        status: 'error',
        category: 'VALIDATION_ERROR',
        message: `${typeId} is no association type from ${from.spec.name} to ${to.spec.name}`,
        context: {},
      };
  }
  return undefined;
}

/** What was asked for, else the type without a label. */
function typeIdsOf({ from, to }: Ends, types: Json | undefined): number[] {
  if (Array.isArray(types)) return (types as JsonObject[]).map((type) => Number(type['associationTypeId']));
  const plain = unlabelledType(from.spec.name, to.spec.name);
  return [plain?.typeId ?? -1];
}

function association({ from, to }: Ends, fromId: string, toId: string): JsonObject {
  return {
    fromObjectTypeId: from.spec.typeId,
    fromObjectId: Number(fromId),
    toObjectTypeId: to.spec.typeId,
    toObjectId: Number(toId),
    labels: [],
  };
}

function inputsOf(request: SandboxRequest, max: number): JsonObject[] {
  const inputs = jsonBody(request)['inputs'];
  if (!Array.isArray(inputs) || inputs.length === 0)
    throw invalid('Invalid input JSON: inputs must not be empty');
  if (inputs.length > max)
    throw invalid(`The maximum number of inputs is ${max}; there were ${inputs.length}.`);
  return inputs as JsonObject[];
}
