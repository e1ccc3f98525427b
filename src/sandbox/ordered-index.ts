import { lowerBound } from './lower-bound.ts';

/**
 * Rows in the order of (key, id), repaired lazily: writes only note what came and went, and the next reader pays one
 * linear pass. So seeding 200,000 rows sorts once, and a page of an incremental query starts by binary search.
 * Rows are immutable: an update replaces the object, and a snapshot of references stays what it was.
 */
export class OrderedIndex<Row extends object> {
  readonly #keyOf: (row: Row) => string;
  readonly #idOf: (row: Row) => string;
  #rows: Row[] = [];
  #gone = new Set<Row>();
  #fresh: Row[] = [];

  /** Keys compare as strings: give ids padded, and instants in one format and zone. */
  constructor(keyOf: (row: Row) => string, idOf: (row: Row) => string) {
    this.#keyOf = keyOf;
    this.#idOf = idOf;
  }

  replace(old: Row | undefined, next: Row | undefined): void {
    if (old !== undefined) this.#gone.add(old);
    if (next !== undefined) this.#fresh.push(next);
  }

  rows(): readonly Row[] {
    if (this.#fresh.length > 0 || this.#gone.size > 0) this.#repair();
    return this.#rows;
  }

  /** Position of the first row whose key is at or after `key`. */
  startOf(key: string): number {
    const rows = this.rows();
    return lowerBound(rows.length, (at) => this.#keyOf(rows[at] as Row) < key);
  }

  #repair(): void {
    const gone = this.#gone;
    const kept = gone.size === 0 ? this.#rows : this.#rows.filter((row) => !gone.has(row));
    const fresh = this.#fresh.filter((row) => !gone.has(row)).sort((a, b) => this.#compare(a, b));
    this.#rows = kept.length === 0 ? fresh : this.#merge(kept, fresh);
    this.#gone = new Set();
    this.#fresh = [];
  }

  #merge(left: readonly Row[], right: readonly Row[]): Row[] {
    const merged: Row[] = [];
    let at = 0;
    for (const row of right) {
      while (at < left.length && this.#compare(left[at] as Row, row) <= 0) merged.push(left[at++] as Row);
      merged.push(row);
    }
    while (at < left.length) merged.push(left[at++] as Row);
    return merged;
  }

  #compare(a: Row, b: Row): number {
    const keyA = this.#keyOf(a);
    const keyB = this.#keyOf(b);
    if (keyA !== keyB) return keyA < keyB ? -1 : 1;
    const idA = this.#idOf(a);
    const idB = this.#idOf(b);
    return idA < idB ? -1 : idA > idB ? 1 : 0;
  }
}
