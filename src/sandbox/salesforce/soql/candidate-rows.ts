/**
 * Which rows a query must look at at all: by id or reference when the filter names them, from the lower bound of an
 * ordered field, or everything. Always a superset of the answer; the predicate decides.
 */
import type { Org } from '../org.ts';
import { toId18 } from '../record-id.ts';
import type { Row } from '../row.ts';
import type { FieldSpec, ObjectSpec } from '../schema/field-spec.ts';
import type { Table } from '../table.ts';
import type { Condition, Literal, OrderItem } from './ast.ts';
import { literalValue } from './literal-value.ts';

export type Candidates = { rows: Iterable<Row>; ordered: boolean };

export function candidateRows(
  org: Org,
  table: Table,
  where: Condition | null,
  orderBy: readonly OrderItem[],
): Candidates {
  const keyed = where === null ? undefined : keyedRows(table, where);
  if (keyed !== undefined) return { rows: keyed, ordered: false };
  const leading = indexableOrder(table.spec, orderBy);
  for (const field of leading === undefined ? ['SystemModstamp', 'CreatedDate', 'Id'] : [leading]) {
    const bound = where === null ? null : lowestPossible(org, table.spec, where, field);
    if (bound === null && leading === undefined) continue;
    const index = table.orderedBy(field);
    if (index === undefined) continue;
    return {
      rows: from(index.rows(), bound === null ? 0 : index.startOf(bound)),
      ordered: leading !== undefined,
    };
  }
  return { rows: table.all(), ordered: false };
}

function* from(rows: readonly Row[], start: number): Generator<Row> {
  for (let at = start; at < rows.length; at++) yield rows[at] as Row;
}

/** `ORDER BY SystemModstamp, Id` is the order of an index; anything else is sorted afterwards. */
function indexableOrder(spec: ObjectSpec, orderBy: readonly OrderItem[]): string | undefined {
  const [first, second] = orderBy;
  if (first === undefined || orderBy.length > 2 || orderBy.some((item) => item.descending || item.nullsLast))
    return undefined;
  if (second !== undefined && second.path.toLowerCase() !== 'id') return undefined;
  const field = spec.byLowerName.get(first.path.toLowerCase());
  return field !== undefined && (field.type === 'datetime' || field.type === 'id') ? field.name : undefined;
}

/** Conditions that all must hold. */
function conjuncts(where: Condition): Condition[] {
  return where.kind === 'and' ? where.items.flatMap(conjuncts) : [where];
}

function keyedRows(table: Table, where: Condition): Row[] | undefined {
  for (const condition of conjuncts(where)) {
    const keys = equalityKeys(condition);
    if (keys === undefined) continue;
    const field = table.spec.byLowerName.get(keys.path.toLowerCase());
    if (field === undefined || !isKey(field)) continue;
    const rows = new Set(keys.values.flatMap((value) => rowsOf(table, field, value)));
    return [...rows];
  }
  return undefined;
}

function isKey(field: FieldSpec): boolean {
  return field.type === 'id' || field.type === 'reference' || field.externalId;
}

function rowsOf(table: Table, field: FieldSpec, value: string): Row[] {
  if (field.type === 'string') return table.lookUp(field, value);
  const id = toId18(value);
  if (id === undefined) return [];
  if (field.type === 'reference') return table.lookUp(field, id);
  const row = table.get(id);
  return row === undefined ? [] : [row];
}

function equalityKeys(condition: Condition): { path: string; values: string[] } | undefined {
  if (condition.kind === 'compare' && condition.operator === '=')
    return stringsOnly(condition.path, [condition.value]);
  return condition.kind === 'in' && !condition.negated
    ? stringsOnly(condition.path, condition.values)
    : undefined;
}

function stringsOnly(
  path: string,
  literals: readonly Literal[],
): { path: string; values: string[] } | undefined {
  const values: string[] = [];
  for (const literal of literals) {
    if (literal.kind !== 'string') return undefined;
    values.push(literal.value);
  }
  return { path, values };
}

/** No row below this key can satisfy the condition; null: it says nothing about the field. */
function lowestPossible(org: Org, spec: ObjectSpec, where: Condition, field: string): string | null {
  if (where.kind === 'and' || where.kind === 'or') {
    const bounds = where.items.map((item) => lowestPossible(org, spec, item, field));
    if (where.kind === 'or') return bounds.includes(null) ? null : extreme(bounds as string[], -1);
    return extreme(
      bounds.filter((bound) => bound !== null),
      1,
    );
  }
  if (where.kind !== 'compare' || !['=', '>', '>='].includes(where.operator)) return null;
  const target = spec.byLowerName.get(where.path.toLowerCase());
  if (target?.name !== field || where.value.kind === 'null') return null;
  const value = String(literalValue(target, where.value, org.clock.nowMs()));
  return target.type === 'id' ? (toId18(value) ?? null) : value;
}

function extreme(bounds: readonly string[], sign: 1 | -1): string | null {
  let best: string | null = null;
  for (const bound of bounds) {
    if (best === null || (sign === 1 ? bound > best : bound < best)) best = bound;
  }
  return best;
}
