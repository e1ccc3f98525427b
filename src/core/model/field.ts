/**
 * The canonical fields of every entity, as data: mapping, survivorship, matching and documentation read this
 * table. A canonical record is a plain object with these keys; an absent key and null both mean "not known".
 */
import type { EntityType } from './entity.ts';

/**
 * - `text` NFC string, trimmed · `texts` several of them · `number` finite · `integer` · `boolean`
 * - `date` `YYYY-MM-DD` · `instant` ISO 8601 in UTC with milliseconds
 * - `money` integer minor units of the record's `currency`
 * - `reference` the external id of a record in the same connection
 */
export type FieldKind =
  | 'text'
  | 'texts'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'money'
  | 'reference';

export type CanonicalValue = string | number | boolean | string[] | null;
/** One source record in canonical form. */
export type CanonicalRecord = { [field: string]: CanonicalValue };

const account = {
  name: 'text',
  legal_name: 'text',
  website: 'text',
  domains: 'texts',
  email: 'text',
  emails: 'texts',
  phone: 'text',
  phones: 'texts',
  fax: 'text',
  street: 'text',
  street_number: 'text',
  unit: 'text',
  city: 'text',
  state: 'text',
  postal_code: 'text',
  country: 'text',
  latitude: 'number',
  longitude: 'number',
  industry: 'text',
  brand: 'text',
  socials: 'texts',
  vat_id: 'text',
  duns: 'text',
  lei: 'text',
  company_number: 'text',
  parent: 'reference',
  account_number: 'text',
  employees: 'integer',
  annual_revenue: 'money',
  credit_limit: 'money',
  currency: 'text',
  kind: 'text',
  owner: 'reference',
  description: 'text',
  created_at: 'instant',
} as const satisfies Record<string, FieldKind>;

const contact = {
  name: 'text',
  first_name: 'text',
  middle_name: 'text',
  last_name: 'text',
  suffix: 'text',
  email: 'text',
  emails: 'texts',
  phone: 'text',
  mobile: 'text',
  phones: 'texts',
  street: 'text',
  street_number: 'text',
  unit: 'text',
  city: 'text',
  state: 'text',
  postal_code: 'text',
  country: 'text',
  date_of_birth: 'text',
  national_id: 'text',
  company: 'text',
  title: 'text',
  linkedin: 'text',
  gender: 'text',
  birth_place: 'text',
  occupation: 'text',
  account: 'reference',
  kind: 'text',
  owner: 'reference',
  created_at: 'instant',
} as const satisfies Record<string, FieldKind>;

const opportunity = {
  name: 'text',
  account: 'reference',
  amount: 'money',
  currency: 'text',
  stage: 'text',
  is_closed: 'boolean',
  is_won: 'boolean',
  close_on: 'date',
  created_at: 'instant',
} as const satisfies Record<string, FieldKind>;

const transaction = {
  number: 'text',
  kind: 'text',
  account: 'reference',
  amount: 'money',
  open_amount: 'money',
  currency: 'text',
  issued_on: 'date',
  due_on: 'date',
  paid_on: 'date',
  product: 'text',
} as const satisfies Record<string, FieldKind>;

const caseFields = {
  number: 'text',
  subject: 'text',
  status: 'text',
  /** Canonical status: new, open, pending (waiting on customer), on_hold (third party), solved. */
  state: 'text',
  priority: 'text',
  is_closed: 'boolean',
  account: 'reference',
  contact: 'reference',
  owner: 'reference',
  opened_at: 'instant',
  closed_at: 'instant',
} as const satisfies Record<string, FieldKind>;

const caseEvent = {
  case: 'reference',
  at: 'instant',
  /** created, status, priority, public_reply, internal_note, customer_message, assigned, reopened, solved, field. */
  type: 'text',
  /** customer, agent, bot, system. */
  by: 'text',
  field: 'text',
  from: 'text',
  to: 'text',
} as const satisfies Record<string, FieldKind>;

export const CANONICAL_FIELDS: { readonly [E in EntityType]: Readonly<Record<string, FieldKind>> } = {
  account,
  contact,
  opportunity,
  transaction,
  case: caseFields,
  case_event: caseEvent,
};
