/** The HubSpot emulator: what stands before every route (token, limits), and the side door's view. */
import { randomUUID } from 'node:crypto';
import type { SandboxClock } from '../clock.ts';
import type { Crm, SandboxRequest, SandboxResponse, SideDoorEdit, SideDoorRecord } from '../http/message.ts';
import { Router } from '../http/router.ts';
import type { HubspotSeed } from '../seed.ts';
import { ApiError, notFound } from './api-error.ts';
import type { ObjectRow } from './object-row.ts';
import type { ObjectTable } from './object-table.ts';
import { HUMAN_USER_ID, Portal } from './portal.ts';
import { RateLimiter, type RateLimits } from './rate-limit.ts';
import {
  archiveObject,
  createObject,
  type MergeMode,
  mergeObjects,
  type Source,
  updateObject,
} from './records.ts';
import { accountRoutes } from './routes/account.ts';
import { associationRoutes } from './routes/associations.ts';
import { batchRoutes } from './routes/batch.ts';
import type { RouteContext } from './routes/context.ts';
import { objectRoutes } from './routes/objects.ts';
import { propertyRoutes } from './routes/properties.ts';
import { SearchEngine } from './search/search.ts';
import { propertyValue } from './show-object.ts';
import { type HubspotCredentials, Tokens } from './tokens.ts';

export type HubspotOptions = {
  clock: SandboxClock;
  credentials: HubspotCredentials;
  limits: RateLimits;
  mergeMode: MergeMode;
  /** How long a change stays invisible to search. */
  searchLagMs: number;
};

/** Others have measured 16.2k characters. */
const MAX_URI_CHARACTERS = 16_000;
const HUMAN: Source = { sourceType: 'CRM_UI', sourceId: `userId:${HUMAN_USER_ID}` };

export class HubspotCrm implements Crm {
  readonly name = 'The HubSpot sandbox';
  readonly #portal: Portal;
  readonly #tokens: Tokens;
  readonly #limiter: RateLimiter;
  readonly #router: Router;
  readonly #mergeMode: MergeMode;

  constructor(seed: HubspotSeed, options: HubspotOptions) {
    this.#portal = new Portal(seed, options.clock);
    this.#tokens = new Tokens(options.clock, options.credentials);
    this.#limiter = new RateLimiter(options.limits);
    this.#mergeMode = options.mergeMode;
    const search = new SearchEngine(this.#portal, options.searchLagMs);
    const context: RouteContext = { portal: this.#portal, search, mergeMode: options.mergeMode };
    this.#router = new Router([
      ...batchRoutes(context),
      ...objectRoutes(context),
      ...associationRoutes(context),
      ...propertyRoutes(context),
      ...accountRoutes(context),
    ]);
  }

  respond(request: SandboxRequest): SandboxResponse {
    if (/^\/oauth\/[^/]+\/token$/.test(request.path) && request.method === 'POST')
      return this.#tokens.token(request);
    if (request.url.length > MAX_URI_CHARACTERS)
      return { status: 414, headers: { 'content-type': 'text/html' }, body: '<h1>URI Too Long</h1>' };
    const isSearch = request.method === 'POST' && /^\/crm\/v3\/objects\/[^/]+\/search$/.test(request.path);
    const refused = this.#tokens.refusal(request) ?? this.#limiter.take(isSearch);
    const response = refused === undefined ? this.#dispatch(request) : refused.toResponse();
    const headers = {
      'X-HubSpot-Correlation-Id': randomUUID(),
      ...(isSearch ? {} : this.#limiter.headers()),
    };
    return { ...response, headers: { ...headers, ...response.headers } };
  }

  types(): string[] {
    return Array.from(this.#portal.tables(), ({ spec }) => spec.name);
  }

  records(type: string): SideDoorRecord[] | undefined {
    const table = this.#portal.table(type);
    return table === undefined ? undefined : Array.from(table.all(), (row) => this.#toSideDoor(table, row));
  }

  edit({ type, id, fields }: SideDoorEdit): SideDoorRecord {
    const table = this.#known(type);
    if (id === undefined)
      return this.#toSideDoor(table, createObject(this.#portal, table, fields ?? {}, HUMAN));
    const current = table.survivor(id);
    if (current === undefined || current.archivedAt !== null) throw notFound();
    if (fields === null) return this.#toSideDoor(table, archiveObject(this.#portal, table, current));
    return this.#toSideDoor(
      table,
      updateObject(this.#portal, table, current, { given: fields, source: HUMAN }),
    );
  }

  merge(type: string, winner: string, loser: string): SideDoorRecord {
    const table = this.#known(type);
    return this.#toSideDoor(
      table,
      mergeObjects(this.#portal, table, { primary: winner, secondary: loser }, this.#mergeMode),
    );
  }

  #known(type: string): ObjectTable {
    const table = this.#portal.table(type);
    if (table === undefined)
      throw new RangeError(`no object type ${type}; there are ${this.types().join(', ')}`);
    return table;
  }

  #dispatch(request: SandboxRequest): SandboxResponse {
    const match = this.#router.match(request.method, request.path);
    try {
      if (match.kind === 'found') return match.handle(request, match.params);
    } catch (error) {
      if (error instanceof ApiError) return error.toResponse();
      if (error instanceof SyntaxError)
        return new ApiError(400, {
          message: `Invalid input JSON: ${error.message}`,
          category: 'VALIDATION_ERROR',
        }).toResponse();
      throw error;
    }
    if (match.kind === 'none') return notFound().toResponse();
    return new ApiError(405, {
      message: `HTTP ${request.method} is not allowed here`,
      category: 'METHOD_NOT_ALLOWED',
    }).toResponse();
  }

  #toSideDoor({ spec }: ObjectTable, row: ObjectRow): SideDoorRecord {
    const fields: Record<string, string | null> = { ...row.properties };
    for (const name of ['hs_object_id', spec.createdProperty, spec.modifiedProperty]) {
      fields[name] = propertyValue(this.#portal, spec, row, name);
    }
    return {
      id: row.id,
      fields,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
      deleted: row.archivedAt !== null,
      mergedInto: row.mergedInto,
    };
  }
}
