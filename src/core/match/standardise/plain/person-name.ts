import { shortVowels } from '../kana.ts';
import { ABBREVIATED_NAMES, wordWrittenOut } from '../name-abbreviations.ts';
import { isNameWord, NO_NAME_WORDS } from '../person-name.ts';
import { isFilled, type PlainCells, type PlainReader, type PlainTexts } from './plain-cells.ts';
import { WordLooks } from './word-looks.ts';
import { WordTable, wordBytes } from './word-table.ts';

/** `standardisePersonName` of first, middle and last name without titles, and without initials but one behind the first. */

/** The word with its abbreviation written out; `isTitle`: beside other words it may be a title or a suffix. */
type PersonWord = { written: Uint8Array; isTitle: boolean };

function knownWords(written: (word: string) => string): WordTable<PersonWord> {
  return new WordTable((word) => {
    const whole = written(word);
    return { written: wordBytes(whole), isTitle: !isNameWord(word) || !isNameWord(whole) };
  });
}
const usual = knownWords(wordWrittenOut);
const japanese = knownWords((word) => shortVowels(wordWrittenOut(word)));
/** The words of which there is anything to know; nearly all are names that stay as they are. */
const looks = new WordLooks([...NO_NAME_WORDS, ...ABBREVIATED_NAMES]);

const [NAME, FIRST, MIDDLE, LAST, SUFFIX] = [0, 1, 2, 3, 4];
const [BLANK, APOSTROPHE, MINUS, DOT] = [32, 39, 45, 46];

export const plainPersonName: PlainReader = (cells, home, out) => {
  if (home === 'KR' || isFilled(cells, NAME) || isFilled(cells, SUFFIX)) return false;
  if (!isFilled(cells, FIRST) && !isFilled(cells, LAST)) return false;
  const known = home === 'JP' ? japanese : usual;
  if (!putFirst(cells, known, out) || !putCell(cells, LAST, known, out)) return false;
  out.close();
  return true;
};

/** Writes first and middle name; an initial behind the first is the middle one. */
function putFirst(cells: PlainCells, known: WordTable<PersonWord>, out: PlainTexts): boolean {
  const { bytes, starts } = cells;
  const start = starts[FIRST] as number;
  const initial = endOf(cells, FIRST) - 1;
  if (isFilled(cells, MIDDLE) || initial - 2 < start || bytes[initial - 1] !== BLANK)
    return putCell(cells, FIRST, known, out) && putCell(cells, MIDDLE, known, out);
  if (!isLetter(bytes[initial] as number) || known.of(bytes, initial, initial + 1).isTitle) return false;
  // Beside the initial even a single word can be a title.
  if (putWords(cells, start, initial - 1, known, out) !== Words.NAMES) return false;
  out.close();
  out.put(bytes[initial] as number);
  out.close();
  return true;
}

function putCell(cells: PlainCells, input: number, known: WordTable<PersonWord>, out: PlainTexts): boolean {
  const words = putWords(cells, cells.starts[input] as number, endOf(cells, input), known, out);
  out.close();
  return words !== Words.DOUBTFUL;
}

/** Where a cell ends, without the dot behind its last word. */
function endOf({ bytes, starts, ends }: PlainCells, input: number): number {
  const end = ends[input] as number;
  return end - 1 > (starts[input] as number) && bytes[end - 1] === DOT ? end - 1 : end;
}

/** `SINGLE`: one word that is a name only where it stands alone. */
const Words = { NAMES: 0, SINGLE: 1, DOUBTFUL: 2 } as const;

/** Writes words. */
function putWords(
  { bytes }: PlainCells,
  from: number,
  end: number,
  known: WordTable<PersonWord>,
  out: PlainTexts,
): number {
  let [start, count, areNames] = [from, 0, true];
  let before = BLANK;
  let hasApostrophe = false;
  for (let at = from; at <= end && from < end; at++) {
    const byte = at < end ? (bytes[at] as number) : BLANK;
    if (isLetter(byte)) continue;
    // Only these stand between words of one name, one at a time.
    if (at === start || (byte !== BLANK && byte !== MINUS && byte !== APOSTROPHE)) return Words.DOUBTFUL;
    if (before !== APOSTROPHE && count++ > 0) out.put(BLANK);
    if (known === japanese || looks.mayHold(bytes, start, at)) {
      const { written, isTitle } = known.of(bytes, start, at);
      out.putBytes(written, 0, written.length);
      areNames &&= !isTitle;
    } else out.putBytes(bytes, start, at);
    areNames &&= at - start > 1;
    hasApostrophe ||= byte === APOSTROPHE;
    before = byte;
    start = at + 1;
  }
  if (areNames && !hasApostrophe) return Words.NAMES;
  return count > 1 || (hasApostrophe && known === japanese) ? Words.DOUBTFUL : Words.SINGLE;
}

function isLetter(byte: number): boolean {
  return byte >= 97 && byte <= 122;
}
