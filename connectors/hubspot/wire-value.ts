import type { Json, JsonObject } from '#src/util/json.ts';

/** HubSpot takes text only, and empty text clears. */
export function toProperties(fields: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, toText(value)]));
}

function toText(value: Json): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(toText).join(';');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
