/** One record of a person in a CRM, vendor-neutral: what it says, and which truths that shows. */
import { KANJI_VARIANTS, withoutMacrons } from '../data/japanese.ts';
import { NICKNAMES } from '../data/nicknames.ts';
import { AS_OF_MS, HOUR, wholeSecond } from '../instant.ts';
import type { Random } from '../random.ts';
import { firstNameOf, lastNameOf, type Script, toHalfWidthKana } from '../truth/japanese-script.ts';
import type { Job, Person } from '../truth/person.ts';
import type { AccountCopy } from './account-copy.ts';
import { formatAddress, type SeenAddress } from './address-format.ts';
import { formatPhone } from './phone-format.ts';
import { maybeFold, titleCaseLost, typo } from './typo.ts';

export type CrmSystem = 'salesforce' | 'hubspot';

export const CONTACT_EVIDENCE = [
  'name',
  'email',
  'mobile',
  'phone',
  'linkedin',
  'birthDate',
  'company',
] as const;
export type ContactEvidence = (typeof CONTACT_EVIDENCE)[number];

export type ContactCopy = {
  person: Person;
  system: CrmSystem;
  job: Job;
  /** In which writing it holds the name. */
  script: Script;
  /** The company record it hangs on; null for one that only names the company, or nothing. */
  account: AccountCopy | null;
  first: string | null;
  last: string;
  suffix: string | null;
  email: string | null;
  mobile: string | null;
  phone: string | null;
  title: string | null;
  linkedin: string | null;
  birthDate: string | null;
  companyName: string | null;
  address: SeenAddress | null;
  shows: Partial<Record<ContactEvidence, string>>;
  /** HubSpot keeps an address only once; when that is settled, the record's e-mail stays as it is. */
  emailSettled: boolean;
  createdAt: number;
  updatedAt: number;
};

/** How often a CRM holds a field; LinkedIn is a custom field in Salesforce, and a birth date is rarely known at all. */
export const CONTACT_RATES: Readonly<Record<CrmSystem, Partial<Record<ContactEvidence, number>>>> = {
  salesforce: { email: 0.82, mobile: 0.5, phone: 0.6, linkedin: 0.08, birthDate: 0.05 },
  hubspot: { email: 0.9, mobile: 0.4, phone: 0.42, linkedin: 0.22 },
};

function drawFirst(random: Random, person: Person): string | null {
  const nicknames = NICKNAMES.get(person.first);
  const text = random.weighted<() => string | null>([
    [() => person.first, 62],
    [() => (nicknames === undefined ? person.first : random.pick(nicknames)), 22],
    [() => `${person.first.charAt(0)}.`, 4],
    [() => (person.middle === null ? person.first : `${person.first} ${person.middle}.`), 6],
    [() => typo(random, person.first), 5],
    [() => null, 1],
  ])();
  return text === null ? null : maybeFold(random, text, 0.3);
}

/** `山田 太郎`, now and then with another character or in kana. */
function drawNativeName(random: Random, copy: ContactCopy, fresh: boolean): boolean {
  const { person, script } = copy;
  const [first, last] = [firstNameOf(person.first, person.gender), lastNameOf(person.last)];
  if (script === 'latin' || first === null || last === null) return false;
  const kana = script === 'kana';
  const variant = !fresh && random.chance(0.15) ? KANJI_VARIANTS.get(last.native) : undefined;
  copy.first = kana ? toHalfWidthKana(first.reading).normalize('NFKC') : first.native;
  copy.last = kana ? toHalfWidthKana(last.reading).normalize('NFKC') : (variant ?? last.native);
  copy.shows.name = script;
  return true;
}

/** `Tarō Ōno` as `Tarou Ohno`: the long vowel written as it is spelt, or with an h. */
function longVowels(random: Random, copy: ContactCopy): void {
  const { person } = copy;
  const [first, last] = [firstNameOf(person.first, person.gender), lastNameOf(person.last)];
  if (first === null || last === null) return;
  const long = random.pick(['ou', 'oh']);
  const write = (reading: string): string =>
    withoutMacrons(reading.replace(/^Ō/u, 'Oh').replaceAll('ō', long));
  [copy.first, copy.last] = [write(first.reading), write(last.reading)];
}

/** Japanese and Hungarians say the family name first, and forms ask for the other order. */
const swapRate = ({ job }: ContactCopy): number => (job.company.country === 'JP' ? 0.1 : 0.015);

function foreignHabits(random: Random, copy: ContactCopy): void {
  const { country } = copy.job.company;
  if (country === 'FR' && random.chance(0.15)) copy.last = copy.last.toUpperCase();
  if (country === 'ES' && random.chance(0.3)) copy.last = copy.last.split(' ')[0] ?? copy.last;
  if (country === 'ES' && random.chance(0.06)) copy.last = copy.last.replace(' ', '-');
  if (country === 'JP' && random.chance(0.12)) longVowels(random, copy);
}

