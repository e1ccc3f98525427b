/** What a portal says of itself: owners, pipelines, account details, token details. */
import type { JsonObject } from '../../../util/json.ts';
import type { SandboxRequest, SandboxResponse } from '../../http/message.ts';
import type { Route, RouteParams } from '../../http/router.ts';
import type { HubspotObject } from '../../seed.ts';
import { invalid, notFound } from '../api-error.ts';
import { APP_ID, PORTAL_ID, type Portal } from '../portal.ts';
import { PIPELINES, type PipelineSpec } from '../schema/pipelines.ts';
import { type RouteContext, tableOf } from './context.ts';

const BORN = '2021-01-01T00:00:00.000Z';
const MAX_OWNERS = 500;

export function accountRoutes({ portal }: RouteContext): Route[] {
  return [
    { method: 'GET', pattern: '/crm/v3/owners', handle: (request) => owners(portal, request) },
    { method: 'GET', pattern: '/crm/v3/owners/:id', handle: (_, params) => owner(portal, params) },
    { method: 'GET', pattern: '/crm/v3/pipelines/:type', handle: (_, params) => pipelines(portal, params) },
    {
      method: 'GET',
      pattern: '/crm/v3/pipelines/:type/:id',
      handle: (_, params) => pipeline(portal, params),
    },
    { method: 'GET', pattern: '/account-info/v3/details', handle: () => ({ status: 200, body: DETAILS }) },
    {
      method: 'GET',
      pattern: '/oauth/v1/access-tokens/:token',
      handle: (_, params) => ({
        status: 200,
        body: {
          token: params['token'],
          hub_id: PORTAL_ID,
          app_id: Number(APP_ID),
          token_type: 'access',
          expires_in: 1_800,
          scopes: ['oauth'],
        },
      }),
    },
  ];
}

const DETAILS = {
  portalId: PORTAL_ID,
  accountType: 'STANDARD',
  timeZone: 'Europe/London',
  companyCurrency: 'USD',
  additionalCurrencies: ['GBP', 'EUR', 'JPY'],
  utcOffset: '+00:00',
  utcOffsetMilliseconds: 0,
  uiDomain: 'app.hubspot.com',
  dataHostingLocation: 'na1',
};

function owners(portal: Portal, request: SandboxRequest): SandboxResponse {
  const limit = Number(request.query.get('limit') ?? 100);
  if (!(limit >= 1 && limit <= MAX_OWNERS))
    throw invalid(`The limit must be between 1 and ${MAX_OWNERS}; it was ${limit}.`);
  if (request.query.get('archived') === 'true') return { status: 200, body: { results: [] } };
  const email = request.query.get('email');
  const all = portal.owners.filter((row) => email === null || row.properties['email'] === email);
  const start = Math.max(
    0,
    all.findIndex((row) => row.id === request.query.get('after')),
  );
  const next = all[start + limit];
  const paging = next === undefined ? {} : { paging: { next: { after: next.id } } };
  return { status: 200, body: { results: all.slice(start, start + limit).map(showOwner), ...paging } };
}

function owner(portal: Portal, params: RouteParams): SandboxResponse {
  const found = portal.owners.find((row) => row.id === params['id']);
  if (found === undefined) throw notFound();
  return { status: 200, body: showOwner(found) };
}

function showOwner({ id, properties, createdAt, updatedAt }: HubspotObject): JsonObject {
  return {
    id,
    email: properties['email'] ?? null,
    type: 'PERSON',
    firstName: properties['firstName'] ?? '',
    lastName: properties['lastName'] ?? '',
    userId: Number(id),
    userIdIncludingInactive: Number(id),
    createdAt,
    updatedAt,
    archived: false,
    teams: [],
  };
}

function pipelines(portal: Portal, params: RouteParams): SandboxResponse {
  const type = tableOf(portal, params['type']).spec.name;
  return { status: 200, body: { results: (PIPELINES[type] ?? []).map(showPipeline) } };
}

function pipeline(portal: Portal, params: RouteParams): SandboxResponse {
  const type = tableOf(portal, params['type']).spec.name;
  const found = (PIPELINES[type] ?? []).find(({ id }) => id === params['id']);
  if (found === undefined) throw notFound();
  return { status: 200, body: showPipeline(found, 0) };
}

function showPipeline({ id, label, stages }: PipelineSpec, displayOrder: number): JsonObject {
  const stamps = { createdAt: BORN, updatedAt: BORN, archived: false };
  return {
    id,
    label,
    displayOrder,
    ...stamps,
    stages: stages.map((stage, at) => ({
      id: stage.id,
      label: stage.label,
      displayOrder: at,
      metadata: { ...stage.metadata },
      ...stamps,
      writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
    })),
  };
}
