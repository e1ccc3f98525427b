/** As `key-bytes.ts`, of parts that are words or made of them. */
import { BAR, BLANK, type Bytes } from './compare/packed-letters.ts';
import { addByte32, addBytes32, hashBytes32, mix32, NO_BYTES } from './hash.ts';
import { entryBytes, type HashSink, type PartBytes } from './key-bytes.ts';
import { compareBytes, PackedWords, type RankedWords } from './packed-words.ts';
import { MOST_OF_SKELETON, skeletonBytes } from './standardise/skeleton.ts';

/** Takes the hashes of a part from the words of a company's names, the rarest first. */
export type RankedBytes = (words: RankedWords, into: HashSink) => void;

const words = new PackedWords();

/** Of every name its words in order. */
export const sortedBytes = entryBytes((bytes, start, end, into) => {
  words.split(bytes, start, end);
  words.sort(bytes);
  let hash = NO_BYTES;
  for (let at = 0; at < words.count; at++) {
    if (at > 0) hash = addByte32(hash, BLANK);
    hash = addBytes32(hash, bytes, words.starts[at] as number, words.ends[at] as number);
  }
  into.push(mix32(hash));
});

/** Of every name the first so many letters, blanks left out. */
export function joinedBytes(letters: number): PartBytes {
  return entryBytes((bytes, start, end, into) => {
    let hash = NO_BYTES;
    for (let at = start, taken = 0; at < end && taken < letters; at++) {
      if (bytes[at] === BLANK) continue;
      hash = addByte32(hash, bytes[at] as number);
      taken++;
    }
    into.push(mix32(hash));
  });
}

/** Of every name the first so many letters of its first word. */
export function firstWordBytes(letters: number): PartBytes {
  return entryBytes((bytes, start, end, into) => {
    const most = Math.min(end, start + letters);
    let at = start;
    while (at < most && bytes[at] !== BLANK) at++;
    into.push(hashBytes32(bytes, start, at));
  });
}

type Rarest = { letters?: number; mostHeld?: number; mostHeldOfNext?: number };

/** The beginnings of the first words, as far as not too many records hold them. */
export function rarestBytes(
  most: number,
  {
    letters = Number.MAX_SAFE_INTEGER,
    mostHeld = Number.POSITIVE_INFINITY,
    mostHeldOfNext = mostHeld,
  }: Rarest,
): RankedBytes {
  return ({ bytes, count, starts, ends, held }, into) => {
    for (let at = 0; at < count && at < most; at++) {
      if ((held[at] as number) > (at === 0 ? mostHeld : mostHeldOfNext)) continue;
      const start = starts[at] as number;
      into.push(hashBytes32(bytes, start, Math.min(ends[at] as number, start + letters)));
    }
  };
}

/** The first word with the second, and with the third. */
export const pairBytes: RankedBytes = (ranked, into) => {
  for (let other = 1; other < ranked.count && other < 3; other++) into.push(hashOfPair(ranked, other));
};

function hashOfPair({ bytes, starts, ends }: RankedWords, other: number): number {
  const [a, endA] = [starts[0] as number, ends[0] as number];
  const [b, endB] = [starts[other] as number, ends[other] as number];
  return compareBytes(bytes, [a, endA], [b, endB]) < 0
    ? mix32(addBytes32(addByte32(addBytes32(NO_BYTES, bytes, a, endA), BLANK), bytes, b, endB))
    : mix32(addBytes32(addByte32(addBytes32(NO_BYTES, bytes, b, endB), BLANK), bytes, a, endA));
}

/** The beginning of the first word of the street that tells something: a long one, else one with a digit, else any. */
export function streetWordBytes(letters: number): PartBytes {
  return (bytes, start, end, into) => {
    let from = start;
    while (from < end && bytes[from] !== BAR) from++;
    from++;
    let to = from;
    while (to < end && bytes[to] !== BAR) to++;
    if (from >= end) return;
    words.split(bytes, from, to);
    const at = tellingWord(bytes);
    const [first, last] = [words.starts[at] as number, words.ends[at] as number];
    if (last > first) into.push(hashBytes32(bytes, first, Math.min(last, first + letters)));
  };
}

function tellingWord(bytes: Bytes): number {
  for (let at = 0; at < words.count; at++)
    if ((words.ends[at] as number) - (words.starts[at] as number) > 2) return at;
  for (let at = 0; at < words.count; at++)
    if (hasDigit(bytes, words.starts[at] as number, words.ends[at] as number)) return at;
  return 0;
}

function hasDigit(bytes: Bytes, start: number, end: number): boolean {
  for (let at = start; at < end; at++)
    if ((bytes[at] as number) >= 48 && (bytes[at] as number) <= 57) return true;
  return false;
}

const skeleton = new Uint8Array(MOST_OF_SKELETON);

/** How a name sounds, if that is more than an initial. */
export const soundBytes: PartBytes = (bytes, start, end, into) => {
  const size = skeletonBytes(bytes, start, end, skeleton);
  if (size > 1) into.push(hashBytes32(skeleton, 0, size));
};
