/** Routes by method and path pattern (`/crm/v3/objects/:type/:id`); literal segments win over named ones by order. */
import type { SandboxRequest, SandboxResponse } from './message.ts';

export type RouteParams = Readonly<Record<string, string>>;
export type RouteHandler = (request: SandboxRequest, params: RouteParams) => SandboxResponse;
export type Route = { method: string; pattern: string; handle: RouteHandler };

type Compiled = { method: string; segments: string[]; handle: RouteHandler };
export type RouteMatch =
  | { kind: 'found'; handle: RouteHandler; params: RouteParams }
  | { kind: 'wrong_method' }
  | { kind: 'none' };

export class Router {
  readonly #routes: Compiled[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map(({ method, pattern, handle }) => ({
      method,
      handle,
      segments: segmentsOf(pattern),
    }));
  }

  match(method: string, path: string): RouteMatch {
    const segments = segmentsOf(path);
    let pathKnown = false;
    for (const route of this.#routes) {
      const params = matchSegments(route.segments, segments);
      if (params === undefined) continue;
      if (route.method === method) return { kind: 'found', handle: route.handle, params };
      pathKnown = true;
    }
    return { kind: pathKnown ? 'wrong_method' : 'none' };
  }
}

/** A trailing slash means nothing: the HubSpot client sends one to /crm/v3/owners/. */
function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function matchSegments(pattern: readonly string[], path: readonly string[]): RouteParams | undefined {
  if (pattern.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, expected] of pattern.entries()) {
    const actual = path[at] as string;
    if (expected.startsWith(':')) params[expected.slice(1)] = decode(actual);
    else if (expected !== actual) return undefined;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
