/**
 * What matching knows of a record: column → folded text. Several values of a column are joined by `|`, sorted.
 * The pipeline may add, for the second round, `account` to a contact (its account's cluster) and `contacts` to an
 * account (its contacts' clusters).
 */
export type Standardised = Readonly<Record<string, string>>;

/** Columns of an account. */
export const ACCOUNT_COLUMNS = [
  'name',
  'form',
  'role',
  'domain',
  'email',
  'phone',
  'address',
  'city',
  'state',
  'postal',
  'country',
  'geo',
  'industry',
  'brand',
  'parent',
  'socials',
  'vat_id',
  'duns',
  'lei',
  'company_number',
] as const;

/** Columns of a contact. */
export const CONTACT_COLUMNS = [
  'first',
  'middle',
  'last',
  'suffix',
  'email',
  'phone',
  'birth',
  'national_id',
  'address',
  'locality',
  'city',
  'state',
  'postal',
  'country',
  'company',
  'title',
  'linkedin',
  'gender',
  'birth_place',
  'occupation',
  'mailbox',
] as const;

export type Column = (typeof ACCOUNT_COLUMNS)[number] | (typeof CONTACT_COLUMNS)[number];
