/** Survivorship: one golden record's values out of its members', with the provenance of each value. */
import type { GoldenType } from '../model/entity.ts';
import { CANONICAL_FIELDS, type CanonicalRecord } from '../model/field.ts';
import { settleCurrency } from './amounts.ts';
import type { Member } from './candidate.ts';
import { type Choice, candidatesOf, choose, type FieldProvenance, follow } from './choose.ts';
import { DEFAULT_POLICIES, FALLBACK_POLICY, type FieldPolicy, type SurvivorshipConfig } from './policy.ts';

export type GoldenValues = { values: CanonicalRecord; provenance: Record<string, FieldProvenance> };

/**
 * Merges members into a golden record. Pure and order-free: members are put in the order of their keys first.
 * Empty never beats a value. References (parent, account, owner) name a record of one connection only and
 * are not carried over.
 */
export function mergeMembers(
  entity: GoldenType,
  members: readonly Member[],
  config: SurvivorshipConfig,
): GoldenValues {
  const policyOf = (field: string): FieldPolicy =>
    config[entity][field] ?? DEFAULT_POLICIES[entity][field] ?? FALLBACK_POLICY;
  const ordered = [...members].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const result: GoldenValues = { values: {}, provenance: {} };
  const followers: [string, string][] = [];
  for (const [field, kind] of Object.entries(CANONICAL_FIELDS[entity])) {
    if (kind === 'reference') continue;
    const policy = policyOf(field);
    if (typeof policy === 'object' && !Array.isArray(policy)) followers.push([field, policy.follow]);
    else take(result, field, choose(candidatesOf(ordered, field), policy));
  }
  for (const [field, leader] of followers) {
    const candidates = candidatesOf(ordered, field);
    const from = result.provenance[leader]?.from;
    if (from === undefined) take(result, field, choose(candidates, FALLBACK_POLICY));
    else take(result, field, follow(candidates, from, leader));
  }
  settleCurrency(entity, { result, members: ordered, policyOf });
  return result;
}

function take(result: GoldenValues, field: string, choice: Choice | null): void {
  if (choice === null) return;
  result.values[field] = choice.value;
  result.provenance[field] = choice.provenance;
}
