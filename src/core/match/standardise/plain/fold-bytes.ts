import { fold } from '../fold.ts';

/**
 * `fold` from bytes to bytes, for what nearly all cells are made of: printable ASCII and Latin letters with marks, in
 * UTF-8. What it does not take is left to `fold`.
 */

const [BLANK, LAST_PRINTABLE, CONTINUATION] = [0x20, 0x7e, 0x80];
/** UTF-8 of U+00C0 to U+017F begins with one of these. */
const [FIRST_LEAD, LAST_LEAD] = [0xc3, 0xc5];

/** Per printable ASCII character what it is in lower case; 0 for any other, and for what may stand between two values. */
const LOWER = new Uint8Array(256);
for (let code = BLANK; code <= LAST_PRINTABLE; code++)
  LOWER[code] = String.fromCharCode(code).toLowerCase().charCodeAt(0);
LOWER['|'.charCodeAt(0)] = 0;

/** Per letter from U+00C0 on the one or two letters it is folded to; 0 where it is no such letter. */
const FIRST_MARKED = 0xc0;
const FIRST_LETTER = new Uint8Array(0xc0);
const SECOND_LETTER = new Uint8Array(0xc0);
for (let at = 0; at < FIRST_LETTER.length; at++) {
  const letter = String.fromCharCode(FIRST_MARKED + at);
  const folded = fold(letter);
  if (!/\p{L}/u.test(letter) || !/^[a-z]{1,2}$/.test(folded)) continue;
  FIRST_LETTER[at] = folded.charCodeAt(0);
  SECOND_LETTER[at] = folded.charCodeAt(1) || 0;
}

/**
 * Writes the folded form of the bytes from `start` to `end` into `into` from `at` on, and returns where it ends; −1 where
 * they hold more than this can fold. It never takes more bytes than the source.
 */
export function foldBytes(
  source: Uint8Array,
  start: number,
  end: number,
  into: Uint8Array,
  at: number,
): number {
  let to = at;
  let before = BLANK;
  for (let from = start; from < end; from++) {
    const byte = source[from] as number;
    let folded = LOWER[byte] as number;
    if (folded === 0) {
      const letter = letterAt(source, from++, end);
      if (letter < 0) return -1;
      folded = FIRST_LETTER[letter] as number;
      if (folded === 0) return -1;
      const second = SECOND_LETTER[letter] as number;
      if (second !== 0) {
        into[to++] = folded;
        folded = second;
      }
    }
    if (folded === BLANK && before === BLANK) continue;
    into[to++] = folded;
    before = folded;
  }
  return before === BLANK && to > at ? to - 1 : to;
}

/** Which letter from U+00C0 to U+017F these two bytes are; −1 where they are none. */
function letterAt(source: Uint8Array, at: number, end: number): number {
  const lead = source[at] as number;
  if (lead < FIRST_LEAD || lead > LAST_LEAD || at + 1 >= end) return -1;
  const next = source[at + 1] as number;
  return (next & 0xc0) === CONTINUATION ? ((lead - FIRST_LEAD) << 6) | (next & 0x3f) : -1;
}
