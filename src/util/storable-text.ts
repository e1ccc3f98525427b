/**
 * PostgreSQL's text and jsonb refuse U+0000, and half a surrogate pair is no Unicode at all: both come in from
 * the outside and must not fail a whole batch.
 */
export function toStorableText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\uFFFD') : whole;
}

/** The same for every string, and every key, in a JSON value. Returns the value itself when nothing is wrong. */
export function toStorableJson<T>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return toStorableText(value);
  if (Array.isArray(value)) return keepIfSame(value, value.map(clean));
  if (typeof value === 'object' && value !== null && isPlain(value)) return cleanObject(value);
  return value;
}

function keepIfSame(before: unknown[], after: unknown[]): unknown[] {
  return after.every((item, index) => Object.is(item, before[index])) ? before : after;
}

function cleanObject(before: object): object {
  let changed = false;
  const entries = Object.entries(before).map(([key, value]): [string, unknown] => {
    const cleaned: [string, unknown] = [toStorableText(key), clean(value)];
    changed ||= cleaned[0] !== key || !Object.is(cleaned[1], value);
    return cleaned;
  });
  return changed ? Object.fromEntries(entries) : before;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