function drawName(random: Random, copy: ContactCopy, fresh: boolean): void {
  const { person } = copy;
  if (drawNativeName(random, copy, fresh)) return;
  copy.first = fresh ? person.first : drawFirst(random, person);
  copy.last = maybeFold(random, !fresh && random.chance(0.06) ? typo(random, person.last) : person.last, 0.3);
  if (!fresh && random.chance(0.05)) copy.last = titleCaseLost(random, copy.last);
  if (!fresh) foreignHabits(random, copy);
  if (!fresh && copy.first !== null && random.chance(swapRate(copy)))
    [copy.first, copy.last] = [copy.last, copy.first];
  copy.suffix = person.suffix !== null && (fresh || random.chance(0.8)) ? person.suffix : null;
  copy.shows.name = 'main';
}

/** Addresses of the house that several colleagues' records hold. */
const ROLES = {
  US: ['info', 'sales', 'office'],
  GB: ['info', 'enquiries', 'office'],
  DE: ['info', 'kontakt', 'office'],
  FR: ['contact', 'info', 'commercial'],
  ES: ['info', 'contacto', 'ventas'],
  JP: ['info', 'contact', 'office'],
};

function roleEmail(random: Random, { company }: Job): string {
  return company.mailbox ?? `${random.pick(ROLES[company.country])}@${company.domain}`;
}

function drawEmail(random: Random, copy: ContactCopy, fresh: boolean): void {
  const { person, job } = copy;
  const work: [string, string] = [job.email, job === person.job ? 'work' : 'former'];
  const [email, shown] = fresh
    ? work
    : random.weighted<[string, string]>([
        [work, 64],
        [[person.aliasEmail ?? job.email, person.aliasEmail === null ? work[1] : 'alias'], 22],
        [[person.privateEmail ?? job.email, person.privateEmail === null ? work[1] : 'private'], 22],
        [[typo(random, job.email.replace(/@.*/u, '')).concat(job.email.replace(/^[^@]*/u, '')), 'slip'], 4],
        [[roleEmail(random, job), 'role'], 9],
      ]);
  copy.email = random.chance(0.08) ? email.toUpperCase() : email;
  copy.shows.email = shown;
}

/** Writes one piece of evidence into the record; `fresh` keeps to the person's own main value. */
export function observeContact(
  random: Random,
  copy: ContactCopy,
  field: ContactEvidence,
  fresh: boolean,
): void {
  const { person, job } = copy;
  switch (field) {
    case 'name':
      return drawName(random, copy, fresh);
    case 'email':
      return drawEmail(random, copy, fresh);
    case 'mobile':
      copy.mobile = person.mobile === null ? null : formatPhone(random, person.mobile);
      break;
    case 'phone': {
      const direct = job.direct !== null && (fresh || random.chance(0.6)) ? job.direct : null;
      copy.phone = formatPhone(random, direct ?? job.company.phone);
      copy.shows.phone = direct === null ? 'switchboard' : `direct ${job.company.entity}`;
      return;
    }
    case 'linkedin':
      copy.linkedin = person.linkedin;
      break;
    case 'birthDate':
      copy.birthDate = person.birthDate;
      break;
    case 'company':
      copy.shows.company = job.company.entity;
      return;
  }
  if (copy[field] !== null) copy.shows[field] = 'main';
}

const SCRIPTS: Readonly<Record<CrmSystem, readonly (readonly [Script, number])[]>> = {
  salesforce: [
    ['native', 4],
    ['kana', 0.5],
    ['latin', 6],
  ],
  hubspot: [
    ['native', 2],
    ['kana', 0.3],
    ['latin', 8],
  ],
};

/** A Japanese title comes first in its own script; elsewhere the short way of writing it is the rarer one. */
function titleIndex(random: Random, script: Script, { country }: Job['company']): 0 | 1 {
  if (country === 'JP') return script === 'latin' ? 1 : 0;
  return random.chance(0.65) ? 0 : 1;
}

/** A record as it would be typed; evidence is made sufficient afterwards. */
export function drawContactCopy(
  random: Random,
  place: { person: Person; job: Job; system: CrmSystem; account: AccountCopy | null },
): ContactCopy {
  const { person, job, system, account } = place;
  const { company } = job;
  const createdAt = wholeSecond(company.since + random.next() * (AS_OF_MS - company.since - 48 * HOUR));
  const script = company.country === 'JP' ? random.weighted(SCRIPTS[system]) : 'latin';
  const copy: ContactCopy = {
    ...place,
    script,
    first: null,
    last: person.last,
    suffix: null,
    email: null,
    mobile: null,
    phone: null,
    title: random.chance(0.7) ? job.title[titleIndex(random, script, company)] : null,
    linkedin: null,
    birthDate: null,
    companyName: account?.name.text ?? (random.chance(0.6) ? company.name.core : null),
    address: random.chance(0.4) ? formatAddress(random, company.address, script) : null,
    shows: {},
    emailSettled: false,
    createdAt,
    updatedAt: wholeSecond(createdAt + random.next() * (AS_OF_MS - createdAt - HOUR)),
  };
  observeContact(random, copy, 'name', false);
  if (account !== null || copy.companyName !== null) observeContact(random, copy, 'company', false);
  for (const field of CONTACT_EVIDENCE) {
    const rate = CONTACT_RATES[system][field];
    if (rate !== undefined && random.chance(rate)) observeContact(random, copy, field, false);
  }
  return copy;
}
