/**
 * jsforce with its own habits taken out. It builds addresses and reads answers; but it retries five times by
 * itself, waits thirty minutes for an answer, and refreshes a refused token without end. So its transport is
 * ours (one exchange, our time-out, cancellable), and a refused token is renewed exactly once per call.
 */
import { PassThrough } from 'node:stream';
import type { Connection } from 'jsforce';
import type { ConnectorContext } from '#src/connector/contract.ts';
import { type HttpAnswer, httpCall } from '#src/connector/http.ts';
import { AuthError, ConfigError, TransientError } from '#src/core/errors.ts';
import type { Json } from '#src/util/json.ts';
import { type Credentials, checkHost, mintToken } from './auth.ts';
import { classifyCall } from './errors.ts';
import { API_VERSION } from './limits.ts';
import { TokenAnswer } from './schema.ts';

export type SalesforceCall = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Under /services/data/vNN.0, or from the root when it begins with /services/. */
  path: string;
  body?: Json;
  headers?: Record<string, string>;
  signal: AbortSignal;
  /** For messages: the object that is read or written. */
  what: string;
};

export interface SalesforceClient {
  /** The parsed answer. Throws a GoldenrodError of the class that says what to do. */
  call(request: SalesforceCall): Promise<unknown>;
  calls(): number;
  /** Custom fields that an object turned out not to have; readers add to it and leave them out. */
  missingFields(object: string): Set<string>;
}

/** Travels through jsforce inside its request object, which it copies but does not look into. */
type Trace = { signal: AbortSignal; status?: number };

export function createClient(
  credentials: Credentials,
  context: ConnectorContext,
  timeoutMs: number,
): SalesforceClient {
  const { connectionName, tokens } = context;
  let calls = 0;
  let token: TokenAnswer | null = null;
  const missing = new Map<string, Set<string>>();

  const mint = (signal: AbortSignal) => async () => {
    calls += 1;
    return { ...(await mintToken(credentials, { connectionName, signal, timeoutMs })) };
  };
  const currentToken = async (signal: AbortSignal): Promise<TokenAnswer> => {
    token ??= usable(await tokens.read(), credentials, connectionName);
    token ??= TokenAnswer.parse(await tokens.refresh(await tokens.read(), mint(signal)));
    return token;
  };
  const renewed = async (stale: TokenAnswer, signal: AbortSignal): Promise<TokenAnswer> => {
    // Another call may have renewed it while this one was on its way.
    if (token === null || token.access_token === stale.access_token) {
      token = TokenAnswer.parse(await tokens.refresh({ ...stale }, mint(signal)));
    }
    return token;
  };
  const attempt = async (
    request: SalesforceCall,
    { access_token, instance_url }: TokenAnswer,
  ): Promise<unknown> => {
    calls += 1;
    const trace: Trace = { signal: request.signal };
    const connection = await connect({ accessToken: access_token, instanceUrl: instance_url, timeoutMs });
    const what = `connection ${connectionName}, ${request.what}`;
    let answer: unknown;
    try {
      answer = await connection.request({
        method: request.method,
        url: request.path,
        headers: {
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...request.headers,
        },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        trace,
      } as Parameters<Connection['request']>[0]);
    } catch (cause) {
      throw classifyCall(cause, trace.status, what);
    }
    // Half an answer, or a gateway's HTML page with status 200: jsforce hands it over as text.
    if (answer !== null && typeof answer === 'object') return answer;
    throw new TransientError({ code: 'SALESFORCE_BAD_ANSWER', message: `${what}: the answer is not JSON` });
  };

  return {
    calls: () => calls,
    missingFields(object) {
      const known = missing.get(object) ?? new Set();
      missing.set(object, known);
      return known;
    },
    async call(request) {
      const first = await currentToken(request.signal);
      try {
        return await attempt(request, first);
      } catch (error) {
        if (!(error instanceof AuthError)) throw error;
        return attempt(request, await renewed(first, request.signal));
      }
    },
  };
}

/** A stored token, unless it belongs to another org than the one that is configured now. */
function usable(stored: unknown, credentials: Credentials, connectionName: string): TokenAnswer | null {
  const parsed = TokenAnswer.safeParse(stored);
  if (!parsed.success) return null;
  try {
    checkHost(parsed.data.instance_url, credentials.loginUrl, connectionName);
    return parsed.data;
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

type Session = { accessToken: string; instanceUrl: string; timeoutMs: number };

async function connect({ accessToken, instanceUrl, timeoutMs }: Session): Promise<Connection> {
  // Loaded with the first call: commands that talk to no org should not wait for it.
  const { Connection } = await import('jsforce');
  const connection = new Connection({
    version: API_VERSION,
    instanceUrl,
    accessToken,
    callOptions: { client: 'goldenrod' },
  });
  (connection as unknown as { _transport: unknown })._transport = {
    httpRequest: transport(instanceUrl, timeoutMs),
  };
  return connection;
}

type JsforceRequest = {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string;
  trace: Trace;
};

/** What jsforce expects of a transport: a promise of the answer that also has a stream, which nobody here reads. */
function transport(instanceUrl: string, timeoutMs: number) {
  return ({ method, url, headers, body, trace }: JsforceRequest) => {
    const answer = httpCall({
      method,
      url,
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body }),
      signal: trace.signal,
      timeoutMs,
      where: new URL(instanceUrl).host,
    }).then(({ status, headers: answered, text }: HttpAnswer) => {
      trace.status = status;
      return { statusCode: status, headers: answered, body: text };
    });
    return Object.assign(answer, { stream: () => new PassThrough() });
  };
}
