/** Length, first and last letter of words: few others look like one of them, and those few are read with more care. */
export class WordLooks {
  readonly #known: Uint8Array;
  readonly #longest: number;

  /** ASCII words. */
  constructor(words: readonly string[]) {
    this.#longest = Math.max(...words.map((word) => word.length));
    this.#known = new Uint8Array((this.#longest + 1) << 10);
    for (const word of words)
      this.#known[looksOf(word.length, word.charCodeAt(0), word.charCodeAt(word.length - 1))] = 1;
  }

  /** Whether the word from `start` to `end` may be one of them: right where it says no. */
  mayHold(bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start;
    if (length === 0 || length > this.#longest) return false;
    return this.#known[looksOf(length, bytes[start] as number, bytes[end - 1] as number)] === 1;
  }
}

function looksOf(length: number, first: number, last: number): number {
  return (length << 10) | ((first & 31) << 5) | (last & 31);
}
