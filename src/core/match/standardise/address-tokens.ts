/**
 * The words of a folded address line, with hints of what else the line may hold. Most lines hold nothing but words and
 * a number, and asking a line for all that some write costs more than the rest of its reading.
 */

/** A unit: `suite 5`, `#5`, `2nd floor`. */
export const UNIT = 1;
export const BOX = 2;
/** Where the street is met: `at 46th st`. */
export const STRETCH = 4;
/** `12 bis`. */
export const BIS = 8;
/** `r.` and `ch.`. */
export const INITIAL = 16;
/** `46th`. */
export const ORDINAL = 32;
/** `hauptstr`. */
export const STREET = 64;
/** A hyphen at the edge of a word: `12 - 14`. */
const HYPHEN = 128;
const ALL = 255;

/** Runs of letters that give a hint. A hint may be wrong, but without it the line must hold no such thing. */
const HINTS: ReadonlyMap<string, number> = new Map(
  [
    [
      UNIT,
      'suite ste apt apartment appt unit flat room rm floor fl etage og level lvl building bldg bld nave planta piso puerta local oficina ofic despacho bloque portal batiment bat',
    ] as const,
    // `p.o. box` and `po box` end in one of these, too.
    [BOX, 'box obox pobox postfach postale bp apartado'] as const,
    [STRETCH, 'at near between btw bet opposite opp corner off'] as const,
    [BIS, 'bis ter quater'] as const,
    [INITIAL, 'r ch'] as const,
  ].flatMap(([hint, words]) => words.split(' ').map((word): [string, number] => [word, hint])),
);
const ORDINALS = new Set(['st', 'nd', 'rd', 'th']);

export type AddressTokens = { tokens: string[]; hints: number };

/** Runs of letters, digits and hyphens, without hyphens at their edges. */
export function addressTokens(folded: string): AddressTokens {
  const tokens: string[] = [];
  let hints = 0;
  let start = 0;
  for (let at = 0; at <= folded.length; at++) {
    const code = at < folded.length ? folded.charCodeAt(at) : BLANK;
    if (isLetter(code) || isDigit(code) || code === MINUS) continue;
    if (code > LAST_ASCII) return { tokens: wideTokens(folded), hints: ALL };
    if (code === HASH) hints |= UNIT;
    if (at > start) hints |= take(folded, start, at, tokens);
    start = at + 1;
  }
  return { tokens, hints };
}

/** Adds the run from `start` to `end` to the tokens; returns its hints. */
function take(text: string, start: number, end: number, tokens: string[]): number {
  let [from, to] = [start, end];
  while (from < to && text.charCodeAt(from) === MINUS) from++;
  while (to > from && text.charCodeAt(to - 1) === MINUS) to--;
  const token = text.slice(from, to);
  if (token !== '') tokens.push(token);
  return (from > start || to < end ? HYPHEN : 0) | hintsOf(token);
}

function hintsOf(token: string): number {
  let hints = 0;
  let start = 0;
  for (let at = 0; at <= token.length; at++) {
    if (at < token.length && isLetter(token.charCodeAt(at))) continue;
    if (at > start) {
      const run = start === 0 && at === token.length ? token : token.slice(start, at);
      hints |= HINTS.get(run) ?? 0;
      if (run.length > 3 && (run.endsWith('str') || run.endsWith('strasse'))) hints |= STREET;
      if (start > 0 && ORDINALS.has(run)) hints |= ORDINAL;
    }
    start = at + 1;
  }
  return hints;
}

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
const [BLANK, HASH, MINUS, LAST_ASCII] = [32, 35, 45, 0x7f];

/** The same where Han was kept. */
function wideTokens(folded: string): string[] {
  const text = folded
    .replace(NOT_IN_ADDRESS, ' ')
    .replace(/(^|\s)-+|-+(?=\s|$)/g, ' ')
    .trim();
  return text === '' ? [] : text.split(/\s+/);
}
const NOT_IN_ADDRESS = /[^a-z0-9\u3005\u3041-\u309f\u30a1-\u30fa\u30fc\u3400-\u9fff\uf900-\ufaff-]+/g;
