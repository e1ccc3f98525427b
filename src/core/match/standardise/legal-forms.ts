/**
 * Legal forms of companies as they are written, folded to words, by the class they belong to. Two forms of one
 * class are one form written differently. Sources: ISO 20275 (ELF) names and the abbreviations in daily use.
 */
const FORMS: Readonly<Record<string, string>> = {
  // United Kingdom, Ireland, Commonwealth
  ltd: 'limited|ltd|ltda|lmtd|pvt ltd|pvt limited|private limited|pte ltd|pte limited|pty ltd|pty limited|proprietary limited|sdn bhd|co ltd|company limited|teoranta|teo|cyfyngedig|cyf|pty|pte',
  plc: 'plc|public limited company|ccc|cpt',
  llp: 'llp|limited liability partnership|lllp',
  lp: 'lp|limited partnership',
  cic: 'cic|community interest company',
  // United States, Canada
  inc: 'inc|incorporated|corp|corporation|incorporation|incorporee|ltee|limitee',
  llc: 'llc|limited liability company|limited company|lc|pllc|professional limited liability company',
  pc: 'pc|professional corporation|pa',
  co: 'co|company|cie|and co|and company|and cie|et cie|compagnie|und co|cia|y cia|y compania|e cia',
  // Germany, Austria, Switzerland, Liechtenstein
  gmbh: 'gmbh|gesellschaft mit beschrankter haftung|gesellschaft mbh|ges mbh|gesmbh|mbh|ggmbh|gemeinnutzige gmbh',
  gmbhcokg:
    'gmbh and co kg|gmbh co kg|gmbh und co kg|gmbh and co kgaa|ag and co kg|ug and co kg|gmbh and co ohg|kgaa',
  ag: 'ag|aktiengesellschaft',
  ug: 'ug|ug haftungsbeschrankt|unternehmergesellschaft|haftungsbeschrankt',
  kg: 'kg|kommanditgesellschaft',
  ohg: 'ohg|offene handelsgesellschaft',
  gbr: 'gbr|gesellschaft burgerlichen rechts',
  ek: 'ek|e k|eingetragener kaufmann|ekfr|e kfr|inh|eu',
  eg: 'eg|eingetragene genossenschaft|egen',
  ev: 'ev|e v|eingetragener verein',
  // France, Belgium, Luxembourg, Monaco
  sarl: 'sarl|sa rl|selarl|scrl|societe a responsabilite limitee|s a r l|eurl|srl|s r l|bvba|sprl|gie',
  sas: 'sas|sasu|s a s|societe par actions simplifiee',
  sa: 'sa|s a|societe anonyme|sociedad anonima|sociedade anonima|nv|n v|naamloze vennootschap',
  coop: 's coop|s coop ltda|s coop v|s coop and|sociedad cooperativa',
  snc: 'snc|s n c|scs|sca|sci|scp|scop',
  // Netherlands, Belgium
  bv: 'bv|b v|besloten vennootschap|vof|v o f|cv|stichting',
  // Italy
  spa: 'spa|s p a|societa per azioni|societa a responsabilita limitata|srls|sapa|sas di|soc coop',
  // Spain, Portugal, Latin America
  sl: 'sl|s l|slu|s l u|sociedad limitada|sociedad de responsabilidad limitada|lda|limitada|unipessoal lda|eireli|me|epp',
  sau: 'sau|s a u|sab de cv|sa de cv|s a de c v|s de rl de cv|sapi de cv|s a s de c v|cxa|ca',
  // Nordic and Baltic
  ab: 'ab|aktiebolag|ab publ|abp|oyj|oy|osakeyhtio|oy ab|hb|kb',
  as: 'as|a s|aksjeselskap|asa|aktieselskab|a/s|aps|anpartsselskab|i s|ivs|ans|hf|ehf|ohf|slf',
  ou: 'ou|osauhing|uab|uzdaroji akcine bendrove|sia|sabiedriba ar ierobezotu atbildibu|mb',
  // Central and eastern Europe
  spzoo:
    'sp z oo|sp z o o|spolka z ograniczona odpowiedzialnoscia|spolka z o o|sp k|sp j|spolka akcyjna|spzoo',
  sro: 'sro|s r o|spol s r o|spol s ro|spolecnost s rucenim omezenym|vos|k s',
  doo: 'doo|d o o|d d|dd|drustvo s ogranicenom odgovornoscu|jdoo',
  kft: 'kft|zrt|nyrt|bt|korlatolt felelossegu tarsasag',
  ood: 'ood|eood|ad|ead|dood',
  ooo: 'ooo|oao|zao|pao|ao|tov|chp|ip|obshchestvo s ogranichennoi otvetstvennostyu',
  // Greece, Turkey, Israel, Arab states
  epe: 'epe|ae|ike|oe|anonymi etaireia|monoprosopi ike',
  as_tr: 'anonim sirketi|limited sirketi|ltd sti|sti|san tic|sanayi ve ticaret|tic',
  wll: 'wll|w l l|fze|fzco|fz llc|saog|saoc|qsc|psc|kscc|bm|b m',
  // Asia
  kk: 'kk|k k|kabushiki kaisha|kabushiki gaisha|kabushikigaisha|kabushikikaisha',
  gk: 'gk|g k|godo kaisha|godo gaisha|goudou kaisha',
  yk: 'yk|y k|yugen kaisha|yugen gaisha',
  cn: 'you xian gong si|gu fen you xian gong si|you xian ze ren gong si|ji tuan',
  kr: 'ju sig hoe sa|jusig hoesa|jusikhoesa|chusik hoesa|ju|yu han hoe sa|yuhan hoesa',
  pt: 'pt|tbk|pt tbk|persero|cong ty|cong ty tnhh|tnhh|jsc|co phan|cong ty co phan|bhd|berhad|pcl|public company limited',
  // Not a company
  found: 'foundation|trust|charity|association|assoc|assn|inst|ngo|npo|verein|stiftung|fundacion|fondation',
};

