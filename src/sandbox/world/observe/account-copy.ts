/** One record of a company, vendor-neutral: what one system says about it, and which truths that shows. */
import { AS_OF_MS, HOUR, wholeSecond } from '../instant.ts';
import type { Random } from '../random.ts';
import type { Address } from '../truth/address.ts';
import type { Company } from '../truth/company.ts';
import { fullWidth, type Script } from '../truth/japanese-script.ts';
import type { Phone } from '../truth/phone.ts';
import type { System } from '../truth/presence.ts';
import { formatAddress, type SeenAddress } from './address-format.ts';
import { ledgerName, looseName, nativeName, plainName, type SeenName } from './company-name-variant.ts';
import { formatPhone } from './phone-format.ts';

/** The fields by which two records of one company can be known to be the same. */
export const ACCOUNT_EVIDENCE = ['name', 'domain', 'phone', 'fax', 'address', 'vat', 'duns', 'lei'] as const;
export type AccountEvidence = (typeof ACCOUNT_EVIDENCE)[number];

/** `main` is the truth as it is now, `other` a second or former one. */
type Which = 'main' | 'other';

export type AccountCopy = {
  company: Company;
  system: System;
  /** In which writing it holds name and address; all but Japanese companies know only one. */
  script: Script;
  name: SeenName;
  domain: string | null;
  phone: string | null;
  fax: string | null;
  address: SeenAddress | null;
  vat: string | null;
  duns: string | null;
  lei: string | null;
  /** For each piece of evidence that the record holds, which truth it shows; equal keys agree. */
  shows: Partial<Record<AccountEvidence, string>>;
  createdAt: number;
  updatedAt: number;
};

/** How often a system holds a field. A system that lacks a field has no entry. */
export const FIELD_RATES: Readonly<Record<System, Partial<Record<AccountEvidence, number>>>> = {
  salesforce: { domain: 0.58, phone: 0.72, fax: 0.2, address: 0.74, duns: 0.12 },
  hubspot: { domain: 0.7, phone: 0.55, address: 0.5 },
  erp: { domain: 0.4, phone: 0.7, fax: 0.3, address: 0.97, vat: 0.85 },
  firmographics: { domain: 0.6, phone: 0.55, address: 0.95, vat: 0.6, duns: 0.65, lei: 0.9 },
};

const STALE_RATE = 0.4;

function choose<T>(random: Random, main: T, other: T | null): [T, Which] {
  return other !== null && random.chance(STALE_RATE) ? [other, 'other'] : [main, 'main'];
}

/** Writes one piece of evidence into the record; `fresh` keeps to the truth as it is now. */
export function observe(random: Random, copy: AccountCopy, field: AccountEvidence, fresh: boolean): void {
  const { company } = copy;
  const draw = <T>(main: T, other: T | null): [T, Which] => choose(random, main, fresh ? null : other);
  switch (field) {
    case 'name':
      copy.name = nativeName(random, company, copy.script) ?? drawName(random, company, copy.system, fresh);
      copy.shows.name = copy.name.key;
      return;
    case 'domain':
      if (company.mailbox !== null) return;
      [copy.domain, copy.shows.domain] = draw(company.domain, company.secondDomain);
      return;
    case 'phone': {
      const [phone, which] = draw<Phone>(company.phone, company.oldPhone);
      copy.phone = formatPhone(random, phone);
      copy.shows.phone = which;
      if (!fresh && copy.script === 'native' && random.chance(0.08)) {
        copy.phone = fullWidth(copy.phone);
        copy.shows.phone = 'full width';
      }
      return;
    }
    case 'fax':
      copy.fax = formatPhone(random, company.fax);
      copy.shows.fax = 'main';
      return;
    case 'address': {
      const [address, which] = draw<Address>(company.address, company.oldAddress);
      copy.address = formatAddress(random, address, copy.script);
      copy.shows.address = copy.script === 'latin' || address.native === null ? which : `${which} native`;
      return;
    }
    default:
      copy[field] = company[field];
      if (company[field] !== null) copy.shows[field] = 'main';
  }
}

function drawName(random: Random, company: Company, system: System, fresh: boolean): SeenName {
  if (system === 'erp') return { text: ledgerName(random, company), key: 'legal' };
  const careful = fresh || system === 'firmographics' || company.kind !== 'alone';
  return careful ? { text: plainName(random, company), key: 'legal' } : looseName(random, company);
}

/** How often Japanese companies stand in a system in which writing. */
const SCRIPTS: Readonly<Record<System, readonly (readonly [Script, number])[]>> = {
  salesforce: [
    ['native', 5],
    ['latin', 5],
  ],
  hubspot: [
    ['native', 3],
    ['latin', 7],
  ],
  erp: [
    ['native', 4],
    ['kana', 2],
    ['latin', 4],
  ],
  firmographics: [
    ['native', 2],
    ['latin', 8],
  ],
};

/** A record as it would be typed: some fields, some of them stale. Evidence is made sufficient afterwards. */
export function drawAccountCopy(random: Random, company: Company, system: System): AccountCopy {
  const createdAt = wholeSecond(company.since + random.next() * (AS_OF_MS - company.since - 48 * HOUR));
  const copy: AccountCopy = {
    company,
    system,
    script: company.country === 'JP' ? random.weighted(SCRIPTS[system]) : 'latin',
    name: { text: company.name.core, key: 'legal' },
    domain: null,
    phone: null,
    fax: null,
    address: null,
    vat: null,
    duns: null,
    lei: null,
    shows: {},
    createdAt,
    updatedAt: wholeSecond(createdAt + random.next() * (AS_OF_MS - createdAt - HOUR)),
  };
  observe(random, copy, 'name', false);
  for (const field of ACCOUNT_EVIDENCE) {
    const rate = FIELD_RATES[system][field];
    if (rate !== undefined && random.chance(rate)) observe(random, copy, field, false);
  }
  return copy;
}
