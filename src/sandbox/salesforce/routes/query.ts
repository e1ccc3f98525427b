import type { SandboxRequest, SandboxResponse } from '../../http/message.ts';
import type { Route, RouteParams } from '../../http/router.ts';
import { badRequest } from '../api-error.ts';
import { pageSizeOf } from '../query-cursors.ts';
import { execute } from '../soql/execute.ts';
import { parseSoql } from '../soql/parse.ts';
import { type RouteContext, versionOf } from './context.ts';

/** A SOQL statement longer than this is refused. */
const MAX_SOQL_CHARACTERS = 100_000;

export function queryRoutes(context: RouteContext): Route[] {
  const run = (includeDeleted: boolean) => (request: SandboxRequest, params: RouteParams) =>
    firstPage(context, request, params, includeDeleted);
  const next = (request: SandboxRequest, params: RouteParams): SandboxResponse => ({
    status: 200,
    body: context.cursors.next(params['locator'] ?? '', sessionOf(request), versionOf(params)),
  });
  return [
    { method: 'GET', pattern: '/services/data/:version/query', handle: run(false) },
    { method: 'GET', pattern: '/services/data/:version/queryAll', handle: run(true) },
    { method: 'GET', pattern: '/services/data/:version/query/:locator', handle: next },
    { method: 'GET', pattern: '/services/data/:version/queryAll/:locator', handle: next },
  ];
}

function firstPage(
  context: RouteContext,
  request: SandboxRequest,
  params: RouteParams,
  includeDeleted: boolean,
): SandboxResponse {
  const soql = request.query.get('q') ?? '';
  if (soql === '') throw badRequest('MALFORMED_QUERY', 'unexpected token: <EOF>');
  if (soql.length > MAX_SOQL_CHARACTERS)
    throw badRequest('MALFORMED_QUERY', 'SOQL statements cannot be longer than 100000 characters.');
  const version = versionOf(params);
  const result = execute(context.org, parseSoql(soql), { includeDeleted, version });
  const options = {
    pageSize: pageSizeOf(request.headers['sforce-query-options'] as string | undefined),
    session: sessionOf(request),
    version,
  };
  return { status: 200, body: context.cursors.open(result, options) };
}

/** Locators belong to the session that opened them. */
function sessionOf(request: SandboxRequest): string {
  return request.headers.authorization ?? '';
}
