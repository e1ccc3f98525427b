/** WHERE → predicate over rows, with the API's type checks. Text compares without case, null equals only null. */
import type { Json } from '../../../util/json.ts';
import { badRequest } from '../api-error.ts';
import type { Org } from '../org.ts';
import { toId18 } from '../record-id.ts';
import type { Row } from '../row.ts';
import { type FieldSpec, isLongText, type ObjectSpec } from '../schema/field-spec.ts';
import type { CompareOperator, Condition, Literal } from './ast.ts';
import { likePattern } from './like-pattern.ts';
import { literalValue } from './literal-value.ts';
import { resolvePath } from './resolve-path.ts';

export type Predicate = (row: Row) => boolean;
/** Runs an inner query and gives its single column: the caller knows how to execute, this file does not. */
export type RunSemiJoin = (condition: Extract<Condition, { kind: 'semiJoin' }>) => ReadonlySet<Json>;
type Context = { org: Org; spec: ObjectSpec; semiJoin: RunSemiJoin };

export function compileCondition(context: Context, condition: Condition): Predicate {
  switch (condition.kind) {
    case 'and': {
      const items = condition.items.map((item) => compileCondition(context, item));
      return (row) => items.every((item) => item(row));
    }
    case 'or': {
      const items = condition.items.map((item) => compileCondition(context, item));
      return (row) => items.some((item) => item(row));
    }
    case 'not': {
      const item = compileCondition(context, condition.item);
      return (row) => !item(row);
    }
    case 'compare':
      return compileComparison(context, condition);
    case 'in':
      return compileMembership(context, condition);
    case 'semiJoin': {
      const { read } = resolvePath(context.org, context.spec, condition.path);
      const values = context.semiJoin(condition);
      return (row) => values.has(read(row)) !== condition.negated;
    }
  }
}

function compileComparison(
  { org, spec }: Context,
  condition: Extract<Condition, { kind: 'compare' }>,
): Predicate {
  const { field, read } = resolvePath(org, spec, condition.path);
  checkFilterable(field);
  const wanted = comparable(field, literalValue(field, condition.value, org.clock.nowMs()));
  const { operator } = condition;
  if (operator === 'LIKE') {
    const pattern = likePattern(String(wanted ?? ''));
    return (row) => pattern.test(String(read(row) ?? ''));
  }
  if (wanted === null && operator !== '=' && operator !== '!=') {
    throw badRequest('INVALID_OPERATOR', `invalid operator on null value: ${operator}`);
  }
  const test = TESTS[operator];
  return (row) => test(comparable(field, read(row)), wanted);
}

function compileMembership({ org, spec }: Context, condition: Extract<Condition, { kind: 'in' }>): Predicate {
  const { field, read } = resolvePath(org, spec, condition.path);
  checkFilterable(field);
  const wanted = new Set(
    condition.values.map((value: Literal) =>
      comparable(field, literalValue(field, value, org.clock.nowMs())),
    ),
  );
  return (row) => wanted.has(comparable(field, read(row))) !== condition.negated;
}

type Comparable = string | number | boolean | null;

/** A boolean that was never set is false. */
function comparable(field: FieldSpec, value: Json): Comparable {
  if (field.type === 'boolean') return value === true;
  if (field.type === 'id' || field.type === 'reference')
    return value === null ? null : (toId18(String(value)) ?? String(value));
  if (typeof value === 'string') return isStamp(field) ? value : value.toLowerCase();
  return typeof value === 'object' ? null : value;
}

function isStamp(field: FieldSpec): boolean {
  return field.type === 'datetime' || field.type === 'date';
}

type Test = (actual: Comparable, wanted: Comparable) => boolean;
const TESTS: Readonly<Record<Exclude<CompareOperator, 'LIKE'>, Test>> = {
  '=': (actual, wanted) => actual === wanted,
  '!=': (actual, wanted) => actual !== wanted,
  '<': (actual, wanted) => actual !== null && wanted !== null && actual < wanted,
  '>': (actual, wanted) => actual !== null && wanted !== null && actual > wanted,
  '<=': (actual, wanted) => actual !== null && wanted !== null && actual <= wanted,
  '>=': (actual, wanted) => actual !== null && wanted !== null && actual >= wanted,
};

function checkFilterable(field: FieldSpec): void {
  if (!isLongText(field) && field.type !== 'address') return;
  throw badRequest('INVALID_FIELD', `field '${field.name}' can not be filtered in a query call`);
}
