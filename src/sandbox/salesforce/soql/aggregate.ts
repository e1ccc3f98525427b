/** COUNT, MIN, MAX, SUM, AVG, with or without GROUP BY. */
import type { Json, JsonObject } from '../../../util/json.ts';
import { badRequest } from '../api-error.ts';
import type { Org } from '../org.ts';
import type { Row } from '../row.ts';
import type { ObjectSpec } from '../schema/field-spec.ts';
import type { AggregateName, Query } from './ast.ts';
import { resolvePath } from './resolve-path.ts';

export function isAggregate(query: Query): boolean {
  return query.groupBy.length > 0 || query.select.some((item) => item.kind === 'aggregate');
}

/** One AggregateResult per group; without GROUP BY exactly one. */
export function aggregate(org: Org, spec: ObjectSpec, query: Query, rows: readonly Row[]): JsonObject[] {
  const keys = query.groupBy.map((path) => resolvePath(org, spec, path).read);
  const groups = new Map<string, Row[]>();
  if (keys.length === 0) groups.set('', []);
  for (const row of rows) {
    const key = JSON.stringify(keys.map((read) => read(row)));
    const group = groups.get(keys.length === 0 ? '' : key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].map((group) => resultOf(org, spec, query, group));
}

function resultOf(org: Org, spec: ObjectSpec, query: Query, group: readonly Row[]): JsonObject {
  const result: JsonObject = { attributes: { type: 'AggregateResult' } };
  let unnamed = 0;
  for (const item of query.select) {
    if (item.kind === 'field') {
      if (!query.groupBy.some((path) => path.toLowerCase() === item.path.toLowerCase())) {
        throw badRequest('MALFORMED_QUERY', `Field must be grouped or aggregated: ${item.path}`);
      }
      const first = group[0];
      const { field, read } = resolvePath(org, spec, item.path);
      result[field.name] = first === undefined ? null : read(first);
    } else if (item.kind === 'aggregate') {
      const { read } = resolvePath(org, spec, item.path);
      const values = group.map(read).filter((value) => value !== null);
      result[item.alias ?? `expr${unnamed++}`] = compute(item.name, values);
    }
  }
  return result;
}

function compute(name: AggregateName, values: readonly Json[]): Json {
  if (name === 'COUNT') return values.length;
  if (name === 'COUNT_DISTINCT') return new Set(values.map((value) => JSON.stringify(value))).size;
  if (values.length === 0) return null;
  if (name === 'MIN' || name === 'MAX') {
    const sign = name === 'MIN' ? -1 : 1;
    return values.reduce((best, value) =>
      (value as number) > (best as number) === (sign === 1) ? value : best,
    );
  }
  const sum = values.reduce<number>((total, value) => total + Number(value), 0);
  return name === 'SUM' ? sum : sum / values.length;
}
