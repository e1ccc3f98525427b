import type { PropertySpec } from './schema/property-spec.ts';

/** The value as HubSpot shows it after writing; undefined: it is none of this type. */
export function normalValue(property: PropertySpec, value: string): string | undefined {
  switch (property.type) {
    case 'number':
      return value.trim() !== '' && Number.isFinite(Number(value)) ? value.trim() : undefined;
    case 'bool':
      return value === 'true' || value === 'false' ? value : undefined;
    case 'date':
      return dateValue(value);
    case 'datetime':
      return instantValue(value);
    default:
      return value;
  }
}

/** `YYYY-MM-DD`, or midnight UTC in epoch milliseconds. */
function dateValue(value: string): string | undefined {
  if (/^-?\d{8,}$/.test(value)) {
    const ms = Number(value);
    return ms % 86_400_000 === 0 ? new Date(ms).toISOString().slice(0, 10) : undefined;
  }
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return undefined;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : undefined;
}

/** ISO 8601 (a date alone is its midnight), or epoch milliseconds. */
function instantValue(value: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d(T.*)?$/.test(value) && !/^-?\d{8,}$/.test(value)) return undefined;
  const ms = /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
