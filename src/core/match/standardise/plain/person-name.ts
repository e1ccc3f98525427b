import { wordWrittenOut } from '../name-abbreviations.ts';
import { isNameWord } from '../person-name.ts';
import type { PlainCells, PlainReader, PlainTexts } from './plain-cells.ts';
import { WordTable, wordBytes } from './word-table.ts';

/** `standardisePersonName` of names that are words, none of which is a title, a suffix or an initial beside another word. */

/** The word with its abbreviation written out; `isName`: it is nothing else wherever it stands. */
type PersonWord = { written: Uint8Array; isName: boolean };

const known = new WordTable<PersonWord>((word) => ({
  written: wordBytes(wordWrittenOut(word)),
  isName: word.length > 1 && isNameWord(word),
}));

const [NAME, FIRST, MIDDLE, LAST, SUFFIX] = [0, 1, 2, 3, 4];
const [BLANK, APOSTROPHE, MINUS] = [32, 39, 45];

export const plainPersonName: PlainReader = (cells, home, out) => {
  if (home === 'JP' || home === 'KR' || isFilled(cells, NAME) || isFilled(cells, SUFFIX)) return false;
  if (!isFilled(cells, FIRST) || !isFilled(cells, LAST)) return false;
  if (!putWords(cells, FIRST, out) || !putWords(cells, MIDDLE, out) || !putWords(cells, LAST, out))
    return false;
  out.close();
  return true;
};

function isFilled({ starts, ends }: PlainCells, input: number): boolean {
  return (ends[input] as number) > (starts[input] as number);
}

/** Writes the words of a cell; false where they may be more than names. */
function putWords({ bytes, starts, ends }: PlainCells, input: number, out: PlainTexts): boolean {
  const end = ends[input] as number;
  let start = starts[input] as number;
  let count = 0;
  let areNames = true;
  let hasApostrophe = false;
  for (let at = start; at <= end; at++) {
    const byte = at < end ? (bytes[at] as number) : BLANK;
    if (byte >= 97 && byte <= 122) continue;
    if (byte !== BLANK && byte !== MINUS && byte !== APOSTROPHE) return false;
    if (at === start) {
      if (at < end) return false;
      break;
    }
    const { written, isName } = known.of(bytes, start, at);
    out.putBytes(written, 0, written.length);
    start = at + 1;
    if (byte === APOSTROPHE) hasApostrophe = true;
    else count++;
    areNames &&= isName;
    if (byte !== APOSTROPHE && at < end) out.put(BLANK);
  }
  out.close();
  return count <= 1 || (areNames && !hasApostrophe);
}
