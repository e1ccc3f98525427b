import type { Json, JsonObject } from '../../../util/json.ts';
import type { SandboxRequest, SandboxResponse } from '../../http/message.ts';
import type { Route, RouteParams } from '../../http/router.ts';
import { ApiError, invalid, notFound } from '../api-error.ts';
import type { Portal } from '../portal.ts';
import {
  type ObjectTypeSpec,
  PROPERTY_TYPES,
  type PropertyOption,
  type PropertySpec,
} from '../schema/property-spec.ts';
import { batchResponse, jsonBody, type RouteContext, tableOf } from './context.ts';

const BASE = '/crm/v3/properties/:type';
const BORN = '2021-01-01T00:00:00.000Z';

export function propertyRoutes({ portal }: RouteContext): Route[] {
  const specOf = (params: RouteParams) => tableOf(portal, params['type']).spec;
  return [
    {
      method: 'GET',
      pattern: BASE,
      handle: (request, params) => listed(specOf(params), request.query.get('archived') === 'true'),
    },
    { method: 'POST', pattern: BASE, handle: (request, params) => create(specOf(params), request) },
    {
      method: 'GET',
      pattern: `${BASE}/groups`,
      handle: (_, params) => ({ status: 200, body: { results: groups(specOf(params)) } }),
    },
    {
      method: 'POST',
      pattern: `${BASE}/groups`,
      handle: (request) => ({
        status: 201,
        body: { displayOrder: -1, ...jsonBody(request), archived: false },
      }),
    },
    {
      method: 'POST',
      pattern: `${BASE}/batch/create`,
      handle: (request, params) => createMany(portal, specOf(params), request),
    },
    {
      method: 'POST',
      pattern: `${BASE}/batch/read`,
      handle: (request, params) => readMany(portal, specOf(params), request),
    },
    {
      method: 'GET',
      pattern: `${BASE}/:name`,
      handle: (_, params) => ({ status: 200, body: shown(existing(specOf(params), params)) }),
    },
    { method: 'DELETE', pattern: `${BASE}/:name`, handle: (_, params) => archive(specOf(params), params) },
  ];
}

function listed(spec: ObjectTypeSpec, archived: boolean): SandboxResponse {
  const properties = [...spec.properties.values()].filter((property) => property.archived === archived);
  return { status: 200, body: { results: properties.map(shown) } };
}

function create(spec: ObjectTypeSpec, request: SandboxRequest): SandboxResponse {
  return { status: 201, body: shown(define(spec, jsonBody(request))) };
}

function createMany(portal: Portal, spec: ObjectTypeSpec, request: SandboxRequest): SandboxResponse {
  const results: JsonObject[] = [];
  const errors: JsonObject[] = [];
  for (const input of (jsonBody(request)['inputs'] ?? []) as JsonObject[]) {
    try {
      results.push(shown(define(spec, input)));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      errors.push({ status: 'error', ...(error.body as JsonObject) });
    }
  }
  return batchResponse(portal, { status: 201, results, errors });
}

function readMany(portal: Portal, spec: ObjectTypeSpec, request: SandboxRequest): SandboxResponse {
  const names = ((jsonBody(request)['inputs'] ?? []) as JsonObject[]).map((input) => String(input['name']));
  const results = names.flatMap((name) => {
    const property = spec.properties.get(name);
    return property === undefined ? [] : [shown(property)];
  });
  return batchResponse(portal, { status: 200, results, errors: [] });
}

function define(spec: ObjectTypeSpec, input: JsonObject): PropertySpec {
  const name = String(input['name'] ?? '');
  if (!/^[a-z][a-z0-9_]{0,98}$/.test(name))
    throw invalid(`The property name ${name} must be lowercase and have less than 100 characters.`);
  if (spec.properties.get(name)?.archived === false) {
    const message = `A property named '${name}' already exists.`;
    throw new ApiError(409, {
      message,
      category: 'OBJECT_ALREADY_EXISTS',
      subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
      context: { name: [name] },
    });
  }
  const type = PROPERTY_TYPES.find((known) => known === input['type']);
  const missing = ['groupName', 'label', 'fieldType'].find((key) => typeof input[key] !== 'string');
  if (type === undefined || missing !== undefined)
    throw invalid(`The property ${name} needs a valid ${missing ?? 'type'}.`);
  const property: PropertySpec = {
    name,
    label: String(input['label']),
    type,
    fieldType: String(input['fieldType']),
    groupName: String(input['groupName']),
    description: String(input['description'] ?? ''),
    options: ((input['options'] ?? []) as PropertyOption[]).map(({ label, value }) => ({ label, value })),
    unique: input['hasUniqueValue'] === true,
    readOnly: false,
    hubspotDefined: false,
    archived: false,
  };
  spec.properties.set(name, property);
  return property;
}

function existing(spec: ObjectTypeSpec, params: RouteParams): PropertySpec {
  const property = spec.properties.get(params['name'] ?? '');
  if (property === undefined || property.archived) throw notFound();
  return property;
}

function archive(spec: ObjectTypeSpec, params: RouteParams): SandboxResponse {
  const property = existing(spec, params);
  if (property.hubspotDefined)
    throw invalid(`${property.name} is defined by HubSpot and cannot be archived.`);
  spec.properties.set(property.name, { ...property, archived: true });
  return { status: 204 };
}

function groups(spec: ObjectTypeSpec): JsonObject[] {
  const names = new Set(Array.from(spec.properties.values(), ({ groupName }) => groupName));
  return [...names].map((name, displayOrder) => ({ name, label: name, displayOrder, archived: false }));
}

function shown(property: PropertySpec): JsonObject {
  return {
    createdAt: BORN,
    updatedAt: BORN,
    name: property.name,
    label: property.label,
    type: property.type,
    fieldType: property.fieldType,
    description: property.description,
    groupName: property.groupName,
    options: property.options.map(
      (option, displayOrder): Json => ({ ...option, displayOrder, hidden: false }),
    ),
    displayOrder: -1,
    calculated: false,
    externalOptions: property.name === 'hubspot_owner_id',
    archived: property.archived,
    hasUniqueValue: property.unique,
    hidden: false,
    hubspotDefined: property.hubspotDefined,
    modificationMetadata: {
      archivable: !property.hubspotDefined,
      readOnlyDefinition: property.hubspotDefined,
      readOnlyValue: property.readOnly,
    },
    formField: !property.readOnly,
    dataSensitivity: 'non_sensitive',
  };
}
