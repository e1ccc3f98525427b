import { numberAt } from '../address.ts';
import { AddressLine } from './address-line.ts';
import { addressWordsIn } from './address-word.ts';
import { isFilled, type PlainReader, type PlainTexts } from './plain-cells.ts';

/** `standardiseAddress` of a line that is nothing but words, a number and units. */

const line = new AddressLine();

const [STREET, FIRST_LINE, NUMBER, UNIT] = [0, 1, 2, 3];
const [BLANK, BAR] = [32, 124];

export const plainAddress: PlainReader = (cells, country, out) => {
  if (country === 'JP' || isFilled(cells, NUMBER) || isFilled(cells, UNIT)) return false;
  const input = isFilled(cells, STREET) ? STREET : FIRST_LINE;
  const [start, end] = [cells.starts[input] as number, cells.ends[input] as number];
  if (!line.read(cells.bytes, start, end, addressWordsIn(country))) return false;
  // Without number and street nothing is known.
  if (line.count > 0) putAddress(out);
  out.close();
  return true;
};

/** `number|street|unit`. */
function putAddress(out: PlainTexts): void {
  const { words, kinds, count, unit } = line;
  const number = numberAt(kinds, count);
  if (number >= 0) putWord(words[number]?.token, out);
  out.put(BAR);
  let isFirst = true;
  for (let at = 0; at < count; at++) {
    if (at === number) continue;
    if (!isFirst) out.put(BLANK);
    isFirst = false;
    putWord(words[at]?.short, out);
  }
  out.put(BAR);
  putWord(unit?.token, out);
}

function putWord(word: Uint8Array | undefined, out: PlainTexts): void {
  if (word !== undefined) out.putBytes(word, 0, word.length);
}
