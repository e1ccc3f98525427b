import {
  AuthError,
  ConfigError,
  GoldenrodError,
  InvariantError,
  PermissionError,
  RateLimitedError,
  RejectedError,
  TransientError,
} from '#src/core/errors.ts';
import { REST_AFTER_REFUSAL_MS } from './limits.ts';
import type { CollectionItem } from './schema.ts';

type Failure = 'auth' | 'permission' | 'rate' | 'transient' | 'config' | 'bug' | 'field' | 'gone';

/** Salesforce's codes that are not simply "this record was refused". REST errorcodes page; SOAP core data types. */
const FAILURE_OF: Readonly<Record<string, Failure>> = {
  INVALID_SESSION_ID: 'auth',
  INVALID_AUTH_HEADER: 'auth',
  ERROR_HTTP_401: 'auth',
  API_DISABLED_FOR_ORG: 'permission',
  API_CURRENTLY_DISABLED: 'permission',
  INSUFFICIENT_ACCESS: 'permission',
  ERROR_HTTP_403: 'permission',
  REQUEST_LIMIT_EXCEEDED: 'rate',
  ERROR_HTTP_429: 'rate',
  UNABLE_TO_LOCK_ROW: 'transient',
  SERVER_UNAVAILABLE: 'transient',
  QUERY_TIMEOUT: 'transient',
  REQUEST_RUNNING_TOO_LONG: 'transient',
  UNKNOWN_EXCEPTION: 'transient',
  TXN_SECURITY_METERING_ERROR: 'transient',
  ALL_OR_NONE_OPERATION_ROLLED_BACK: 'transient',
  // The locator died with its session: reading starts again from the stored cursor.
  INVALID_QUERY_LOCATOR: 'transient',
  ERROR_HTTP_406: 'transient',
  ERROR_HTTP_420: 'transient',
  ERROR_HTTP_500: 'transient',
  ERROR_HTTP_502: 'transient',
  ERROR_HTTP_503: 'transient',
  ERROR_HTTP_504: 'transient',
  ERROR_HTTP_404: 'config',
  ERROR_HTTP_410: 'config',
  URL_NOT_RESET: 'config',
  INVALID_FIELD: 'field',
  INVALID_TYPE: 'field',
  MALFORMED_QUERY: 'bug',
  ERROR_HTTP_414: 'bug',
  ERROR_HTTP_431: 'bug',
  ENTITY_IS_DELETED: 'gone',
  NOT_FOUND: 'gone',
};

/** A whole call that Salesforce refused. `what` names the connection and the object. */
export function classifyCall(cause: unknown, status: number | undefined, what: string): GoldenrodError {
  if (cause instanceof GoldenrodError) return cause;
  const { code, message } = readFailure(cause, status);
  const details = { code: `SALESFORCE_${code}`, context: { status: status ?? null, vendor: message }, cause };
  switch (FAILURE_OF[code] ?? byStatus(status)) {
    case 'auth':
      return new AuthError({
        ...details,
        message: `${what}: Salesforce refused the access token (${message})`,
      });
    case 'permission':
      return new PermissionError({
        ...details,
        message: `${what}: not permitted (${message}); check the user's permission set`,
      });
    case 'rate':
      return rateLimited(details, what, message);
    case 'config':
      return new ConfigError({
        ...details,
        message: `${what}: ${message}; check login_url and that the org exists`,
      });
    case 'field':
      return new PermissionError({
        ...details,
        message: `${what}: ${lastLine(message)} Correct the mapping, or let the user see the field`,
      });
    case 'bug':
      return new InvariantError({
        ...details,
        message: `${what}: Salesforce could not read our request: ${message}`,
      });
    default:
      return new TransientError({ ...details, message: `${what}: ${code}: ${message}` });
  }
}

type Details = { code: string; context: { status: number | null; vendor: string }; cause?: unknown };

function rateLimited(details: Details, what: string, message: string): RateLimitedError {
  const retryAfterMs = /concurrent/i.test(message)
    ? REST_AFTER_REFUSAL_MS.concurrent
    : REST_AFTER_REFUSAL_MS.daily;
  return new RateLimitedError({ ...details, retryAfterMs, message: `${what}: ${message}` });
}