/** Forms that carry meaning in a name (a trust, an association) are recognised but stay in the core. */
const KEPT = new Set(['found']);

/** Forms that some countries write in front of the name (`PT Astra`, `OOO Romashka`, `SIA Latvija`). */
const LEADING_FORMS = new Set([
  'pt',
  'ooo',
  'oao',
  'zao',
  'pao',
  'ao',
  'sia',
  'uab',
  'ou',
  'as',
  'ab',
  'oy',
  'cong ty',
  'cong ty tnhh',
  'kk',
  'k k',
  'gk',
  'yk',
  'kabushiki kaisha',
  'kabushiki gaisha',
  'godo kaisha',
  'yugen kaisha',
  'ju sig hoe sa',
  'jusig hoesa',
  'tov',
  'ood',
  'stichting',
  'sarl',
  'sas',
  'sasu',
  'eurl',
  'scop',
  'selarl',
]);
/** Words that look like a form but usually name something when they stand in the middle or alone. */
const AMBIGUOUS_FORMS = new Set([
  'as',
  'sa',
  'co',
  'ad',
  'ip',
  'ju',
  'me',
  'bt',
  'mb',
  'bm',
  'pa',
  'ca',
  'oe',
  'ae',
  'inh',
  'pc',
  'eu',
  'dd',
  'cv',
  'hb',
  'kb',
  'lc',
  'cpt',
]);

export type LegalForm = { kind: string; words: readonly string[] };
/** Forms by the word that they end or begin with, the longest first: most words end none. */
type FormTable = {
  ending: ReadonlyMap<string, readonly LegalForm[]>;
  /** Only those that stand in front of a name. */
  leading: ReadonlyMap<string, readonly LegalForm[]>;
};

function table(): FormTable {
  const kinds = new Map<string, string>();
  for (const [kind, spellings] of Object.entries(FORMS)) {
    if (!KEPT.has(kind)) for (const spelling of spellings.split('|')) kinds.set(spelling, kind);
  }
  const ending = new Map<string, LegalForm[]>();
  const leading = new Map<string, LegalForm[]>();
  for (const [spelling, kind] of kinds) {
    const form = { kind, words: spelling.split(' ') };
    add(ending, form.words.at(-1) ?? '', form);
    if (LEADING_FORMS.has(spelling) && !AMBIGUOUS_FORMS.has(spelling))
      add(leading, form.words[0] ?? '', form);
  }
  return { ending, leading };
}

function add(forms: Map<string, LegalForm[]>, word: string, form: LegalForm): void {
  const longestFirst = [...(forms.get(word) ?? []), form].sort((a, b) => b.words.length - a.words.length);
  forms.set(word, longestFirst);
}

export const LEGAL_FORMS = table();
