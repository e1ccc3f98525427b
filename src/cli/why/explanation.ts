import pc from 'picocolors';
import { fromMinorUnits } from '../../core/map/coerce/from-minor-units.ts';
import { ENTITY_TYPES, type EntityType } from '../../core/model/entity.ts';
import { CANONICAL_FIELDS, type FieldKind } from '../../core/model/field.ts';
import type { Score } from '../../core/score/score.ts';
import type { Json, JsonObject } from '../../util/json.ts';
import { shorten } from '../demo/words.ts';

/** An answer in sections: a title and its lines, laid out for the eye; `data` is the same for programs. */
export type Explanation = { about: string; sections: { title: string; lines: string[] }[]; data: JsonObject };

export function renderExplanation({ about, sections }: Explanation): string {
  const text = [pc.bold(about)];
  for (const { title, lines } of sections) {
    if (lines.length === 0) continue;
    text.push('', pc.yellow(title), ...lines.map((line) => `  ${line}`));
  }
  return text.join('\n');
}

export function inWords(value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return '–';
  return shorten(typeof value === 'string' ? value : JSON.stringify(value), 120);
}

/** A canonical field as people write it: money in units of its currency, not in hundredths of them. */
export function fieldInWords(
  kind: FieldKind | undefined,
  value: Json | undefined,
  currency: unknown,
): string {
  if (kind !== 'money' || typeof value !== 'number' || typeof currency !== 'string') return inWords(value);
  return `${fromMinorUnits(value, currency)} ${currency}`;
}

/** What a score is worth, with its unit: money in units of its currency, shares as percentages. */
export function scoreInWords({ value, unit }: Pick<Score, 'value' | 'unit'>): string {
  if (value === null) return '–';
  if (unit === 'percent_per_year') return `${rounded(value)} % a year`;
  if (unit === 'probability') return `${rounded(100 * value)} %`;
  if (unit === 'points') return `${rounded(value)} of 100 points`;
  return `${fromMinorUnits(Math.round(value), unit)} ${unit}`;
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The fields of a record of this entity, a line each. */
export function fieldLines(entity: string, fields: JsonObject): string[] {
  const kinds = kindsOf(entity);
  return Object.entries(fields).map(
    ([name, value]) => `${name.padEnd(18)} ${fieldInWords(kinds[name], value, fields['currency'])}`,
  );
}

export function kindsOf(entity: string): Readonly<Record<string, FieldKind>> {
  return isEntityType(entity) ? CANONICAL_FIELDS[entity] : {};
}

function isEntityType(entity: string): entity is EntityType {
  return (ENTITY_TYPES as readonly string[]).includes(entity);
}