function byStatus(status: number | undefined): Failure {
  if (status === undefined || status >= 500 || status === 200) return 'transient';
  if (status === 401) return 'auth';
  if (status === 403) return 'permission';
  return status >= 400 ? 'bug' : 'transient';
}

/** jsforce puts Salesforce's code on `errorCode`; of several errors the first one speaks. */
function readFailure(cause: unknown, status: number | undefined): { code: string; message: string } {
  const fallback = status === undefined ? 'NO_ANSWER' : `ERROR_HTTP_${status}`;
  if (!(cause instanceof Error)) return { code: fallback, message: String(cause) };
  const { errorCode, data } = cause as Error & { errorCode?: string; data?: unknown };
  if (errorCode === 'MULTIPLE_API_ERRORS' && Array.isArray(data)) {
    const [first] = data as { errorCode?: string; message?: string }[];
    return { code: first?.errorCode ?? fallback, message: oneLine(first?.message ?? cause.message) };
  }
  // An HTML error page comes with the whole page as its code's message; the status says more.
  const isCode = errorCode !== undefined && /^[A-Z][A-Z0-9_]*$/.test(errorCode);
  return { code: isCode ? errorCode : fallback, message: oneLine(cause.message) };
}

function oneLine(text: string): string {
  const flat = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return flat.length > 300 ? `${flat.slice(0, 300)}…` : flat;
}

/** "No such column …" stands behind the quoted query, which nobody needs to see again. */
function lastLine(message: string): string {
  const start = message.search(/No such column|sObject type|No such relation|Didn't understand/);
  return (
    (start === -1 ? message : message.slice(start))
      .split(' If you are attempting')[0]
      ?.replace(/\.?$/, '.') ?? message
  );
}

export type ItemFailure =
  | { kind: 'gone' }
  | { kind: 'retry'; error: GoldenrodError }
  | { kind: 'rejected'; error: RejectedError };

/** What became of one record inside a collection call. `isUpdate`: then a missing record is gone, not wrong. */
export function classifyItem(item: CollectionItem, what: string, isUpdate: boolean): ItemFailure {
  const [first] = item.errors;
  const code = first?.statusCode ?? first?.errorCode ?? 'UNKNOWN_EXCEPTION';
  const message = oneLine(first?.message ?? 'refused without a reason');
  const failure = FAILURE_OF[code];
  if (isUpdate && (failure === 'gone' || isMissingTarget(code, first?.fields ?? []))) return { kind: 'gone' };
  const details = { code: `SALESFORCE_${code}`, context: { vendor: message } };
  if (failure === 'rate') {
    return {
      kind: 'retry',
      error: new RateLimitedError({ ...details, retryAfterMs: REST_AFTER_REFUSAL_MS.daily, message }),
    };
  }
  if (failure === 'transient')
    return { kind: 'retry', error: new TransientError({ ...details, message: `${what}: ${message}` }) };
  const fieldErrors = Object.fromEntries(
    item.errors.flatMap((error) => fieldsOf(error).map((field) => [field, oneLine(error.message)])),
  );
  return {
    kind: 'rejected',
    error: new RejectedError({ ...details, fieldErrors, message: `${what}: ${code}: ${message}` }),
  };
}

function isMissingTarget(code: string, fields: readonly string[]): boolean {
  return code === 'INVALID_CROSS_REFERENCE_KEY' && (fields.length === 0 || fields.includes('Id'));
}

/** The list `fields`, or the one that the message names when Salesforce leaves the list out. */
function fieldsOf(error: CollectionItem['errors'][number]): string[] {
  if (error.fields.length > 0) return error.fields;
  const named = /No such column '([^']+)'|^Unable to create\/update fields: ([\w, ]+)\./.exec(error.message);
  const names = named?.[1] ?? named?.[2];
  return names === undefined ? [] : names.split(',').map((name) => name.trim());
}
