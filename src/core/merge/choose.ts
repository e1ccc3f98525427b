/** One field's value out of its members', by a rule. */
import type { CanonicalValue } from '../model/field.ts';
import { type Candidate, type Member, valueIdentity } from './candidate.ts';
import { type FieldPolicy, RULES } from './policy.ts';

export type FieldProvenance = {
  /** Key of the member that gave the value; of the first of them, where several agree or were put together. */
  from: string;
  /** The rule that decided: `only` where there was no choice. */
  rule: string;
  /** Other values, with a member that held each. */
  losers: { from: string; value: CanonicalValue }[];
};

export type Choice = { value: CanonicalValue; provenance: FieldProvenance };

export function candidatesOf(members: readonly Member[], field: string): Candidate[] {
  const candidates: Candidate[] = [];
  for (const member of members) {
    const value = member.record[field] ?? null;
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    candidates.push({ member, value });
  }
  return candidates;
}

export function choose(candidates: readonly Candidate[], policy: FieldPolicy): Choice | null {
  if (policy === 'aggregate') return aggregate(candidates);
  if (!Array.isArray(policy) || candidates.length === 0) return null;
  let kept: readonly Candidate[] = candidates;
  let rule = 'only';
  for (const name of policy) {
    if (distinct(kept) === 1) break;
    kept = RULES[name](kept);
    rule = name;
  }
  if (distinct(kept) > 1) rule = 'smallest key';
  return decided(kept[0], candidates, rule);
}

export function follow(candidates: readonly Candidate[], from: string, leader: string): Choice | null {
  const led = candidates.find((candidate) => candidate.member.key === from);
  return led === undefined ? null : decided(led, candidates, `follow ${leader}`);
}

function aggregate(candidates: readonly Candidate[]): Choice | null {
  const first = candidates[0];
  if (first === undefined) return null;
  const all = new Set<string>();
  for (const { value } of candidates)
    for (const one of Array.isArray(value) ? value : [String(value)]) all.add(one);
  return {
    value: [...all].sort(),
    provenance: { from: first.member.key, rule: 'aggregate', losers: [] },
  };
}

function decided(
  winner: Candidate | undefined,
  candidates: readonly Candidate[],
  rule: string,
): Choice | null {
  if (winner === undefined) return null;
  const seen = new Set([valueIdentity(winner.value)]);
  const losers: FieldProvenance['losers'] = [];
  for (const { member, value } of candidates) {
    const identity = valueIdentity(value);
    if (seen.has(identity)) continue;
    seen.add(identity);
    losers.push({ from: member.key, value });
  }
  return { value: winner.value, provenance: { from: winner.member.key, rule, losers } };
}

function distinct(candidates: readonly Candidate[]): number {
  return new Set(candidates.map((candidate) => valueIdentity(candidate.value))).size;
}
