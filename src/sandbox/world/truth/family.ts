/**
 * Companies that look alike and are not the same: outlets of a chain, companies of a group, branches of one firm, and
 * strangers of the same name. Each keeps what tells it apart: never do two share both address and telephone.
 */
import { CHAIN_WORDS, TRADES } from '../data/company-words.ts';
import { LAST_NAMES } from '../data/last-names.ts';
import type { Random } from '../random.ts';
import { drawAddress } from './address.ts';
import { type Company, drawCompany, type Register } from './company.ts';
import { drawLegalForm, drawStem, tradeWord } from './company-name.ts';
import { COUNTRIES, type Country, drawCountry } from './country.ts';
import { drawDomain } from './domain.ts';
import { directLine, drawPhone } from './phone.ts';

export type FamilyDraw = { random: Random; first: number; size: number; register: Register };

/** A member that keeps its own address and telephone; sold through one system at most twice. */
function member(draw: FamilyDraw, offset: number, country: Country, kind: Company['kind']): Company {
  const company = drawCompany(draw.random, draw.first + offset, country, draw.register);
  return {
    ...company,
    kind,
    oldAddress: null,
    oldPhone: null,
    secondDomain: null,
    mailbox: null,
    tradingName: null,
  };
}

/** One name and one web site, many towns, each outlet a company of its own. */
export function drawFranchise(draw: FamilyDraw): Company[] {
  const { random } = draw;
  const country = drawCountry(random);
  const head = random.chance(0.5) ? drawStem(random) : `${random.pick(LAST_NAMES[country])}'s`;
  const what = random.pick(CHAIN_WORDS);
  const core = `${head} ${what}`;
  const domain = drawDomain(random, country, { core, brand: core }, draw.register.domains);
  return Array.from({ length: draw.size }, (_, i) => {
    const outlet = member(draw, i, country, 'franchise');
    const name = { core, brand: core, what, legalForm: drawLegalForm(random, country) };
    return { ...outlet, name, domain, lei: null, site: outlet.address.city, employees: random.int(4, 30) };
  });
}

/** One family name, several businesses; each shares with the parent web site, house, switchboard or tax number, never two. */
export function drawGroup(draw: FamilyDraw): Company[] {
  const { random } = draw;
  const country = drawCountry(random);
  const brand = random.chance(0.5) ? drawStem(random) : random.pick(LAST_NAMES[country]);
  const trades = random.shuffle(TRADES);
  const holding = member(draw, 0, country, 'group');
  const companies: Company[] = [];
  for (let i = 0; i < draw.size; i++) {
    const company = i === 0 ? holding : member(draw, i, country, 'group');
    const trade = trades[i % trades.length] ?? company.trade;
    const what = i === 0 ? random.pick(['Holding', 'Group']) : tradeWord(random, country, trade);
    const core = `${brand} ${what}`;
    companies.push({
      ...company,
      trade,
      name: { ...company.name, core, brand: core, what },
      parent: i === 0 ? null : draw.first,
    });
  }
  const parent = companies[0];
  return parent === undefined
    ? []
    : companies.map((company, i) => (i === 0 ? company : bindToParent(random, company, parent)));
}

function bindToParent(random: Random, company: Company, parent: Company): Company {
  const shares = random.weighted([
    ['web site', 5],
    ['house', 1.3],
    ['switchboard', 1],
    ['tax number', 1],
    ['nothing', 1],
  ] as const);
  switch (shares) {
    case 'web site':
      return { ...company, domain: parent.domain };
    case 'house':
      return { ...company, address: { ...parent.address, unit: company.address.unit } };
    case 'switchboard':
      return { ...company, phone: parent.phone, fax: directLine(random, company.fax) };
    case 'tax number':
      return { ...company, vat: parent.vat };
    default:
      return company;
  }
}

/** One name in several countries, each with its own legal form: `Veltara Ltd`, `Veltara GmbH`, `Veltara Inc.`. */
export function drawInternational(draw: FamilyDraw): Company[] {
  const { random } = draw;
  const lead = member(draw, 0, random.pick(COUNTRIES), 'group');
  const countries = random.shuffle(COUNTRIES.filter((country) => country !== lead.country));
  return Array.from({ length: Math.min(draw.size, 3) }, (_, i) => {
    if (i === 0) return lead;
    const country = countries[(i - 1) % countries.length] ?? 'US';
    const abroad = member(draw, i, country, 'group');
    const name = { ...lead.name, legalForm: drawLegalForm(random, country) };
    const domain = random.chance(0.6) ? lead.domain : abroad.domain;
    return { ...abroad, name, domain, trade: lead.trade, site: abroad.address.city, parent: draw.first };
  });
}

/** One legal person in several towns: same name and web site, another house and number; the head office is invoiced. */
export function drawBranches(draw: FamilyDraw): Company[] {
  const { random } = draw;
  const country = drawCountry(random);
  const head = member(draw, 0, country, 'branch');
  return Array.from({ length: draw.size }, (_, i) => {
    if (i === 0) return head;
    const branch = member(draw, i, country, 'branch');
    const { name, domain, trade } = head;
    const presence = { ...branch.presence, firmographics: 0 };
    const shared = { name, domain, trade, presence, vat: null, lei: null };
    return { ...branch, ...shared, site: branch.address.city, parent: draw.first };
  });
}

/** Strangers of one name. */
export function drawNamesakes(draw: FamilyDraw): Company[] {
  const country = drawCountry(draw.random);
  const first = member(draw, 0, country, 'namesake');
  return Array.from({ length: draw.size }, (_, i) => {
    if (i === 0) return first;
    const other = member(draw, i, draw.random.chance(0.7) ? country : drawCountry(draw.random), 'namesake');
    const address = drawAddress(draw.random, other.country);
    const phone = drawPhone(draw.random, other.country, address.areaCode);
    const name = { ...first.name, legalForm: drawLegalForm(draw.random, other.country) };
    return { ...other, name, address, phone, fax: directLine(draw.random, phone), trade: first.trade };
  });
}
