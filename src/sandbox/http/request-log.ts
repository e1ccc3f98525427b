import type { SandboxRequest } from './message.ts';

export type LoggedRequest = {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** Parsed where it is JSON. Null when there was none, or when it was dropped to keep memory small. */
  body: unknown;
  status: number | null;
  /** Sandbox time at which the request had been read. */
  at: string;
  /** What a planted fault did to it. */
  fault?: string;
};

/** Together the newest bodies are kept up to this; the requests themselves are kept all. */
const BODY_BUDGET_CHARACTERS = 16_000_000;
const SECRET_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);
const SECRET_FIELDS =
  /\b(client_secret|refresh_token|access_token|assertion|code|code_verifier|token)=[^&]*/g;

type Entry = LoggedRequest & { raw: string };

/** Every request since the start, without its secrets. */
export class RequestLog {
  readonly #entries: Entry[] = [];
  #bodyCharacters = 0;
  #oldestBody = 0;

  /** The returned entry is filled in with its status when the answer is known. */
  add(request: SandboxRequest, at: string): LoggedRequest {
    const raw = isForm(request) ? request.body.replace(SECRET_FIELDS, '$1=***') : request.body;
    const entry: Entry = {
      method: request.method,
      path: request.path,
      query: Object.fromEntries(request.query),
      headers: withoutSecrets(request),
      body: null,
      status: null,
      at,
      raw,
    };
    this.#entries.push(entry);
    this.#bodyCharacters += raw.length;
    while (this.#bodyCharacters > BODY_BUDGET_CHARACTERS) this.#dropOldestBody();
    return entry;
  }

  list(): LoggedRequest[] {
    return this.#entries.map(({ raw, ...entry }) => ({ ...entry, body: raw === '' ? null : parse(raw) }));
  }

  #dropOldestBody(): void {
    const entry = this.#entries[this.#oldestBody++];
    if (entry === undefined) return;
    this.#bodyCharacters -= entry.raw.length;
    entry.raw = '';
  }
}

function isForm(request: SandboxRequest): boolean {
  return String(request.headers['content-type'] ?? '').includes('x-www-form-urlencoded');
}

function withoutSecrets(request: SandboxRequest): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (!SECRET_HEADERS.has(name) && value !== undefined) kept[name] = String(value);
  }
  return kept;
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}
