/** A parsed query → matching rows in order, and how to show them. */
import type { Json, JsonObject } from '../../../util/json.ts';
import { badRequest } from '../api-error.ts';
import type { Org } from '../org.ts';
import { isDeleted, type Row, rowId } from '../row.ts';
import { isLongText, type ObjectSpec } from '../schema/field-spec.ts';
import { OBJECTS, objectNamed } from '../schema/objects.ts';
import { aggregate, isAggregate } from './aggregate.ts';
import type { OrderItem, Query } from './ast.ts';
import { candidateRows } from './candidate-rows.ts';
import { compileCondition, type Predicate } from './compile-condition.ts';
import { type Projector, projector } from './project.ts';
import { resolvePath } from './resolve-path.ts';

export type ExecuteOptions = { includeDeleted: boolean; version: string };
/** `rows` with `project`, or an answer that is complete as it is (`COUNT()`, aggregates). */
export type QueryResult =
  | { kind: 'rows'; rows: readonly Row[]; project: Projector }
  | { kind: 'complete'; totalSize: number; records: JsonObject[] };

export function execute(org: Org, query: Query, options: ExecuteOptions): QueryResult {
  const spec = objectNamed(query.from);
  if (spec === undefined) throw badRequest('INVALID_TYPE', unsupportedType(query.from));
  const counting = query.select.some((item) => item.kind === 'countAll');
  const grouped = isAggregate(query);
  const rows = selectRows(
    org,
    spec,
    grouped ? { ...query, limit: null, offset: 0, orderBy: [] } : query,
    options,
  );
  if (counting) return { kind: 'complete', totalSize: rows.length, records: [] };
  if (grouped) {
    const records = aggregate(org, spec, query, rows).slice(
      query.offset,
      query.limit === null ? undefined : query.offset + query.limit,
    );
    return { kind: 'complete', totalSize: records.length, records };
  }
  const children = (parent: ObjectSpec, child: Query) => childReader(org, parent, child, options);
  return {
    kind: 'rows',
    rows,
    project: projector({ org, spec, version: options.version, children }, query.select),
  };
}

function selectRows(org: Org, spec: ObjectSpec, query: Query, options: ExecuteOptions): Row[] {
  const matches = predicate(org, spec, query, options);
  const table = org.table(spec.name);
  const { rows, ordered } = candidateRows(org, table, query.where, query.orderBy);
  const end = query.limit === null ? Infinity : query.offset + query.limit;
  const sorted = ordered || query.orderBy.length === 0;
  const found: Row[] = [];
  for (const row of rows) {
    if (sorted && found.length >= end) break;
    if ((options.includeDeleted || !isDeleted(row)) && matches(row)) found.push(row);
  }
  if (!sorted) found.sort(comparator(org, spec, query.orderBy));
  return query.offset === 0 && found.length <= end ? found : found.slice(query.offset, end);
}

function predicate(org: Org, spec: ObjectSpec, query: Query, options: ExecuteOptions): Predicate {
  if (query.where === null) return () => true;
  const semiJoin = ({ query: inner }: { query: Query }): ReadonlySet<Json> => {
    const result = execute(org, inner, options);
    const item = inner.select[0];
    if (result.kind !== 'rows' || item?.kind !== 'field' || inner.select.length !== 1) {
      throw badRequest('MALFORMED_QUERY', 'A semi join sub-select must select exactly one field');
    }
    const { read } = resolvePath(
      org,
      org.table((objectNamed(inner.from) as ObjectSpec).name).spec,
      item.path,
    );
    return new Set(result.rows.map(read));
  };
  return compileCondition({ org, spec, semiJoin }, query.where);
}

function comparator(org: Org, spec: ObjectSpec, orderBy: readonly OrderItem[]): (a: Row, b: Row) => number {
  const keys = orderBy.map((item) => {
    const { field, read } = resolvePath(org, spec, item.path);
    if (isLongText(field))
      throw badRequest('MALFORMED_QUERY', `field '${field.name}' can not be sorted in a query call`);
    return { read, ...item };
  });
  return (a, b) => {
    for (const { read, descending, nullsLast } of keys) {
      const left = read(a);
      const right = read(b);
      if (left === null || right === null) {
        if (left !== right) return (left === null) === nullsLast ? 1 : -1;
        continue;
      }
      const order = compareValues(left, right);
      if (order !== 0) return descending ? -order : order;
    }
    return rowId(a) < rowId(b) ? -1 : 1;
  };
}

function compareValues(a: Json, b: Json): number {
  if (typeof a === 'string' && typeof b === 'string') return a === b ? 0 : a < b ? -1 : 1;
  return Number(a) - Number(b);
}

/** `(SELECT Id FROM Contacts)`: the child relationship's name is the plural, as in the standard objects. */
function childReader(
  org: Org,
  parent: ObjectSpec,
  query: Query,
  options: ExecuteOptions,
): (row: Row) => Json {
  const child = [...OBJECTS.values()].find(
    (spec) => relationshipName(spec).toLowerCase() === query.from.toLowerCase(),
  );
  const field = [...(child?.fields.values() ?? [])].find((candidate) =>
    candidate.referenceTo.includes(parent.name),
  );
  if (child === undefined || field === undefined) {
    throw badRequest(
      'INVALID_TYPE',
      `Didn't understand relationship '${query.from}' in FROM part of query call.`,
    );
  }
  return (row) => {
    const own = {
      kind: 'compare',
      path: field.name,
      operator: '=',
      value: { kind: 'string', value: rowId(row) },
    } as const;
    const where = query.where === null ? own : { kind: 'and' as const, items: [own, query.where] };
    const result = execute(org, { ...query, from: child.name, where }, options);
    const records = result.kind === 'rows' ? result.rows.map(result.project) : result.records;
    return records.length === 0 ? null : { totalSize: records.length, done: true, records };
  };
}

function relationshipName(spec: ObjectSpec): string {
  return spec.name === 'CaseHistory' ? 'Histories' : spec.labelPlural.replaceAll(' ', '');
}

function unsupportedType(name: string): string {
  return `\nSELECT Id FROM ${name}\n               ^\nERROR at Row:1:Column:16\nsObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`;
}
