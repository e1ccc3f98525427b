/** An amount and its currency survive together: a golden record has one currency, and only amounts in it. */
import type { GoldenType } from '../model/entity.ts';
import { CANONICAL_FIELDS, type FieldKind } from '../model/field.ts';
import type { Member } from './candidate.ts';
import { candidatesOf, choose, follow } from './choose.ts';
import type { GoldenValues } from './merge.ts';
import type { FieldPolicy } from './policy.ts';

type Merging = {
  result: GoldenValues;
  /** In the order of their keys. */
  members: readonly Member[];
  policyOf(field: string): FieldPolicy;
};

/**
 * Where the amount that the currency follows is not known, it follows another amount. Amounts in other currencies are
 * chosen anew among those in this one; none is better than one in the wrong currency.
 */
export function settleCurrency(entity: GoldenType, merging: Merging): void {
  const { result, members, policyOf } = merging;
  const kinds: Readonly<Record<string, FieldKind>> = CANONICAL_FIELDS[entity];
  const amounts = Object.keys(kinds).filter(
    (field) => kinds[field] === 'money' && result.provenance[field] !== undefined,
  );
  if (amounts.length === 0) return;
  followKnown(merging, amounts);
  const currency = result.values['currency'];
  const alike = members.filter(({ record }) => (record['currency'] ?? undefined) === currency);
  const keys = new Set(alike.map(({ key }) => key));
  for (const field of amounts) {
    if (keys.has(result.provenance[field]?.from ?? '')) continue;
    const choice = choose(candidatesOf(alike, field), policyOf(field));
    if (choice === null) {
      delete result.values[field];
      delete result.provenance[field];
      continue;
    }
    result.values[field] = choice.value;
    result.provenance[field] = { ...choice.provenance, rule: 'follow currency' };
  }
}

function followKnown({ result, members, policyOf }: Merging, [first = '']: readonly string[]): void {
  const policy = policyOf('currency');
  if (typeof policy !== 'object' || Array.isArray(policy)) return;
  if (result.provenance[policy.follow] !== undefined) return;
  const from = result.provenance[first]?.from ?? '';
  const choice = follow(candidatesOf(members, 'currency'), from, first);
  if (choice === null) return;
  result.values['currency'] = choice.value;
  result.provenance['currency'] = choice.provenance;
}
