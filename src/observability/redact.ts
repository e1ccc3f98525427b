/**
 * Takes secrets out of whatever is about to be logged: by the name of the key, and by the look of the text, since
 * a vendor's error message quotes the request it refused.
 */
const mask = '[redacted]';

const secretKey =
  /pass(word|wd|phrase)?$|secret|token|api_?key|private_?key|authori[sz]ation|cookie|credential|assertion|session_?id|signature/i;
/** `tokens: 3` or `cursorToken: true` say nothing that must be hidden. */
const harmlessTypes = new Set(['number', 'boolean', 'undefined']);

const patterns: readonly [RegExp, string][] = [
  // user:password@ in a URL
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s@]+@/gi, `$1${mask}@`],
  [/\b(Bearer|Basic|OAuth)\s+[\w.~+/!=-]{8,}/gi, `$1 ${mask}`],
  // key=value in a query, a form or a sentence, and "key":"value" in JSON quoted in a message
  [
    /\b((?:access|refresh|id|api|auth)?_?(?:token|secret|client_secret|password|passwd|apikey|api_key|assertion|hapikey))(["']?\s*[=:]\s*["']?)(?!\[redacted)[^\s&"',;}]+/gi,
    `$1$2${mask}`,
  ],
  // JSON Web Tokens; HubSpot private-app tokens; Salesforce session ids
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, mask],
  [/\bpat-[a-z0-9]{2,4}-[0-9a-f-]{20,}/gi, mask],
  [/\b00D[a-zA-Z0-9]{12,15}![\w.]{20,}/g, mask],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, mask],
];

/** The text without what looks like a secret. */
export function redactText(text: string): string {
  return patterns.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}

/** No line of a log needs more; a batch of records logged by mistake must not fill the disk. */
const maxDepth = 6;
const maxItems = 50;
const maxText = 4_000;

/** A copy that is safe to log: no secrets, no cycles, bounded; errors become plain objects. */
export function redact(value: unknown, depth = 0, seen: ReadonlySet<unknown> = new Set()): unknown {
  if (typeof value === 'string')
    return redactText(value.length > maxText ? `${value.slice(0, maxText)}…` : value);
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function')
    return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth >= maxDepth || seen.has(value)) return '[…]';
  const inside = new Set([...seen, value]);
  if (Array.isArray(value)) return redactList(value, depth, inside);
  return redactEntries(value instanceof Error ? errorEntries(value) : Object.entries(value), depth, inside);
}

function redactList(list: readonly unknown[], depth: number, seen: ReadonlySet<unknown>): unknown[] {
  const shown = list.slice(0, maxItems).map((item) => redact(item, depth + 1, seen));
  return list.length > maxItems ? [...shown, `… ${list.length - maxItems} more`] : shown;
}

function redactEntries(entries: [string, unknown][], depth: number, seen: ReadonlySet<unknown>): object {
  const shown = entries.slice(0, maxItems).map(([key, value]): [string, unknown] => {
    const hide = secretKey.test(key) && value !== null && !harmlessTypes.has(typeof value);
    return [key, hide ? mask : redact(value, depth + 1, seen)];
  });
  return Object.fromEntries(shown);
}

function errorEntries(error: Error): [string, unknown][] {
  const own = Object.entries(error).filter(([key]) => key !== 'name' && key !== 'message');
  const cause: [string, unknown][] = error.cause === undefined ? [] : [['cause', error.cause]];
  return [['name', error.name], ['message', error.message], ['stack', error.stack], ...own, ...cause];
}
