/** One HTTP exchange as the connectors need it: whole answer, own time-out, cancellable, never a retry. */
import { CancelledError, GoldenrodError, TransientError } from '../core/errors.ts';

export type HttpCall = {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  timeoutMs: number;
  /** The other side's name, for messages. */
  where: string;
};
export type HttpAnswer = { status: number; headers: Record<string, string>; text: string };

/** Far above any honest page (2,000 records); a body without end must not fill the memory. */
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;

/**
 * Sends the call and reads the whole answer, whatever its status. Redirects are not followed: no CRM API answers
 * with one, and following it would carry the token to another host.
 * Throws TransientError (HTTP_TIMEOUT, HTTP_UNREACHABLE) or CancelledError.
 */
export async function httpCall(call: HttpCall): Promise<HttpAnswer> {
  const timeout = AbortSignal.timeout(call.timeoutMs);
  try {
    const response = await fetch(call.url, {
      method: call.method,
      headers: call.headers ?? {},
      ...(call.body === undefined ? {} : { body: call.body }),
      redirect: 'manual',
      signal: AbortSignal.any([call.signal, timeout]),
    });
    const text = await readText(response, call.where);
    return { status: response.status, headers: Object.fromEntries(response.headers), text };
  } catch (cause) {
    throw networkError(cause, {
      where: call.where,
      signal: call.signal,
      timedOut: timeout.aborted,
      timeoutMs: call.timeoutMs,
    });
  }
}

async function readText(response: Response, where: string): Promise<string> {
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (declared <= MAX_ANSWER_BYTES) return response.text();
  await response.body?.cancel();
  throw new TransientError({
    code: 'HTTP_ANSWER_TOO_LARGE',
    message: `${where} announced an answer of ${declared} bytes`,
  });
}

export type NetworkContext = { where: string; signal: AbortSignal; timedOut: boolean; timeoutMs: number };

/** What became of a call that got no answer. A write's outcome is unknown then. */
export function networkError(
  cause: unknown,
  { where, signal, timedOut, timeoutMs }: NetworkContext,
): GoldenrodError {
  if (cause instanceof GoldenrodError) return cause;
  if (signal.aborted)
    return new CancelledError({ code: 'CANCELLED', message: `call to ${where} was called off`, cause });
  if (timedOut) {
    const message = `${where} gave no answer within ${Math.round(timeoutMs / 1000)} s; it will be tried again`;
    return new TransientError({ code: 'HTTP_TIMEOUT', message, cause });
  }
  const reason = rootCode(cause);
  const message = `${where} cannot be reached (${reason}); check the address and the network`;
  return new TransientError({ code: 'HTTP_UNREACHABLE', message, context: { reason }, cause });
}

/** `ECONNREFUSED` and its like, from as deep as fetch hides it. */
function rootCode(error: unknown): string {
  let current: unknown = error;
  let found = 'no answer';
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    const { code } = current as NodeJS.ErrnoException;
    found = code ?? current.message;
    if (code !== undefined) return code;
    current = current.cause;
  }
  return found;
}
