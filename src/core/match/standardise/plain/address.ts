import { houseNumberKind, numberAt, shortWord } from '../address.ts';
import { addressTokens } from '../address-tokens.ts';
import { shortWordsIn } from '../address-words.ts';
import type { PlainReader, PlainTexts } from './plain-cells.ts';
import { WordTable, wordBytes } from './word-table.ts';

/** `standardiseAddress` of a line that is nothing but words and a number. */

type AddressWord = {
  token: Uint8Array;
  /** Hints of nothing else. */
  isPlain: boolean;
  /** As `houseNumberKind` has it. */
  kind: number;
  /** What it is in a street. */
  short: Uint8Array;
};

const tables = new Map<ReadonlyMap<string, string>, WordTable<AddressWord>>();

/** The words of a country: those with the same short forms have one table. */
function wordsIn(country: string): WordTable<AddressWord> {
  const short = shortWordsIn(country);
  let table = tables.get(short);
  if (table === undefined) {
    table = new WordTable((token) => ({
      token: wordBytes(token),
      // `num 5`: what stands for a raised letter.
      isPlain: addressTokens(token).hints === 0 && !token.includes('num'),
      kind: houseNumberKind(token),
      short: wordBytes(shortWord(token, short)),
    }));
    tables.set(short, table);
  }
  return table;
}

/** The words of the line that is read, and which of them can be its number; kept, so that no line allocates them. */
const found: AddressWord[] = [];
const kinds: number[] = [];
/** The token that is read. */
const letters = new Uint8Array(256);

const [STREET, LINE, NUMBER, UNIT] = [0, 1, 2, 3];
const [BLANK, HASH, APOSTROPHE, MINUS, BACKTICK, BAR] = [32, 35, 39, 45, 96, 124];

export const plainAddress: PlainReader = ({ bytes, starts, ends }, country, out) => {
  const isFilled = (input: number) => (ends[input] as number) > (starts[input] as number);
  if (country === 'JP' || isFilled(NUMBER) || isFilled(UNIT)) return false;
  const line = isFilled(STREET) ? STREET : LINE;
  const count = readWords(bytes, [starts[line] as number, ends[line] as number], wordsIn(country));
  if (count < 0) return false;
  if (count > 0) putAddress(count, out);
  out.close();
  return true;
};

/** Puts the words into `found` and `kinds`, and returns how many they are; −1 where the line may hold more than words. */
function readWords(
  bytes: Uint8Array,
  [start, end]: readonly [number, number],
  known: WordTable<AddressWord>,
): number {
  let count = 0;
  let length = 0;
  for (let at = start; at <= end; at++) {
    const byte = at < end ? (bytes[at] as number) : BLANK;
    if (isOfToken(byte)) letters[length++] = byte;
    else if (byte === HASH) return -1;
    else if (byte !== APOSTROPHE && byte !== BACKTICK && length > 0) {
      const word = known.of(letters, 0, length);
      if (!word.isPlain) return -1;
      found[count] = word;
      kinds[count++] = word.kind;
      length = 0;
    }
  }
  return count;
}

function isOfToken(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte === MINUS;
}

/** `number|street|`. */
function putAddress(count: number, out: PlainTexts): void {
  const number = numberAt(kinds, count);
  if (number >= 0) putWord((found[number] as AddressWord).token, out);
  out.put(BAR);
  let isFirst = true;
  for (let at = 0; at < count; at++) {
    if (at === number) continue;
    if (!isFirst) out.put(BLANK);
    isFirst = false;
    putWord((found[at] as AddressWord).short, out);
  }
  out.put(BAR);
}

function putWord(word: Uint8Array, out: PlainTexts): void {
  out.putBytes(word, 0, word.length);
}
