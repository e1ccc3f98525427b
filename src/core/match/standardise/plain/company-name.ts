import { formAround, isDropped, isLinking, longForm, ownForm, wordsThatTell } from '../company-name.ts';
import { NO_ROLE, roleOf, sortedRoles, wordsLikeRoles } from '../name-roles.ts';
import { onlyFilled, type PlainCells, type PlainReader, type PlainTexts } from './plain-cells.ts';
import { WordLooks } from './word-looks.ts';
import { WordTable, wordBytes } from './word-table.ts';

/** `standardiseCompanyNames` and `rolesOfNames` of one name that is no two (`trading as`). */

type NameWord = {
  text: string;
  /** The long form of an abbreviation. */
  long: Uint8Array;
  isDropped: boolean;
  isLinking: boolean;
  role: string | undefined;
};

const known = new WordTable<NameWord>((text) => {
  const long = longForm(text);
  return {
    text,
    long: wordBytes(long),
    isDropped: isDropped(text),
    isLinking: isLinking(text),
    role: roleOf(long),
  };
});
const AND = known.of(wordBytes('and'), 0, 3);

/** Without digits nearly all words stand for nothing but themselves. */
const looks = new WordLooks([...wordsThatTell(), ...wordsLikeRoles()]);

/**
 * The words of the name that is read, and their texts; those that stand for themselves are undefined and empty. Kept, so
 * that no name allocates them.
 */
const found: (NameWord | undefined)[] = [];
const texts: string[] = [];
/** Letters and digits of the name, and where each word of it begins and ends. */
const letters = new Uint8Array(256);
const starts = new Int32Array(256);
const ends = new Int32Array(256);

const [BLANK, AMPERSAND, APOSTROPHE, PLUS, DOT, SLASH, UNDERSCORE, BACKTICK] = [
  32, 38, 39, 43, 46, 47, 95, 96,
];
const FIRST_LETTER = 97;

/** Core, form and role. */
export const plainCompanyName: PlainReader = (cells, country, out) => {
  const count = readWords(cells);
  if (count <= 0) return false;
  const { start, end, form } = formAround(texts, count);
  if (!putCore(start, end, out)) return false;
  out.putText(ownForm(form, country));
  out.close();
  out.putText(rolesBetween(start, end));
  out.close();
  return true;
};

/** The core only. */
export const plainEmployer: PlainReader = (cells, _, out) => {
  const count = readWords(cells);
  if (count <= 0) return false;
  const { start, end } = formAround(texts, count);
  return putCore(start, end, out);
};

/** Puts the words of the only name into `found` and `texts`, and returns how many they are; −1 where it is not plain. */
function readWords(cells: PlainCells): number {
  const only = onlyFilled(cells, 0, cells.starts.length);
  if (only < 0) return -1;
  const { bytes } = cells;
  const [first, end] = [cells.starts[only] as number, cells.ends[only] as number];
  let [count, start, length, hasDigit] = [0, 0, 0, false];
  for (let at = first; at <= end; at++) {
    const byte = at < end ? (bytes[at] as number) : BLANK;
    if (isLetterOrDigit(byte)) {
      letters[length++] = byte;
      if (byte < FIRST_LETTER) hasDigit = true;
      continue;
    }
    if (byte === APOSTROPHE || byte === BACKTICK) continue;
    if (byte === SLASH) return -1;
    if (byte === DOT) {
      const dot = dotAt(bytes, at, first, end);
      if (dot === Dot.DOUBTFUL) return -1;
      if (dot === Dot.OF_INITIAL) continue;
    }
    if (length > start) count = addLetters(start, length, count, hasDigit);
    start = length;
    hasDigit = false;
    if (byte === AMPERSAND || byte === PLUS) count = add(AND, count);
    if (count < 0) return -1;
  }
  return count;
}

function addLetters(start: number, end: number, count: number, hasDigit: boolean): number {
  if (hasDigit || looks.mayHold(letters, start, end)) return add(known.of(letters, start, end), count);
  if (count < 0) return -1;
  found[count] = undefined;
  texts[count] = '';
  starts[count] = start;
  ends[count] = end;
  return count + 1;
}

/** The count with the word; −1 for a word that stands between two names. */
function add(word: NameWord, count: number): number {
  if (word.isLinking || count < 0) return -1;
  found[count] = word;
  texts[count] = word.text;
  return count + 1;
}

const Dot = { BETWEEN_WORDS: 0, OF_INITIAL: 1, DOUBTFUL: 2 } as const;

/** The dot between two single letters or digits vanishes; where an apostrophe stands beside, what is single is doubtful. */
function dotAt(bytes: Uint8Array, dot: number, first: number, end: number): number {
  const at = (place: number) => (place >= first && place < end ? (bytes[place] as number) : BLANK);
  const [before, behind] = [at(dot - 1), at(dot + 1)];
  if (isApostrophe(before) || isApostrophe(behind)) return Dot.DOUBTFUL;
  if (!isLetterOrDigit(before) || !isLetterOrDigit(behind)) return Dot.BETWEEN_WORDS;
  const [far, farBehind] = [at(dot - 2), at(dot + 2)];
  if (isApostrophe(far) || isApostrophe(farBehind)) return Dot.DOUBTFUL;
  return isOfWord(far) || isOfWord(farBehind) ? Dot.BETWEEN_WORDS : Dot.OF_INITIAL;
}

function isApostrophe(byte: number): boolean {
  return byte === APOSTROPHE || byte === BACKTICK;
}

/** What `\w` is in lower case. */
function isOfWord(byte: number): boolean {
  return isLetterOrDigit(byte) || byte === UNDERSCORE;
}

function isLetterOrDigit(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57);
}

/** Writes the core; false where all words of it are dropped. */
function putCore(start: number, end: number, out: PlainTexts): boolean {
  const before = out.end;
  for (let at = start; at < end; at++) {
    const word = found[at];
    if (word?.isDropped) continue;
    if (out.end > before) out.put(BLANK);
    if (word === undefined) out.putBytes(letters, starts[at] as number, ends[at] as number);
    else out.putBytes(word.long, 0, word.long.length);
  }
  const isThere = out.end > before;
  out.close();
  return isThere;
}

function rolesBetween(start: number, end: number): string {
  let roles: Set<string> | undefined;
  let others = 0;
  for (let at = start; at < end; at++) {
    const word = found[at];
    if (word?.isDropped) continue;
    if (word?.role === undefined) others++;
    else (roles ??= new Set()).add(word.role);
  }
  return roles === undefined || others === 0 ? NO_ROLE : sortedRoles(roles);
}
