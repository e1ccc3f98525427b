import {
  AuthError,
  type GoldenrodError,
  InvariantError,
  NotFoundError,
  PermissionError,
  RateLimitedError,
  RejectedError,
  TransientError,
} from '#src/core/errors.ts';
import { DEFAULT_REST_MS, REST_AFTER_REFUSAL_MS } from './limits.ts';
import { type BatchError, ErrorBody } from './schema.ts';

type Failure = 'auth' | 'permission' | 'missing' | 'rejected' | 'rate' | 'transient' | 'bug';

/**
 * HTTP status → what to do. https://developers.hubspot.com/docs/api-reference/error-handling
 * (477: the portal is being moved between data centres; 530: Cloudflare, when a token has the wrong form.)
 */
const FAILURE_OF: Readonly<Record<number, Failure>> = {
  400: 'rejected',
  401: 'auth',
  403: 'permission',
  404: 'missing',
  408: 'transient',
  409: 'rejected',
  414: 'bug',
  415: 'bug',
  423: 'transient',
  429: 'rate',
  477: 'rate',
  530: 'auth',
};

export type Refusal = {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
  what: string;
};

/** An answer that is no success, as the class that says what to do. */
export function classifyAnswer({ status, headers, text, what }: Refusal): GoldenrodError {
  const body = readBody(text);
  const message = oneLine(body.message) || `HTTP ${status}`;
  const details = {
    code: `HUBSPOT_${body.policyName ?? body.category ?? `HTTP_${status}`}`,
    context: { status, vendor: message },
  };
  switch (FAILURE_OF[status] ?? (status >= 500 ? 'transient' : 'bug')) {
    case 'auth':
      return new AuthError({
        ...details,
        message: `${what}: HubSpot refused the access token; check it, or renew it (${message})`,
      });
    case 'permission':
      return new PermissionError({ ...details, message: `${what}: ${missingScopes(body)}` });
    case 'missing':
      return new NotFoundError({ ...details, message: `${what}: ${message}` });
    case 'rejected':
      return new RejectedError({
        ...details,
        fieldErrors: fieldErrors(body),
        message: `${what}: ${message}`,
      });
    case 'rate':
      return new RateLimitedError({
        ...details,
        retryAfterMs: restMs(status, headers, body),
        message: `${what}: ${message}`,
      });
    case 'bug':
      return new InvariantError({
        ...details,
        message: `${what}: HubSpot could not read our request: ${message}`,
      });
    case 'transient':
      return new TransientError({ ...details, message: `${what}: HTTP ${status}: ${message}` });
  }
}

function readBody(text: string): ErrorBody {
  try {
    const parsed = ErrorBody.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // A gateway's HTML page, or nothing at all: the status speaks alone.
  }
  return { message: text.startsWith('{') ? '' : text };
}

/** Both documented forms: scopes in the errors' context, or at the top. */
function missingScopes(body: ErrorBody): string {
  const inErrors = body.errors?.flatMap((error) => error.context?.['requiredGranularScopes'] ?? []) ?? [];
  const atTop = body.context?.['requiredGranularScopes'];
  const scopes = [...inErrors, ...(Array.isArray(atTop) ? atTop.map(String) : [])];
  return scopes.length > 0
    ? `the app lacks the scope ${scopes.join(', ')}; grant it in HubSpot`
    : oneLine(body.message);
}

function restMs(status: number, headers: Readonly<Record<string, string>>, body: ErrorBody): number {
  const seconds = Number(headers['retry-after']);
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1000;
  const fromPolicy = REST_AFTER_REFUSAL_MS[body.policyName ?? ''];
  return fromPolicy ?? (/secondly limit/i.test(body.message) && status === 429 ? 1_000 : DEFAULT_REST_MS);
}

/** One input's error inside a 207. */
export function classifyBatchError(
  error: BatchError,
  what: string,
): RejectedError | NotFoundError | TransientError {
  const message = `${what}: ${oneLine(error.message)}`;
  const details = {
    code: `HUBSPOT_${error.category || 'UNKNOWN'}`,
    message,
    context: { vendor: oneLine(error.message) },
  };
  if (error.category === 'OBJECT_NOT_FOUND') return new NotFoundError(details);
  if (error.category === 'VALIDATION_ERROR' || error.category === 'CONFLICT') {
    return new RejectedError({ ...details, fieldErrors: fieldErrors(error) });
  }
  return new TransientError(details);
}

const IN_MESSAGE = 'Property values were not valid: ';

/** Property name → HubSpot's words, from the errors' context and from the list that hides in the message. */
function fieldErrors(body: {
  message: string;
  errors?: BatchError['errors'] | undefined;
}): Record<string, string> {
  const found: Record<string, string> = {};
  for (const error of body.errors ?? []) {
    for (const property of error.context?.['propertyName'] ?? []) found[property] = oneLine(error.message);
  }
  const start = body.message.indexOf(IN_MESSAGE);
  if (start !== -1) Object.assign(found, propertyList(body.message.slice(start + IN_MESSAGE.length)));
  const unique = /propertyName=(\w+), value=/.exec(body.message)?.[1];
  if (unique !== undefined) found[unique] = oneLine(body.message);
  return found;
}

function propertyList(text: string): Record<string, string> {
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list)) return {};
    const items = list as { name?: unknown; message?: unknown }[];
    return Object.fromEntries(
      items
        .filter((item) => typeof item.name === 'string')
        .map((item) => [String(item.name), oneLine(String(item.message ?? 'not valid'))]),
    );
  } catch {
    return {};
  }
}

function oneLine(text: string): string {
  const flat = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return flat.length > 300 ? `${flat.slice(0, 300)}…` : flat;
}
