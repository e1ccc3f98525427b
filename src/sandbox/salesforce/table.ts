import { OrderedIndex } from '../ordered-index.ts';
import { type Row, rowId } from './row.ts';
import type { FieldSpec, ObjectSpec } from './schema/field-spec.ts';

/** Fields by which big tables are read in order, or looked up: an index is built when first asked for. */
const ORDERED_FIELDS = new Set(['Id', 'SystemModstamp', 'CreatedDate', 'LastModifiedDate']);

/** All rows of one sObject type, deleted ones included. */
export class Table {
  readonly spec: ObjectSpec;
  readonly #rows = new Map<string, Row>();
  readonly #ordered = new Map<string, OrderedIndex<Row>>();
  readonly #lookups = new Map<string, Map<string, Set<string>>>();

  constructor(spec: ObjectSpec) {
    this.spec = spec;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id18: string): Row | undefined {
    return this.#rows.get(id18);
  }

  all(): Iterable<Row> {
    return this.#rows.values();
  }

  put(row: Row): void {
    const id = rowId(row);
    const old = this.#rows.get(id);
    this.#rows.set(id, row);
    for (const index of this.#ordered.values()) index.replace(old, row);
    for (const [field, lookup] of this.#lookups) {
      if (old !== undefined) lookup.get(keyOf(old, field))?.delete(id);
      addTo(lookup, keyOf(row, field), id);
    }
  }

  /** Puts back what a rolled-back call had changed; `undefined` takes a new row away. */
  restore(id: string, row: Row | undefined): void {
    if (row !== undefined) return this.put(row);
    const current = this.#rows.get(id);
    if (current === undefined) return;
    this.#rows.delete(id);
    for (const index of this.#ordered.values()) index.replace(current, undefined);
    for (const [field, lookup] of this.#lookups) lookup.get(keyOf(current, field))?.delete(id);
  }

  /** Undefined: this field has no order index. */
  orderedBy(field: string): OrderedIndex<Row> | undefined {
    if (!ORDERED_FIELDS.has(field) || !this.spec.fields.has(field)) return undefined;
    const known = this.#ordered.get(field);
    if (known !== undefined) return known;
    const index = new OrderedIndex<Row>((row) => (row[field] as string | undefined) ?? '', rowId);
    for (const row of this.#rows.values()) index.replace(undefined, row);
    this.#ordered.set(field, index);
    return index;
  }

  /** Rows whose field has this value (case-insensitive), deleted ones included. For references and external ids. */
  lookUp(field: FieldSpec, value: string): Row[] {
    let lookup = this.#lookups.get(field.name);
    if (lookup === undefined) {
      lookup = new Map();
      for (const row of this.#rows.values()) addTo(lookup, keyOf(row, field.name), rowId(row));
      this.#lookups.set(field.name, lookup);
    }
    return [...(lookup.get(value.toLowerCase()) ?? [])].map((id) => this.#rows.get(id) as Row);
  }
}

function keyOf(row: Row, field: string): string {
  const value = row[field];
  return value === undefined || value === null ? '' : String(value).toLowerCase();
}

function addTo(lookup: Map<string, Set<string>>, key: string, id: string): void {
  if (key === '') return;
  const ids = lookup.get(key);
  if (ids === undefined) lookup.set(key, new Set([id]));
  else ids.add(id);
}
