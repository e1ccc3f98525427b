/** One true person at a company. */
import { FIRST_NAMES, type Gender } from '../data/first-names.ts';
import { JOB_TITLES } from '../data/job-titles.ts';
import { LAST_NAMES } from '../data/last-names.ts';
import type { Random } from '../random.ts';
import type { Company } from './company.ts';
import { slugWords } from './domain.ts';
import { FREE_MAIL } from './free-mail.ts';
import { directLine, drawMobile, type Phone } from './phone.ts';

export type Job = { company: Company; email: string; title: readonly [string, string]; direct: Phone | null };

export type Person = {
  /** The entity's name in the truth: `contact-00042`. */
  entity: string;
  gender: Gender;
  first: string;
  /** One letter, where a second given name is used at all. */
  middle: string | null;
  last: string;
  /** Jr. and Sr. tell father and son apart. */
  suffix: string | null;
  job: Job;
  /** The job before, still named in some records. */
  formerJob: Job | null;
  privateEmail: string | null;
  /** The same mailbox under another spelling or the company's second domain. */
  aliasEmail: string | null;
  mobile: Phone | null;
  linkedin: string;
  birthDate: string;
  /** Lives or works with somebody of the same family name. */
  household: boolean;
};

export type Mailboxes = Set<string>;

/** A company without a web site writes from where its mailbox is. */
const mailDomain = (company: Company): string => company.mailbox?.split('@')[1] ?? company.domain;

const slug = (name: string): string => slugWords(name).join('-');

/** Every mailbox belongs to one person: a taken one gets a number. */
function mailbox(taken: Mailboxes, local: string, domain: string): string {
  let address = `${local}@${domain}`;
  for (let n = 2; taken.has(address); n++) address = `${local}${n}@${domain}`;
  taken.add(address);
  return address;
}

/** `scheme` is the house style of the company, so that colleagues' addresses look alike. */
function localPart(scheme: number, first: string, last: string): string {
  const [f, l] = [slug(first), slug(last)];
  return (
    [`${f}.${l}`, `${f.charAt(0)}.${l}`, `${f.charAt(0)}${l}`, `${f}.${l}`, `${f}${l.charAt(0)}`, l][
      scheme % 6
    ] ?? l
  );
}

export function drawJob(
  random: Random,
  company: Company,
  name: { first: string; last: string },
  mailboxes: Mailboxes,
): Job {
  return {
    company,
    email: mailbox(mailboxes, localPart(company.index, name.first, name.last), mailDomain(company)),
    title: random.pick(JOB_TITLES[company.country]),
    direct: random.chance(0.35) ? directLine(random, company.phone) : null,
  };
}

function drawPrivateEmail(random: Random, company: Company, first: string, last: string): string {
  const tail = random.chance(0.6) ? String(random.int(1, 99)) : '';
  return `${slug(first)}${random.pick(['.', '', '_'])}${slug(last)}${tail}@${random.pick(FREE_MAIL[company.country])}`;
}

/** Spaniards carry their father's and their mother's name. */
function drawLast(random: Random, { country }: Company): string {
  const last = random.pickCommon(LAST_NAMES[country]);
  return country === 'ES' ? `${last} ${random.pickCommon(LAST_NAMES[country])}` : last;
}

/** `relative` gives the family name (and from father to son the given name; the son's mailbox says junior). */
export function drawPerson(
  random: Random,
  company: Company,
  { index, mailboxes, relative }: { index: number; mailboxes: Mailboxes; relative: Person | null },
): Person {
  const gender: Gender = random.chance(0.5) ? 'm' : 'f';
  const english = company.country === 'US' || company.country === 'GB';
  const namesake = relative !== null && relative.gender === 'm' && english && random.chance(0.6);
  const first = namesake ? relative.first : random.pickCommon(FIRST_NAMES[company.country][gender]);
  const last = relative?.last ?? drawLast(random, company);
  const job = drawJob(random, company, { first: namesake ? 'junior' : first, last }, mailboxes);
  const alias = company.secondDomain ?? mailDomain(company);
  return {
    entity: `contact-${String(index).padStart(5, '0')}`,
    gender: namesake ? 'm' : gender,
    first,
    middle: english && random.chance(0.3) ? random.pick([...'ABCDEFGHJKLMPRSTW']) : null,
    last,
    suffix: namesake ? 'Jr.' : null,
    job,
    formerJob: null,
    privateEmail: random.chance(0.45)
      ? mailbox(mailboxes, ...split(drawPrivateEmail(random, company, first, last)))
      : null,
    aliasEmail: random.chance(0.45)
      ? mailbox(mailboxes, localPart(company.index + 1, first, last), alias)
      : null,
    mobile:
      relative !== null || random.chance(0.8)
        ? drawMobile(random, company.country, company.address.areaCode)
        : null,
    linkedin: `https://www.linkedin.com/in/${slug(first)}-${slug(last)}-${random.digits(6)}`,
    birthDate: `${random.int(1958, 2001)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
    household: relative !== null,
  };
}

function split(email: string): [string, string] {
  const at = email.indexOf('@');
  return [email.slice(0, at), email.slice(at + 1)];
}
