import { OrderedIndex } from '../ordered-index.ts';
import { idKey, type ObjectRow } from './object-row.ts';
import type { ObjectTypeSpec } from './schema/property-spec.ts';

/** All objects of one type, archived and merged-away ones included. */
export class ObjectTable {
  readonly spec: ObjectTypeSpec;
  readonly byId = new OrderedIndex<ObjectRow>(
    (row) => idKey(row.id),
    (row) => row.id,
  );
  readonly byModified = new OrderedIndex<ObjectRow>(
    (row) => row.updatedAt,
    (row) => idKey(row.id),
  );
  readonly #rows = new Map<string, ObjectRow>();
  readonly #unique = new Map<string, Map<string, string>>();
  #version = 0;

  constructor(spec: ObjectTypeSpec) {
    this.spec = spec;
  }

  /** Rises with every write. */
  get version(): number {
    return this.#version;
  }

  get(id: string): ObjectRow | undefined {
    return this.#rows.get(id);
  }

  all(): Iterable<ObjectRow> {
    return this.#rows.values();
  }

  put(row: ObjectRow): void {
    const old = this.#rows.get(row.id);
    this.#rows.set(row.id, row);
    this.#version += 1;
    this.byId.replace(old, row);
    this.byModified.replace(old, row);
    for (const [property, holders] of this.#unique) {
      if (old !== undefined) release(holders, property, old);
      hold(holders, property, row);
    }
  }

  remove(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#rows.delete(id);
    this.#version += 1;
    this.byId.replace(row, undefined);
    this.byModified.replace(row, undefined);
    for (const [property, holders] of this.#unique) release(holders, property, row);
  }

  /** The id this one stands for today: itself, or the survivor of its merges. Undefined: never existed. */
  survivor(id: string): ObjectRow | undefined {
    let row = this.#rows.get(id);
    while (row !== undefined && row.mergedInto !== null) row = this.#rows.get(row.mergedInto);
    return row;
  }

  /** The live object that holds this value of a unique property (case-insensitive). */
  holder(property: string, value: string): ObjectRow | undefined {
    let holders = this.#unique.get(property);
    if (holders === undefined) {
      holders = new Map();
      for (const row of this.#rows.values()) hold(holders, property, row);
      this.#unique.set(property, holders);
    }
    const id = holders.get(value.toLowerCase());
    return id === undefined ? undefined : this.#rows.get(id);
  }
}

function hold(holders: Map<string, string>, property: string, row: ObjectRow): void {
  const value = row.properties[property];
  if (value !== undefined && row.archivedAt === null) holders.set(value.toLowerCase(), row.id);
}

function release(holders: Map<string, string>, property: string, row: ObjectRow): void {
  const value = row.properties[property]?.toLowerCase();
  if (value !== undefined && holders.get(value) === row.id) holders.delete(value);
}
