/** Search: what matches, in order. The latest answers are kept, so that the pages of one search sort once. */
import { idKey, isLive, type ObjectRow } from '../object-row.ts';
import type { ObjectTable } from '../object-table.ts';
import type { Portal } from '../portal.ts';
import type { ObjectTypeSpec } from '../schema/property-spec.ts';
import { propertyValue } from '../show-object.ts';
import { comparable, compileFilter, type RowTest } from './compile-filter.ts';
import type { Filter, SearchRequest } from './search-request.ts';

const KEPT_ANSWERS = 8;

export class SearchEngine {
  readonly #portal: Portal;
  /** New and changed objects show up this much later, as in the real index. */
  readonly #lagMs: number;
  readonly #answers = new Map<string, ObjectRow[]>();

  constructor(portal: Portal, lagMs: number) {
    this.#portal = portal;
    this.#lagMs = lagMs;
  }

  /** All matches, in order. */
  run(table: ObjectTable, request: SearchRequest): readonly ObjectRow[] {
    const { filterGroups, query, sorts } = request;
    const freshness = this.#lagMs === 0 ? 0 : this.#portal.clock.nowMs();
    const key = JSON.stringify([table.spec.name, table.version, freshness, filterGroups, query, sorts[0]]);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const found = this.#search(table, request);
    this.#answers.set(key, found);
    const oldest = this.#answers.keys().next().value;
    if (this.#answers.size > KEPT_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
    return found;
  }

  #search(table: ObjectTable, { filterGroups, query, sorts }: SearchRequest): ObjectRow[] {
    const matches = this.#predicate(
      table.spec,
      filterGroups.map(({ filters }) => filters),
    );
    const text = query?.trim().toLowerCase() ?? '';
    const indexedUntil =
      this.#lagMs === 0 ? '9999' : new Date(this.#portal.clock.nowMs() - this.#lagMs).toISOString();
    const found: ObjectRow[] = [];
    for (const row of candidates(table, filterGroups.length === 1 ? (filterGroups[0]?.filters ?? []) : [])) {
      if (!isLive(row) || row.updatedAt > indexedUntil || !matches(row)) continue;
      if (text === '' || mentions(row, text)) found.push(row);
    }
    return found.sort(this.#comparator(table.spec, sorts[0]));
  }

  #predicate(spec: ObjectTypeSpec, groups: readonly (readonly Filter[])[]): RowTest {
    const tests = groups.map((filters) => filters.map((filter) => compileFilter(this.#portal, spec, filter)));
    if (tests.length === 0) return () => true;
    return (row) => tests.some((all) => all.every((test) => test(row)));
  }

  #comparator(
    spec: ObjectTypeSpec,
    sort: SearchRequest['sorts'][number] | undefined,
  ): (a: ObjectRow, b: ObjectRow) => number {
    const property = spec.properties.get(sort?.propertyName ?? 'hs_object_id');
    if (property === undefined || property.name === 'hs_object_id') {
      const sign = sort?.direction === 'DESCENDING' ? -1 : 1;
      return (a, b) => sign * (idKey(a.id) < idKey(b.id) ? -1 : 1);
    }
    const sign = sort?.direction === 'DESCENDING' ? -1 : 1;
    const read = (row: ObjectRow) => {
      const value = propertyValue(this.#portal, spec, row, property.name);
      return value === null ? null : comparable(property, value);
    };
    return (a, b) => {
      const [left, right] = [read(a), read(b)];
      // Empty values come last, whatever the direction.
      if (left === null || right === null) return left === right ? byId(a, b) : left === null ? 1 : -1;
      return left === right ? byId(a, b) : sign * (left < right ? -1 : 1);
    };
  }
}

function byId(a: ObjectRow, b: ObjectRow): number {
  return idKey(a.id) < idKey(b.id) ? -1 : 1;
}

/** From the lower bound of the modification stamp or the id, where the filters name one. */
function candidates(table: ObjectTable, filters: readonly Filter[]): Iterable<ObjectRow> {
  for (const { propertyName, operator, value } of filters) {
    if ((operator !== 'GTE' && operator !== 'GT') || value === undefined) continue;
    if (propertyName === table.spec.modifiedProperty) {
      const ms = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
      if (!Number.isNaN(ms))
        return table.byModified.rows().slice(table.byModified.startOf(new Date(ms).toISOString()));
    }
    if (propertyName === 'hs_object_id' && /^\d+$/.test(value))
      return table.byId.rows().slice(table.byId.startOf(idKey(value)));
  }
  return table.all();
}

function mentions(row: ObjectRow, text: string): boolean {
  return Object.values(row.properties).some((value) => value.toLowerCase().includes(text));
}
