/** /composite (references between subrequests, all or none) and /composite/batch, on top of the other routes. */
import type { Json, JsonObject } from '../../../util/json.ts';
import type { SandboxRequest, SandboxResponse } from '../../http/message.ts';
import type { Route } from '../../http/router.ts';
import { badRequest } from '../api-error.ts';
import { jsonBody } from './context.ts';

const MAX_SUBREQUESTS = 25;
/** Answers one inner request, errors included. */
export type Dispatch = (request: SandboxRequest) => SandboxResponse;

export function compositeRoutes(dispatch: Dispatch): Route[] {
  return [
    {
      method: 'POST',
      pattern: '/services/data/:version/composite',
      handle: (request) => composite(dispatch, request),
    },
    {
      method: 'POST',
      pattern: '/services/data/:version/composite/batch',
      handle: (request) => batch(dispatch, request),
    },
  ];
}

function composite(dispatch: Dispatch, request: SandboxRequest): SandboxResponse {
  const body = jsonBody(request);
  const subrequests = limited(body['compositeRequest']);
  const results = new Map<string, Json>();
  const compositeResponse: JsonObject[] = [];
  let halted = false;
  for (const subrequest of subrequests) {
    const referenceId = String(subrequest['referenceId']);
    const response: SandboxResponse = halted
      ? HALTED
      : dispatch(inner(request, resolve(subrequest, results) as JsonObject));
    halted ||= body['allOrNone'] === true && response.status >= 400;
    results.set(referenceId, (response.body ?? null) as Json);
    compositeResponse.push({
      body: (response.body ?? null) as Json,
      httpHeaders: {},
      httpStatusCode: response.status,
      referenceId,
    });
  }
  return { status: 200, body: { compositeResponse } };
}

const HALTED: SandboxResponse = {
  status: 400,
  body: [
    {
      errorCode: 'PROCESSING_HALTED',
      message: 'The transaction was rolled back since another operation in the same transaction failed.',
    },
  ],
};

function batch(dispatch: Dispatch, request: SandboxRequest): SandboxResponse {
  const results = limited(jsonBody(request)['batchRequests']).map((subrequest) => {
    const url = `/services/data/${String(subrequest['url']).replace(/^\/?(services\/data\/)?/, '')}`;
    const response = dispatch(
      inner(request, { method: subrequest['method'] ?? 'GET', url, body: subrequest['richInput'] ?? null }),
    );
    return { statusCode: response.status, result: (response.body ?? null) as Json };
  });
  return { status: 200, body: { hasErrors: results.some(({ statusCode }) => statusCode >= 400), results } };
}

function limited(subrequests: Json | undefined): JsonObject[] {
  if (!Array.isArray(subrequests) || subrequests.length === 0)
    throw badRequest('REQUIRED_FIELD_MISSING', 'At least one subrequest is required');
  if (subrequests.length > MAX_SUBREQUESTS)
    throw badRequest('LIMIT_EXCEEDED', `You can specify up to ${MAX_SUBREQUESTS} subrequests in a call`);
  return subrequests as JsonObject[];
}

function inner(outer: SandboxRequest, subrequest: JsonObject): SandboxRequest {
  const url = String(subrequest['url']);
  const [path = '', search = ''] = url.split('?', 2);
  const body = subrequest['body'];
  return {
    method: String(subrequest['method']).toUpperCase(),
    path,
    url,
    query: new URLSearchParams(search),
    headers: outer.headers,
    body: body === undefined || body === null ? '' : JSON.stringify(body),
  };
}

/** `@{refId.id}` anywhere in a subrequest stands for a value of an earlier answer. */
function resolve(value: Json, results: ReadonlyMap<string, Json>): Json {
  if (typeof value === 'string') {
    return value.replaceAll(/@\{(\w+)\.([\w.[\]]+)\}/g, (whole, reference: string, path: string) => {
      let at: Json | undefined = results.get(reference);
      for (const step of path.split(/[.[\]]+/).filter((part) => part !== ''))
        at = (at as JsonObject | undefined)?.[step];
      return at === undefined ? whole : String(at);
    });
  }
  if (Array.isArray(value)) return value.map((item) => resolve(item, results));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolve(item, results)]));
}
