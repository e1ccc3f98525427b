/** One company's name in the many ways people write it. */
import type { Random } from '../random.ts';
import type { Company } from '../truth/company.ts';
import { LEGAL_FORMS, NATIVE_FORMS } from '../truth/company-name.ts';
import type { Country } from '../truth/country.ts';
import { companyInScript, type Script } from '../truth/japanese-script.ts';
import { maybeFold, titleCaseLost, toAscii, typo } from './typo.ts';

const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\bManufacturing\b/u, 'Mfg'],
  [/\bTechnologies\b/u, 'Tech'],
  [/\bInternational\b/u, 'Intl'],
  [/\bServices\b/u, 'Svcs'],
  [/\bSolutions\b/u, 'Sol.'],
  [/\bEngineering\b/u, 'Eng.'],
  [/\bAssociates\b/u, 'Assoc.'],
  [/\bConstruction\b/u, 'Constr.'],
  [/\bTransport(e?)\b/u, 'Transp.'],
  [/\bLaboratories\b/u, 'Labs'],
  [/\bElectronics\b/u, 'Elec.'],
  [/\bManagement\b/u, 'Mgmt'],
  [/\bGebrüder\b/u, 'Gebr.'],
  [/\bCompany\b/u, 'Co'],
  [/technik\b/u, 'techn.'],
  [/\bMaschinenbau\b/u, 'Masch.bau'],
  [/\bUnternehmensberatung\b/u, 'UB'],
  [/Établissements /u, 'Ets '],
  [/\bTransportes\b/u, 'Tptes.'],
  [/\bConstrucciones\b/u, 'Const.'],
  [/\bConstructions\b/u, 'Constr.'],
  [/\bDistribution\b/u, 'Distr.'],
  [/\bLaboratoires\b/u, 'Labo'],
  [/\bHermanos\b/u, 'Hnos.'],
  [/\bInformatique\b/u, 'Info'],
];

/** The word for `and` where the sign is not written. */
const AND: Readonly<Record<Country, string>> = {
  US: 'and',
  GB: 'and',
  DE: 'u.',
  FR: 'et',
  ES: 'y',
  JP: 'and',
};
/** What careful people put before a name that is none. */
const BEFORE: Readonly<Record<Country, string>> = {
  US: 'The',
  GB: 'The',
  DE: 'Firma',
  FR: 'Société',
  ES: 'Empresa',
  JP: 'The',
};

const legalFormOf = (random: Random, company: Company): string => {
  const spellings = LEGAL_FORMS[company.country].find((forms) => forms[0] === company.name.legalForm);
  return random.pickCommon(spellings ?? [company.name.legalForm]);
};

const glue = (core: string, form: string): string =>
  (form.startsWith(',') ? core + form : `${core} ${form}`).trim();

/** As the register has it. */
export const registeredName = ({ name }: Company): string => glue(name.core, name.legalForm);

const swapAmpersand = (core: string, country: Country): string => core.replace('&', AND[country]);

const shorten = (core: string): string =>
  SHORT.reduce((out, [long, short]) => out.replace(long, short), core);

/** The name under which it registered, in one of the usual spellings; no slip that hides who it is. */
export function plainName(random: Random, company: Company): string {
  const core = random.chance(0.4) ? swapAmpersand(company.name.core, company.country) : company.name.core;
  const form = random.chance(0.55) ? legalFormOf(random, company) : '';
  const leads = company.country === 'FR' && /^[A-Z.]{2,8}$/u.test(form) && random.chance(0.3);
  const text = leads ? `${form} ${core}` : glue(core, form);
  const sited =
    company.site !== null && random.chance(0.3)
      ? random.pick([`${text} - ${company.site}`, `${text} (${company.site})`, `${text} ${company.site}`])
      : text;
  return maybeFold(random, sited, 0.25);
}

/** `key` says which of the company's names it is: two texts of one key are the same name, differently written. */
export type SeenName = {
  text: string;
  key: 'legal' | 'brand' | 'trading' | 'acronym' | Exclude<Script, 'latin'>;
};

/**
 * A Japanese name in its own script: the form stands before the name or after it, always in the same place, and often
 * in short. Null for names that have no such writing.
 */
export function nativeName(random: Random, company: Company, script: Script): SeenName | null {
  if (script === 'latin') return null;
  const core = companyInScript(company.name.core, script);
  const forms = NATIVE_FORMS[company.name.legalForm];
  if (core === null || forms === undefined) return null;
  const leads = company.index % 2 === 0;
  if (script === 'kana') return { text: leads ? `ｶ)${core}` : `${core}(ｶ`, key: 'kana' };
  const form = random.chance(0.75) ? random.pickCommon(forms) : '';
  const site = company.site !== null && random.chance(0.3) ? `${company.address.native?.city ?? ''}支店` : '';
  const blank = form !== '' && random.chance(0.2) ? '　' : '';
  return { text: `${leads ? form + blank + core : core + blank + form}${site}`, key: 'native' };
}

/** As people type it in a CRM: abbreviations, slips, remarks. Only for companies without look-alikes. */
export function looseName(random: Random, company: Company): SeenName {
  const { core, brand } = company.name;
  const base = plainName(random, company);
  const short = acronym(core);
  if (company.tradingName !== null && random.chance(0.4))
    return { text: company.tradingName, key: 'trading' };
  if (random.chance(0.08)) return { text: brand, key: 'brand' };
  if (short !== null && random.chance(0.04)) return { text: short, key: 'acronym' };
  const text = random.weighted<() => string>([
    [() => base, 34],
    [() => typo(random, base), 15],
    [() => shorten(base), 16],
    [() => typo(random, shorten(core)), 6],
    [() => titleCaseLost(random, base), 5],
    [() => `${base} ${random.pick(['(old)', '(dup)', '- do not use', '*', '(new)'])}`, 2],
    [() => core.replace(/ (?=\S+$)/u, ''), 4],
    [() => `${BEFORE[company.country]} ${core}`, 1],
  ])();
  return { text, key: 'legal' };
}

/** As an ERP holds it: capitals, no umlauts, cut at the field's width. */
export function ledgerName(random: Random, company: Company): string {
  const core = random.chance(0.35) ? shorten(company.name.core) : company.name.core;
  const text = glue(core, legalFormOf(random, company).replace(/^, /u, ''));
  const folded = random.chance(0.6) ? toAscii(text) : text;
  const cased = random.chance(0.6) ? folded.toUpperCase() : folded;
  return cased.slice(0, 35).trim();
}

/** `Brandt Logistik Service` as `BLS`, where that still tells something. */
function acronym(core: string): string | null {
  const initials = core
    .split(/[\s&-]+/u)
    .map((word) => word.charAt(0))
    .join('');
  return initials.length >= 3 ? initials.toUpperCase() : null;
}
