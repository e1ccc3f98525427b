/** Which differences are worth a call. */
import type { Json, JsonObject } from '../../util/json.ts';

/**
 * Smallest change of a number that is written: absolute, or a share of the old value, whichever is larger. Without
 * it a score would be written every night because a customer grew a day older.
 */
export const MATERIAL_STEPS: Readonly<Record<string, { absolute: number; share: number }>> = {
  clv: { absolute: 1, share: 0.01 },
  churn_risk: { absolute: 0.01, share: 0 },
  health: { absolute: 1, share: 0 },
};

/** Written along with another change, or where the CRM holds nothing yet; never on their own. */
const COMPANIONS: ReadonlySet<string> = new Set(['reasons', 'scored_on', 'sla_reason']);

/** Absolute steps by canonical field, in place of the built-in ones. */
export type Materiality = Readonly<Partial<Record<string, number>>>;

/** Whether the change of one canonical field from `held` to `wanted` is material. */
export function isMaterial(
  field: string,
  { wanted, held }: { wanted: Json; held: Json },
  own: Materiality,
): boolean {
  const configured = own[field];
  const step = configured === undefined ? MATERIAL_STEPS[field] : { absolute: configured, share: 0 };
  const before = typeof held === 'string' && held !== '' ? Number(held) : held;
  if (
    step === undefined ||
    typeof wanted !== 'number' ||
    typeof before !== 'number' ||
    Number.isNaN(before)
  ) {
    return true;
  }
  // Half a rounding unit of tolerance: 0.29 and 0.30 differ by a step although their difference in binary is less.
  const size = Math.max(step.absolute, Math.abs(before) * step.share);
  return Math.abs(wanted - before) >= size - 1e-9;
}

/** Drops the companions where nothing else changes, except those that the CRM does not hold yet. */
export function dropLoneCompanions(changed: readonly string[], held: JsonObject): string[] {
  if (changed.some((field) => !COMPANIONS.has(field))) return [...changed];
  return changed.filter((field) => (held[field] ?? null) === null || held[field] === '');
}
