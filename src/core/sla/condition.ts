import type { Attribute } from './case-events.ts';
import type { Condition, Policy } from './policy.ts';

export type Attributes = Readonly<Record<string, Attribute>>;

/** Whether every condition of a policy holds. */
export function isFor(policy: Pick<Policy, 'when'>, attributes: Attributes): boolean {
  return Object.entries(policy.when).every(([key, condition]) => holds(condition, attributes[key] ?? null));
}

function holds(condition: Condition, value: Attribute): boolean {
  if (Array.isArray(condition)) return condition.some((one) => isSame(one, value));
  if (typeof condition !== 'object') return isSame(condition, value);
  const { lt, lte, gt, gte, not } = condition;
  if (not !== undefined && (Array.isArray(not) ? not : [not]).some((one) => isSame(one, value))) return false;
  if (lt === undefined && lte === undefined && gt === undefined && gte === undefined) return true;
  // What is not known is neither over nor under anything.
  if (value === null || value === '') return false;
  const number = Number(value);
  return (
    Number.isFinite(number) &&
    (lt === undefined || number < lt) &&
    (lte === undefined || number <= lte) &&
    (gt === undefined || number > gt) &&
    (gte === undefined || number >= gte)
  );
}

function isSame(wanted: string | number | boolean, value: Attribute): boolean {
  return value !== null && String(wanted).toLowerCase() === String(value).toLowerCase();
}
