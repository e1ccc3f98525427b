import type { Json } from '../../util/json.ts';

/**
 * A stored record: values in the API's own format, nulls left out. Immutable: a write replaces the object, so that
 * the pages of a running query keep showing what it saw.
 */
export type Row = Readonly<Record<string, Json>>;

export function rowId(row: Row): string {
  return row['Id'] as string;
}

export function isDeleted(row: Row): boolean {
  return row['IsDeleted'] === true;
}

/** `2026-01-31T23:01:01.000+0000`: UTC without colon, whole seconds as SystemModstamp has them. */
export function apiDateTime(instant: number | string): string {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant);
  return `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, -1)}+0000`;
}

/** Back to ISO 8601 as the rest of the world writes it. */
export function isoInstant(value: Json | undefined): string {
  return typeof value === 'string' ? value.replace(/\+0000$/, 'Z') : '';
}
