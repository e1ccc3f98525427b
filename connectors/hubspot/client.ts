/**
 * HubSpot's client with its traps walked around. Its limiter and retry settings belong to the whole process, the
 * newest client's winning, so neither is set; its typed methods lose the status of an empty answer and take
 * 207 for success, so calls go through `apiRequest`, which hands over the raw answer; it knows no time-out, so
 * each call races ours. A refused token is renewed exactly once per call.
 */
import type { Client } from '@hubspot/api-client';
import type { ConnectorContext } from '#src/connector/contract.ts';
import { networkError } from '#src/connector/http.ts';
import { AuthError, TransientError } from '#src/core/errors.ts';
import type { Json } from '#src/util/json.ts';
import { type Credentials, createTokenSource } from './auth.ts';
import { classifyAnswer } from './errors.ts';
import { createLimiter } from './limiter.ts';
import type { RateBucket } from './limits.ts';

export type HubspotCall = {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  query?: Record<string, string>;
  body?: Json;
  bucket?: RateBucket;
  signal: AbortSignal;
  /** For messages: the object type that is read or written. */
  what: string;
};

export interface HubspotClient {
  /** The parsed body of a 2xx answer (207 included: look into its errors). Throws a GoldenrodError. */
  call(request: HubspotCall): Promise<unknown>;
  calls(): number;
  /** Object type → a probe under way or just done: resolves to true when nothing had changed since then. */
  readonly probes: Map<string, { since: string; startedAtMs: number; quiet: Promise<boolean> }>;
}

export function createClient(
  credentials: Credentials,
  context: ConnectorContext,
  timeoutMs: number,
): HubspotClient {
  const tokens = createTokenSource(credentials, context, timeoutMs);
  const limiter = createLimiter();
  const where = `${new URL(credentials.apiUrl).host} (connection ${context.connectionName})`;
  let calls = 0;
  let client: { token: string; api: Client } | null = null;

  const clientFor = async (token: string): Promise<Client> => {
    if (client?.token === token) return client.api;
    // Loaded with the first call: commands that talk to no portal should not wait for it.
    const { Client: Api } = await import('@hubspot/api-client');
    client = { token, api: new Api({ accessToken: token, basePath: credentials.apiUrl }) };
    return client.api;
  };

  const attempt = async (request: HubspotCall, token: string): Promise<unknown> => {
    const bucket = request.bucket ?? 'burst';
    await limiter.take(bucket, request.signal).catch((cause: unknown) => {
      throw networkError(cause, { where, signal: request.signal, timedOut: false, timeoutMs });
    });
    calls += 1;
    const api = await clientFor(token);
    const { status, headers, text } = await within({ where, signal: request.signal, timeoutMs }, async () => {
      const response = await api.apiRequest({
        method: request.method,
        path: request.path,
        ...(request.query === undefined ? {} : { qs: request.query }),
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        text: await response.text(),
      };
    });
    if (bucket === 'burst') limiter.learn('burst', Number(headers['x-hubspot-ratelimit-max']));
    const what = `connection ${context.connectionName}, ${request.what}`;
    if (status < 200 || status > 299) throw classifyAnswer({ status, headers, text, what });
    if (text === '' && status === 204) return null;
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      throw new TransientError({
        code: 'HUBSPOT_BAD_ANSWER',
        message: `${what}: the answer is not JSON`,
        cause,
      });
    }
  };

  return {
    calls: () => calls,
    probes: new Map(),
    async call(request) {
      const token = await tokens.current(request.signal);
      try {
        return await attempt(request, token);
      } catch (error) {
        if (!(error instanceof AuthError) || credentials.accessToken !== null) throw error;
        return attempt(request, await tokens.renew(token, request.signal));
      }
    },
  };
}

type Deadline = { where: string; signal: AbortSignal; timeoutMs: number };

/** The client cannot be called off; after the deadline nobody listens to its answer any more. */
async function within<T>({ where, signal, timeoutMs }: Deadline, work: () => Promise<T>): Promise<T> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, timeout]);
  let onAbort = (): void => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(either.reason as Error);
    if (either.aborted) onAbort();
    else either.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work(), stopped]);
  } catch (cause) {
    throw networkError(cause, { where, signal, timedOut: timeout.aborted, timeoutMs });
  } finally {
    either.removeEventListener('abort', onAbort);
  }
}
