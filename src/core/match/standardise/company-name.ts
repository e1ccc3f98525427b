import { takeCjkForm } from './cjk-forms.ts';
import { foldScripts, words } from './fold.ts';
import { AMBIGUOUS_FORMS, LEADING_FORMS, LEGAL_FORMS } from './legal-forms.ts';

export type CompanyName = {
  /** Words of the name without legal form, in their order, joined by blanks; several names by `|`. */
  core: string;
  /** Class of the legal form (`ltd`, `gmbh`…), empty when none is written. */
  form: string;
};

/** Words that companies drop and add at will. */
const DROPPED = new Set([
  'the',
  'and',
  'und',
  'et',
  'y',
  'e',
  'di',
  'der',
  'die',
  'das',
  'le',
  'la',
  'les',
  'el',
]);
/** Everyday abbreviations of business words; the long form is what is compared. */
const LONG: Readonly<Record<string, string>> = {
  intl: 'international',
  int: 'international',
  internatl: 'international',
  mfg: 'manufacturing',
  mfr: 'manufacturing',
  svc: 'services',
  svcs: 'services',
  serv: 'services',
  svs: 'services',
  service: 'services',
  mgmt: 'management',
  mgt: 'management',
  grp: 'group',
  hldg: 'holdings',
  hldgs: 'holdings',
  holding: 'holdings',
  tech: 'technology',
  technologies: 'technology',
  techs: 'technology',
  sys: 'systems',
  system: 'systems',
  assoc: 'associates',
  assocs: 'associates',
  assn: 'association',
  bros: 'brothers',
  ctr: 'center',
  cntr: 'center',
  centre: 'center',
  dept: 'department',
  dev: 'development',
  engg: 'engineering',
  engrg: 'engineering',
  eng: 'engineering',
  ent: 'enterprises',
  enterprise: 'enterprises',
  inds: 'industries',
  ind: 'industries',
  industry: 'industries',
  labs: 'laboratories',
  lab: 'laboratories',
  natl: 'national',
  nat: 'national',
  pkg: 'packaging',
  prods: 'products',
  product: 'products',
  prod: 'products',
  solution: 'solutions',
  soln: 'solutions',
  solns: 'solutions',
  telecom: 'telecommunications',
  trans: 'transport',
  univ: 'university',
  comm: 'community',
  chem: 'chemicals',
  chems: 'chemicals',
  instr: 'instruments',
  nthn: 'northern',
  sthn: 'southern',
  elem: 'elementary',
  ins: 'insurance',
  dist: 'distribution',
  distrib: 'distribution',
  logistic: 'logistics',
  hosp: 'hospital',
  partner: 'partners',
  consult: 'consulting',
  constr: 'construction',
  const: 'construction',
  construccion: 'construction',
  construcciones: 'construction',
  constructions: 'construction',
  ets: 'etablissements',
  etabl: 'etablissements',
  etablissement: 'etablissements',
  hnos: 'hermanos',
  hno: 'hermanos',
  pharm: 'pharmaceuticals',
  pharma: 'pharmaceuticals',
  st: 'saint',
  mt: 'mount',
  ft: 'fort',
  n: 'north',
  s: 'south',
  w: 'west',
};
const OTHER_NAME =
  /\s+(?:t\/a|trading as|d\/?b\/?a|doing business as|a\/?k\/?a|formerly(?: known as)?|fka|f\/k\/a|also known as)\s+/;

/** Letters of east Asia, brackets of any width and squared forms: only with these can a form be written in them. */
const EAST_ASIAN = /[\u3000-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/;
/** English forms that companies of these countries use for the form of their own law. */
const OWN_FORM: Readonly<Record<string, string>> = { JP: 'kk', CN: 'cn', KR: 'kr' };
/** The form tells how the characters are read where no country is given. */
const COUNTRY_OF_FORM: Readonly<Record<string, string>> = { kk: 'JP', gk: 'JP', yk: 'JP', cn: 'CN' };
const TRANSLATED = new Set(['ltd', 'inc', 'co']);

/** Several source values (name, legal name) of one company. `country` is ISO 3166-1 alpha-2 or empty. */
export function standardiseCompanyNames(values: readonly string[], country = ''): CompanyName {
  const cores: string[] = [];
  let form = '';
  for (const value of values) {
    const cjk = EAST_ASIAN.test(value) ? takeCjkForm(value) : { name: value, form: '' };
    if (form === '') form = cjk.form;
    for (const part of foldScripts(cjk.name, country || (COUNTRY_OF_FORM[cjk.form] ?? '')).split(
      OTHER_NAME,
    )) {
      const { core, form: found } = splitForm(words(part.replace(/&|\+/g, ' and ')));
      if (form === '') form = found;
      const name = core.join(' ');
      if (name !== '' && !cores.includes(name)) cores.push(name);
    }
  }
  return { core: cores.join('|'), form: TRANSLATED.has(form) ? (OWN_FORM[country] ?? form) : form };
}

function splitForm(all: readonly string[]): { core: string[]; form: string } {
  let tokens = [...all];
  let form = '';
  for (let guard = 0; guard < 3; guard++) {
    const tail = formAtEnd(tokens) ?? formBehind(tokens);
    if (!tail) break;
    form = form === '' || form === 'co' ? tail.kind : form;
    tokens = tokens.slice(0, tokens.length - tail.length);
  }
  const head = formAtStart(tokens) ?? formAfter(tokens);
  if (head) {
    form ||= head.kind;
    tokens = tokens.slice(head.length);
  }
  const core = tokens.filter((word) => !DROPPED.has(word)).map((word) => LONG[word] ?? word);
  return core.length > 0 ? { core, form } : { core: [...all], form };
}

type Found = { kind: string; length: number };

function formAtEnd(tokens: readonly string[]): Found | undefined {
  const longest = LEGAL_FORMS.longestEnding.get(tokens.at(-1) ?? '') ?? 0;
  for (let length = Math.min(longest, tokens.length - 1); length >= 1; length--) {
    const text = tokens.slice(tokens.length - length).join(' ');
    const kind = LEGAL_FORMS.byWords.get(text);
    if (kind !== undefined) return { kind, length };
  }
  return undefined;
}

/** `Boeing Company, The`: words that say nothing may stand behind the form … */
function formBehind(tokens: readonly string[]): Found | undefined {
  let end = tokens.length;
  while (end > 1 && DROPPED.has(tokens[end - 1] ?? '')) end--;
  const found = end === tokens.length ? undefined : formAtEnd(tokens.slice(0, end));
  return found && { kind: found.kind, length: found.length + tokens.length - end };
}

/** … and before it: `La SARL Dupont`. */
function formAfter(tokens: readonly string[]): Found | undefined {
  let start = 0;
  while (start < tokens.length - 1 && DROPPED.has(tokens[start] ?? '')) start++;
  const found = start === 0 ? undefined : formAtStart(tokens.slice(start));
  return found && { kind: found.kind, length: found.length + start };
}

function formAtStart(tokens: readonly string[]): Found | undefined {
  const longest = LEGAL_FORMS.longestBeginning.get(tokens[0] ?? '') ?? 0;
  for (let length = Math.min(longest, tokens.length - 1); length >= 1; length--) {
    const text = tokens.slice(0, length).join(' ');
    const kind = LEADING_FORMS.has(text) ? LEGAL_FORMS.byWords.get(text) : undefined;
    if (kind !== undefined && !AMBIGUOUS_FORMS.has(text)) return { kind, length };
  }
  return undefined;
}
