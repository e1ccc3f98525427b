import { join53, mix32 } from '../../hash.ts';

/** Words that are remembered: of the words of a million names these make nine tenths and more. */
const PLACES = 1 << 14;
const [FIRST, SEED, FACTOR] = [0x811c9dc5, 0x51ed270b, 0x01000193];

/** What is known of a word, worked out once, and found by the word's bytes; a newer word takes an older one's place. */
export class WordTable<T> {
  readonly #hashes = new Float64Array(PLACES).fill(-1);
  readonly #known: (T | undefined)[] = new Array<T | undefined>(PLACES).fill(undefined);
  readonly #read: (word: string) => T;

  constructor(read: (word: string) => T) {
    this.#read = read;
  }

  /** Of the ASCII word from `start` to `end`. */
  of(bytes: Uint8Array, start: number, end: number): T {
    let low = FIRST;
    let high = FIRST ^ SEED;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      low = Math.imul(low ^ byte, FACTOR);
      high = Math.imul(high ^ byte, FACTOR);
    }
    low = mix32(low);
    const hash = join53(mix32(high), low);
    const place = low & (PLACES - 1);
    if (this.#hashes[place] === hash) return this.#known[place] as T;
    const made = this.#read(String.fromCharCode(...bytes.subarray(start, end)));
    this.#hashes[place] = hash;
    this.#known[place] = made;
    return made;
  }
}

/** A word as bytes. */
export function wordBytes(word: string): Uint8Array {
  const bytes = new Uint8Array(word.length);
  for (let at = 0; at < word.length; at++) bytes[at] = word.charCodeAt(at);
  return bytes;
}
