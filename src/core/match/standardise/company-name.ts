import { takeCjkForm } from './cjk-forms.ts';
import { foldScripts, words } from './fold.ts';
import { LEGAL_FORMS } from './legal-forms.ts';

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
const LONG: ReadonlyMap<string, string> = new Map(
  Object.entries({
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
  }),
);
const OTHER_NAME =
  /\s+(?:t\/a|trading as|d\/?b\/?a|doing business as|a\/?k\/?a|formerly(?: known as)?|fka|f\/k\/a|also known as)\s+/;
/** Without a slash, what stands between two names has one of these words in it. */
const LINKING = new Set(['trading', 'dba', 'doing', 'aka', 'formerly', 'fka', 'also']);

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
    const cjk = EAST_ASIAN.test(value) ? takeCjkForm(value) : undefined;
    if (form === '' && cjk !== undefined) form = cjk.form;
    const folded =
      cjk === undefined
        ? foldScripts(value, country)
        : foldScripts(cjk.name, country || (COUNTRY_OF_FORM[cjk.form] ?? ''));
    for (const part of partsOf(folded)) {
      const { core, form: found } = splitForm(part);
      if (form === '') form = found;
      if (core !== '' && !cores.includes(core)) cores.push(core);
    }
  }
  return { core: cores.join('|'), form: ownForm(form, country) };
}

/** The form of the country's own law that an English one stands for. */
export function ownForm(form: string, country: string): string {
  return TRANSLATED.has(form) ? (OWN_FORM[country] ?? form) : form;
}

/** Whether companies drop and add the word at will. */
export function isDropped(word: string): boolean {
  return DROPPED.has(word);
}

/** Whether the word can stand between two names of one company. */
export function isLinking(word: string): boolean {
  return LINKING.has(word);
}

/** The word, or what it abbreviates. */
export function longForm(word: string): string {
  return LONG.get(word) ?? word;
}

/** The words of which a company's name tells anything but themselves, roles apart. */
export function wordsThatTell(): string[] {
  const forms = [...LEGAL_FORMS.ending.values(), ...LEGAL_FORMS.leading.values()].flat();
  return [...DROPPED, ...LONG.keys(), ...LINKING, ...forms.flatMap(({ words: form }) => form)];
}

/** The words of every name that a text holds: nearly always of one. */
function partsOf(folded: string): string[][] {
  const all = wordsOf(folded);
  if (!folded.includes('/') && !all.some((word) => LINKING.has(word))) return [all];
  return folded.split(OTHER_NAME).map(wordsOf);
}

function wordsOf(part: string): string[] {
  return words(part.includes('&') || part.includes('+') ? part.replace(/[&+]/g, ' and ') : part);
}

/** The core of these words, and the form around it. */
function splitForm(all: readonly string[]): { core: string; form: string } {
  const { start, end, form } = formAround(all, all.length);
  const core = coreOf(all, start, end);
  return { core: core === '' ? all.join(' ') : core, form };
}

/** The form in the first `count` words, and where the words between its parts begin and end. */
export function formAround(
  all: readonly string[],
  count: number,
): { start: number; end: number; form: string } {
  let [start, end, form] = [0, count, ''];
  for (let guard = 0; guard < 3; guard++) {
    const tail = formAtEnd(all, end) ?? formBehind(all, end);
    if (!tail) break;
    form = form === '' || form === 'co' ? tail.kind : form;
    end = tail.at;
  }
  const head = formAtStart(all, 0, end) ?? formAfter(all, end);
  if (head) {
    form ||= head.kind;
    start = head.at;
  }
  return { start, end, form };
}

/** Words from `start` to `end` without those that say nothing, abbreviations written out; joined by blanks. */
function coreOf(all: readonly string[], start: number, end: number): string {
  let core = '';
  for (let at = start; at < end; at++) {
    const word = all[at] as string;
    if (DROPPED.has(word)) continue;
    const long = longForm(word);
    core = core === '' ? long : `${core} ${long}`;
  }
  return core;
}

/** A form, and where the words that are not of it begin or end. */
type Found = { kind: string; at: number };

/** The longest form that the first `end` words end with; one word at least is left. */
function formAtEnd(all: readonly string[], end: number): Found | undefined {
  const forms = end === 0 ? undefined : LEGAL_FORMS.ending.get(all[end - 1] as string);
  if (forms === undefined) return undefined;
  for (const { kind, words: form } of forms) {
    const at = end - form.length;
    if (at > 0 && standsAt(all, at, form)) return { kind, at };
  }
  return undefined;
}

/** `Boeing Company, The`: words that say nothing may stand behind the form … */
function formBehind(all: readonly string[], end: number): Found | undefined {
  let before = end;
  while (before > 1 && DROPPED.has(all[before - 1] as string)) before--;
  return before === end ? undefined : formAtEnd(all, before);
}

/** … and before it: `La SARL Dupont`. */
function formAfter(all: readonly string[], end: number): Found | undefined {
  let start = 0;
  while (start < end - 1 && DROPPED.has(all[start] as string)) start++;
  return start === 0 ? undefined : formAtStart(all, start, end);
}

/** The longest form with which the words from `start` to `end` begin; one word at least is left. */
function formAtStart(all: readonly string[], start: number, end: number): Found | undefined {
  const forms = start === end ? undefined : LEGAL_FORMS.leading.get(all[start] as string);
  if (forms === undefined) return undefined;
  for (const { kind, words: form } of forms) {
    const at = start + form.length;
    if (at < end && standsAt(all, start, form)) return { kind, at };
  }
  return undefined;
}

function standsAt(all: readonly string[], start: number, form: readonly string[]): boolean {
  for (let at = 0; at < form.length; at++) if (all[start + at] !== form[at]) return false;
  return true;
}
