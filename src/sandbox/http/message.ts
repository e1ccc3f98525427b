/** A request and its answer as the emulators see them: whole bodies, no streams. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Json } from '../../util/json.ts';

export type SandboxRequest = {
  method: string;
  /** Path as sent (still percent-encoded), without the query. */
  path: string;
  query: URLSearchParams;
  /** Path and query as sent. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
};

export type SandboxResponse = {
  status: number;
  headers?: Record<string, string>;
  /** A string goes out as it is; anything else as JSON; undefined is no body. */
  body?: unknown;
};

/** What the side door shows of one record. */
export type SideDoorRecord = {
  id: string;
  fields: Record<string, Json>;
  createdAt: string;
  updatedAt: string;
  deleted: boolean;
  mergedInto: string | null;
};

export type SideDoorEdit = { type: string; id?: string; fields: Record<string, Json> | null };

/** One emulator behind the HTTP server. */
export interface Crm {
  readonly name: string;
  respond(request: SandboxRequest): SandboxResponse;
  /** Record types the side door knows, for its error message. */
  types(): string[];
  /** Undefined: no such type. */
  records(type: string): SideDoorRecord[] | undefined;
  /** As a human in the CRM. Throws an Error whose message says what is wrong. */
  edit(edit: SideDoorEdit): SideDoorRecord;
  /** As a human in the CRM: `loser` goes into `winner`. */
  merge(type: string, winner: string, loser: string): SideDoorRecord;
}
