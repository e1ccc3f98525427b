import { toStorableText } from '../util/storable-text.ts';

/** A statement with its values apart; what `pg` takes. */
export type Statement = { text: string; values: unknown[] };

/**
 * Tagged template for statements: every `${…}` becomes a parameter, so that no value is ever part of the text.
 * A nested statement is spliced in with its parameters renumbered.
 *
 * Strings are made storable (no U+0000). Objects and arrays of objects are passed to `pg` as they are: give jsonb
 * as `${toJsonb(value)}::jsonb`, arrays as `${ids}::bigint[]`.
 */
export function sql(parts: TemplateStringsArray, ...inserts: unknown[]): Statement {
  const values: unknown[] = [];
  let text = parts[0] ?? '';
  inserts.forEach((insert, index) => {
    if (insert instanceof NestedStatement) {
      text += insert.text.replaceAll(/\$(\d+)/g, (_, digits: string) => `$${Number(digits) + values.length}`);
      values.push(...insert.values);
    } else {
      values.push(toParameter(insert));
      text += `$${values.length}`;
    }
    text += parts[index + 1] ?? '';
  });
  return new NestedStatement(text, values);
}

/** A name that comes from code or configuration, quoted; values never go through here. */
export function identifier(name: string): Statement {
  return new NestedStatement(`"${name.replaceAll('"', '""').replaceAll('\0', '')}"`, []);
}

class NestedStatement implements Statement {
  readonly text: string;
  readonly values: unknown[];

  constructor(text: string, values: unknown[]) {
    this.text = text;
    this.values = values;
  }
}

function toParameter(value: unknown): unknown {
  if (typeof value === 'string') return toStorableText(value);
  if (Array.isArray(value)) return value.map(toParameter);
  return value;
}
