/** Survivorship as configuration: for each field of a golden record a chain of rules, with working defaults. */
import { z } from 'zod';
import type { GoldenType } from '../model/entity.ts';
import type { SurvivorshipRule } from './candidate.ts';
import { completeness } from './rules/completeness.ts';
import { max, min } from './rules/extreme.ts';
import { frequency } from './rules/frequency.ts';
import { longest } from './rules/longest.ts';
import { oldest } from './rules/oldest.ts';
import { recency } from './rules/recency.ts';
import { trust } from './rules/trust.ts';

export const RULES = {
  trust,
  recency,
  completeness,
  frequency,
  longest,
  oldest,
  min,
  max,
} as const satisfies Record<string, SurvivorshipRule>;
export type RuleName = keyof typeof RULES;
const RULE_NAMES = Object.keys(RULES) as [RuleName, ...RuleName[]];

/**
 * A chain of rules; or `aggregate`: every member's values together; or `follow`: the value of the member that
 * gave another field, so that an address never mixes two sources.
 */
export const FieldPolicy = z.union([
  z.array(z.enum(RULE_NAMES)).min(1),
  z.literal('aggregate'),
  z.strictObject({ follow: z.string().min(1) }),
]);
export type FieldPolicy = z.infer<typeof FieldPolicy>;

export const SurvivorshipConfig = z.strictObject({
  account: z.record(z.string(), FieldPolicy).default({}),
  contact: z.record(z.string(), FieldPolicy).default({}),
});
export type SurvivorshipConfig = z.infer<typeof SurvivorshipConfig>;

const BY_TRUST: FieldPolicy = ['trust', 'recency'];
const BY_RECENCY: FieldPolicy = ['recency', 'trust'];

/** B2B defaults: ids, legal name and money by trust; contact data by recency; the address as one piece. */
export const DEFAULT_POLICIES: { readonly [T in GoldenType]: Readonly<Record<string, FieldPolicy>> } = {
  account: {
    name: ['trust', 'frequency', 'recency'],
    legal_name: BY_TRUST,
    domains: 'aggregate',
    emails: 'aggregate',
    phones: 'aggregate',
    socials: 'aggregate',
    street: BY_RECENCY,
    street_number: { follow: 'street' },
    unit: { follow: 'street' },
    city: { follow: 'street' },
    state: { follow: 'street' },
    postal_code: { follow: 'street' },
    country: { follow: 'street' },
    latitude: { follow: 'street' },
    longitude: { follow: 'street' },
    vat_id: BY_TRUST,
    duns: BY_TRUST,
    lei: BY_TRUST,
    company_number: BY_TRUST,
    account_number: BY_TRUST,
    credit_limit: BY_TRUST,
    currency: { follow: 'credit_limit' },
    annual_revenue: BY_TRUST,
    employees: BY_TRUST,
    created_at: ['min'],
    parent: BY_TRUST,
  },
  contact: {
    first_name: ['frequency', 'longest', 'recency'],
    last_name: ['frequency', 'recency'],
    emails: 'aggregate',
    phones: 'aggregate',
    street: BY_RECENCY,
    street_number: { follow: 'street' },
    unit: { follow: 'street' },
    city: { follow: 'street' },
    state: { follow: 'street' },
    postal_code: { follow: 'street' },
    country: { follow: 'street' },
    created_at: ['min'],
  },
};

/** What decides a field that neither the configuration nor the defaults name. */
export const FALLBACK_POLICY: FieldPolicy = BY_RECENCY;
