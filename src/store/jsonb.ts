import { toStorableJson } from '../util/storable-text.ts';

/** A value as the text of a jsonb parameter: `${toJsonb(value)}::jsonb`. */
export function toJsonb(value: unknown): string {
  return JSON.stringify(toStorableJson(value));
}
