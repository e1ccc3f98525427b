/** The side door of one sandbox CRM: look at what it holds and what it was asked, and disturb it. */
import type { Json, JsonObject } from '../../src/util/json.ts';

export type CrmRecord = {
  id: string;
  fields: JsonObject;
  createdAt: string;
  updatedAt: string;
  deleted: boolean;
  mergedInto: string | null;
};

export type CrmRequest = {
  method: string;
  path: string;
  query?: Json;
  body?: Json;
  /** Null: no answer yet, or none at all. */
  status: number | null;
  at: string;
  /** What a planted fault did to it. */
  fault?: string;
};

export type Fault = {
  /** `path` is a prefix of the path or a regular expression over path and query; `body` one over the body. */
  match: { method?: string; path?: string; body?: string };
  /** How many matching requests are disturbed, from the first after `after` on. */
  times?: number;
  after?: number;
  action: 'status' | 'delay' | 'drop_before' | 'drop_after' | 'corrupt';
  status?: number;
  body?: Json;
  headers?: Record<string, string>;
  delay_ms?: number;
};

export class SandboxDoor {
  readonly #base: string;

  constructor(url: string) {
    this.#base = `${url.replace(/\/$/, '')}/__sandbox`;
  }

  async requests(): Promise<CrmRequest[]> {
    return (await this.#call<{ requests: CrmRequest[] }>('GET', '/requests')).requests;
  }

  async records(type: string): Promise<CrmRecord[]> {
    return (await this.#call<{ records: CrmRecord[] }>('GET', `/records/${type}`)).records;
  }

  /** As a human would in the CRM. Without `id` it creates, with `fields: null` it deletes. */
  async edit(change: { type: string; id?: string; fields: JsonObject | null }): Promise<CrmRecord> {
    return (await this.#call<{ record: CrmRecord }>('POST', '/edit', change)).record;
  }

  async addFault(fault: Fault): Promise<void> {
    await this.#call('POST', '/faults', fault);
  }

  async shiftClock(shiftMs: number): Promise<void> {
    await this.#call('POST', '/clock', { shift_ms: shiftMs });
  }

  async #call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${method} ${this.#base}${path}: ${response.status} ${text.slice(0, 500)}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}
