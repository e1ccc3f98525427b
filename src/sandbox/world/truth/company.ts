/** One true company: everything that its records in any system are observations of. */
import { TRADES, type Trade } from '../data/company-words.ts';
import { AS_OF_MS, DAY } from '../instant.ts';
import type { Random } from '../random.ts';
import { type Address, drawAddress, drawCity } from './address.ts';
import { type CompanyName, drawCompanyName, drawStem } from './company-name.ts';
import { type Country, unitsOf } from './country.ts';
import { drawDomain } from './domain.ts';
import { drawFreeMailbox } from './free-mail.ts';
import { drawPhone, type Phone } from './phone.ts';
import { drawPresence, type Presence } from './presence.ts';
import { drawCompanyNumber, drawDuns, drawLei, drawVat } from './registration.ts';

export type Company = {
  /** The entity's name in the truth: `account-00042`. */
  entity: string;
  index: number;
  country: Country;
  name: CompanyName;
  /** The name over the door, where it is not the legal one. */
  tradingName: string | null;
  /** Town or unit that tells this company from its siblings of the same name. */
  site: string | null;
  domain: string;
  secondDomain: string | null;
  /** The free-mail address of a company that has no web site; then nothing shows its domain. */
  mailbox: string | null;
  address: Address;
  /** Where it was before it moved; some records still say so. */
  oldAddress: Address | null;
  phone: Phone;
  oldPhone: Phone | null;
  fax: Phone;
  /** Absent for branches: the head office is invoiced. */
  vat: string | null;
  duns: string;
  lei: string | null;
  companyNumber: string;
  trade: Trade;
  employees: number;
  /** Yearly revenue in whole units of the country's currency. */
  revenue: number;
  /** How it stands to companies that look like it. `alone` has none on purpose. */
  kind: 'alone' | 'franchise' | 'group' | 'branch' | 'namesake';
  /** Index of the company that owns it, where there is one. */
  parent: number | null;
  presence: Presence;
  /** Since when it is known to us (milliseconds since 1970). */
  since: number;
};

/** What names and domains are taken, so that likeness arises only where it is meant. */
export type Register = { domains: Set<string>; names: Set<string> };

function freshName(random: Random, address: Address, trade: Trade, register: Register): CompanyName {
  const { country, city } = address;
  for (let attempt = 0; ; attempt++) {
    const name = drawCompanyName(random, country, trade, city);
    const key = name.brand.toLowerCase();
    if (register.names.has(key) && attempt < 20) continue;
    if (register.names.has(key)) {
      const stem = `${drawStem(random)}${drawStem(random).toLowerCase()}`;
      return { ...name, core: `${stem} ${name.what}`, brand: stem };
    }
    register.names.add(key);
    return name;
  }
}

/** `index` 0, 1, 2, … gives the entity its name; everything else is drawn. */
export function drawCompany(random: Random, index: number, country: Country, register: Register): Company {
  const trade = random.pick(TRADES);
  const city = drawCity(random, country);
  const address = drawAddress(random, country, city);
  const name = freshName(random, address, trade, register);
  const phone = drawPhone(random, country, address.areaCode);
  const vat = drawVat(random, country, name.legalForm);
  const employees = Math.round(4 * Math.exp(random.next() * random.next() * 8));
  return {
    entity: `account-${String(index).padStart(5, '0')}`,
    index,
    country,
    name,
    tradingName: random.chance(0.06) ? `${drawStem(random)} ${name.what}` : null,
    site: null,
    domain: drawDomain(random, country, name, register.domains),
    secondDomain: random.chance(0.12) ? drawDomain(random, country, name, register.domains) : null,
    mailbox: employees < 15 && random.chance(0.15) ? drawFreeMailbox(random, country, name) : null,
    address,
    oldAddress: random.chance(0.14)
      ? drawAddress(random, country, random.chance(0.6) ? city : undefined)
      : null,
    phone,
    oldPhone: random.chance(0.12) ? drawPhone(random, country, address.areaCode) : null,
    fax: {
      ...phone,
      local: phone.local.slice(0, -2) + String((Number(phone.local.slice(-2)) + 9) % 100).padStart(2, '0'),
    },
    vat,
    duns: drawDuns(random),
    lei: employees > 20 || random.chance(0.3) ? drawLei(random) : null,
    companyNumber: drawCompanyNumber(random, country, vat),
    trade,
    employees,
    revenue: employees * random.int(60, 260) * 1000 * unitsOf(country),
    kind: 'alone',
    parent: null,
    presence: drawPresence(random),
    since: AS_OF_MS - random.int(40, 2600) * DAY - random.int(0, DAY / 1000 - 1) * 1000,
  };
}
