/** The Salesforce emulator: what stands before every route (session, version, limits), and the side door's view. */
import type { SandboxClock } from '../clock.ts';
import type { Crm, SandboxRequest, SandboxResponse, SideDoorEdit, SideDoorRecord } from '../http/message.ts';
import { Router } from '../http/router.ts';
import type { SalesforceSeed } from '../seed.ts';
import { ApiError } from './api-error.ts';
import { Org } from './org.ts';
import { QueryCursors } from './query-cursors.ts';
import { deleteRecord, insertRecord, mergeRecords, updateRecord, type Writer } from './records.ts';
import { collectionRoutes } from './routes/collections.ts';
import { compositeRoutes } from './routes/composite.ts';
import type { RouteContext } from './routes/context.ts';
import { NEWEST_VERSION, OLDEST_VERSION, platformRoutes, versions } from './routes/platform.ts';
import { queryRoutes } from './routes/query.ts';
import { replicationRoutes } from './routes/replication.ts';
import { sobjectRoutes } from './routes/sobject.ts';
import { isoInstant, type Row } from './row.ts';
import type { ObjectSpec } from './schema/field-spec.ts';
import { OBJECTS, objectNamed } from './schema/objects.ts';
import { type SalesforceCredentials, Sessions } from './sessions.ts';

export type SalesforceOptions = {
  clock: SandboxClock;
  credentials: SalesforceCredentials;
  /** Of sandbox time. */
  tokenLifetimeMs: number;
  dailyApiRequests: number;
};

/** Longer request lines are 414 (REST, "Status Codes and Error Responses"). */
const MAX_URI_CHARACTERS = 16_384;
const NO_CACHE = 'no-cache,must-revalidate,max-age=0,no-store,private';

export class SalesforceCrm implements Crm {
  readonly name = 'The Salesforce sandbox';
  readonly #org: Org;
  readonly #sessions: Sessions;
  readonly #context: RouteContext;
  readonly #router: Router;

  constructor(seed: SalesforceSeed, options: SalesforceOptions) {
    this.#org = new Org(seed, options.clock);
    this.#sessions = new Sessions(options);
    this.#context = {
      org: this.#org,
      cursors: new QueryCursors(),
      usage: { used: 0, limit: options.dailyApiRequests },
    };
    this.#router = new Router([
      ...queryRoutes(this.#context),
      ...replicationRoutes(this.#context),
      ...sobjectRoutes(this.#context),
      ...collectionRoutes(this.#context),
      ...compositeRoutes((request) => this.#dispatch(request)),
      ...platformRoutes(this.#context),
    ]);
  }

  respond(request: SandboxRequest): SandboxResponse {
    const path = request.path.replace(/\/+$/, '');
    if (path === '/services/oauth2/token' && request.method === 'POST') return this.#sessions.token(request);
    if (path === '/services/oauth2/revoke') return this.#sessions.revoke(request);
    if (path === '/services/data') return { status: 200, body: versions() };
    if (request.url.length > MAX_URI_CHARACTERS)
      return { status: 414, headers: { 'content-type': 'text/html' }, body: '<h1>URI Too Long</h1>' };
    const response = this.#refusal(request, path)?.toResponse() ?? this.#dispatch(request);
    const { used, limit } = this.#context.usage;
    return {
      ...response,
      headers: {
        'sforce-limit-info': `api-usage=${used}/${limit}`,
        'cache-control': NO_CACHE,
        ...response.headers,
      },
    };
  }

  types(): string[] {
    return [...OBJECTS.values()].map(({ name }) => name);
  }

  records(type: string): SideDoorRecord[] | undefined {
    const spec = objectNamed(type);
    return spec === undefined ? undefined : Array.from(this.#org.table(spec.name).all(), toSideDoor);
  }

  edit({ type, id, fields }: SideDoorEdit): SideDoorRecord {
    const spec = this.#known(type);
    if (id === undefined) return toSideDoor(insertRecord(this.#human(), spec, fields ?? {}));
    if (fields === null) return toSideDoor(deleteRecord(this.#human(), spec, id));
    return toSideDoor(updateRecord(this.#human(), spec, id, fields));
  }

  merge(type: string, winner: string, loser: string): SideDoorRecord {
    return toSideDoor(mergeRecords(this.#human(), this.#known(type), winner, loser));
  }

  #human(): Writer {
    return { org: this.#org, actorId: this.#org.humanId(), undo: [] };
  }

  #known(type: string): ObjectSpec {
    const spec = objectNamed(type);
    if (spec === undefined)
      throw new RangeError(`no sObject type ${type}; there are ${this.types().join(', ')}`);
    return spec;
  }

  #refusal(request: SandboxRequest, path: string): ApiError | undefined {
    const version = /^\/services\/data\/v(\d+)\.0(\/|$)/.exec(path)?.[1];
    if (path.startsWith('/services/data/')) {
      const number = Number(version ?? 0);
      if (version !== undefined && number <= 30)
        return new ApiError(410, {
          code: 'UNSUPPORTED_API_VERSION',
          message: `The requested API version ${number}.0 is retired.`,
        });
      if (number < OLDEST_VERSION || number > NEWEST_VERSION)
        return new ApiError(404, { code: 'NOT_FOUND', message: 'The requested resource does not exist' });
    }
    if (this.#sessions.authenticate(request) === undefined) {
      return new ApiError(401, { code: 'INVALID_SESSION_ID', message: 'Session expired or invalid' });
    }
    const { usage } = this.#context;
    if (usage.used >= usage.limit)
      return new ApiError(403, { code: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' });
    usage.used += 1;
    return undefined;
  }

  #dispatch(request: SandboxRequest): SandboxResponse {
    const match = this.#router.match(request.method, request.path);
    try {
      if (match.kind === 'found') return match.handle(request, match.params);
    } catch (error) {
      if (error instanceof ApiError) return error.toResponse();
      throw error;
    }
    if (match.kind === 'none')
      return new ApiError(404, {
        code: 'NOT_FOUND',
        message: 'The requested resource does not exist',
      }).toResponse();
    const message = `HTTP Method '${request.method}' not allowed.`;
    return new ApiError(405, { code: 'METHOD_NOT_ALLOWED', message }).toResponse();
  }
}

function toSideDoor(row: Row): SideDoorRecord {
  return {
    id: row['Id'] as string,
    fields: { ...row },
    createdAt: isoInstant(row['CreatedDate']),
    updatedAt: isoInstant(row['SystemModstamp'] ?? row['CreatedDate']),
    deleted: row['IsDeleted'] === true,
    mergedInto: (row['MasterRecordId'] as string | undefined) ?? null,
  };
}
