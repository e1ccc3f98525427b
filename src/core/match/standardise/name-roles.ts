import { editDistance } from '../compare/similarity.ts';

/**
 * Words that tell one company of a family from another: the holding from its leasing company, the German one from the
 * French one, house 12 from house 14. Each stands for a meaning, so that languages and spellings agree. Words that
 * companies drop at will (group, services, solutions) are left out. Numbers and points of the compass are marks (`#`).
 */
const ROLE_OF: ReadonlyMap<string, string> = new Map(
  `holding holdings beteiligungen beteiligungs
finance finance financial finanz finanzen finances financiere
leasing leasing
estate estate immobilien immobiliere immobiliaria properties property realty
investment investment investments invest
ventures ventures
international international internationale
foundation foundation stiftung fondation fundacion
department department abteilung
division division
#n north northern nord norte
#s south southern sud sued sur
#e east eastern ost este
#w west western ouest oeste
europe europe europa emea
asia asia apac
america america americas
africa africa
germany germany deutschland
austria austria osterreich oesterreich
switzerland switzerland schweiz suisse
france france
spain spain espana
italy italy italia
poland poland polska
netherlands netherlands nederland
japan japan
china china
india india
canada canada
mexico mexico
brazil brazil brasil
australia australia
uk uk britain
usa usa
#2 ii
#3 iii
#4 iv`
    .split('\n')
    .flatMap((line) => {
      const [role = '', ...words] = line.split(' ');
      return words.map((word): [string, string] => [word, role]);
    }),
);

const SHORTEST_MISTYPED = 6;
/** Role words by their first and last letter: these survive most typing errors. */
const LONG_WORDS = new Map<number, string[]>();
for (const word of ROLE_OF.keys()) {
  if (word.length < SHORTEST_MISTYPED) continue;
  LONG_WORDS.set(endsOf(word), [...(LONG_WORDS.get(endsOf(word)) ?? []), word]);
}

function endsOf(word: string): number {
  return (word.charCodeAt(0) << 16) | word.charCodeAt(word.length - 1);
}

function roleNear(word: string): string | undefined {
  if (word.length < SHORTEST_MISTYPED) return undefined;
  const near = LONG_WORDS.get(endsOf(word));
  const found = near?.find((other) => editDistance(word, other, 1) <= 1);
  return found === undefined ? undefined : ROLE_OF.get(found);
}

/** Of every length, first and last letter that a word without digits has to which `roleOf` gives a role, one at least. */
export function wordsLikeRoles(): string[] {
  const mistyped = [...LONG_WORDS.values()]
    .flat()
    .flatMap((word) => [word.slice(0, 1) + word.slice(2), word[0] + word]);
  return [...ROLE_OF.keys(), ...mistyped];
}

/** A name without such a word. */
export const NO_ROLE = '-';

/** Roles of every name of `core` (names joined by `|`), sorted and joined by blanks; `-` for a name that has none. */
export function rolesOfNames(core: string): string {
  if (core === '') return '';
  if (!core.includes('|')) return rolesOf(core);
  return [...new Set(core.split('|').map(rolesOf))].sort().join('|');
}

function rolesOf(name: string): string {
  // A name that is nothing else is a name: `International Finance`.
  let found: Set<string> | undefined;
  let others = 0;
  for (const word of name.split(' ')) {
    const role = roleOf(word);
    if (role === undefined) others++;
    else (found ??= new Set()).add(role);
  }
  return found === undefined || others === 0 ? NO_ROLE : sortedRoles(found);
}

/** What a word means; a number means itself. */
export function roleOf(word: string): string | undefined {
  return ROLE_OF.get(word) ?? roleNear(word) ?? (/\d/.test(word) ? `#${word}` : undefined);
}

/** Roles of one name. */
export function sortedRoles(roles: ReadonlySet<string>): string {
  return [...roles].sort().join(' ');
}
