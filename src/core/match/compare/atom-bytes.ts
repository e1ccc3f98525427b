/**
 * Atoms told from the bytes of packed ASCII texts: the same hashes as those of the texts that `Comparator.atoms` gives,
 * without making one. A million records have millions of values, and a text for each of their atoms is what counting costs.
 */
import { TextHashing } from '../dictionary.ts';
import { PackedWords } from '../packed-words.ts';
import { STREET_KINDS } from '../standardise/address.ts';
import { MOST_OF_SKELETON, skeletonBytes } from '../standardise/skeleton.ts';
import { BAR, BLANK, type Bytes } from './packed-letters.ts';

/** Takes the hashes of a value's atoms; those that are a part of a value or of an entry begin with `~`. */
export type AtomSink = { push(hash: number, isWhole: boolean): void };
export type AtomBytes = (bytes: Bytes, start: number, end: number, into: AtomSink) => void;

export const TILDE = 126;
const AT = 64;

const hashing = new TextHashing();
const words = new PackedWords();

/** Pushes the hash of what lies there. */
function pushWhole(bytes: Bytes, start: number, end: number, into: AtomSink): void {
  hashing.add(bytes, start, end);
  into.push(hashing.take(), start === end || bytes[start] !== TILDE);
}

/** Pushes the hash of what lies there, marked as a part. */
function pushPart(bytes: Bytes, start: number, end: number, into: AtomSink): void {
  hashing.addByte(TILDE);
  hashing.add(bytes, start, end);
  into.push(hashing.take(), false);
}

function endOf(bytes: Bytes, start: number, end: number, byte: number): number {
  let at = start;
  while (at < end && bytes[at] !== byte) at++;
  return at;
}

/** Of every entry of a list what `push` tells. */
function ofEntries(push: AtomBytes): AtomBytes {
  return (bytes, start, end, into) => {
    for (let from = start; from <= end; ) {
      const to = endOf(bytes, from, end, BAR);
      push(bytes, from, to, into);
      from = to + 1;
    }
  };
}

/** The words of the name in order, and each of them. */
export const nameAtoms = ofEntries((bytes, start, end, into) => {
  words.split(bytes, start, end);
  if (words.count === 1) pushWhole(bytes, start, end, into);
  else {
    words.sort(bytes);
    into.push(
      hashOfWords(bytes),
      words.ends[0] === words.starts[0] || bytes[words.starts[0] as number] !== TILDE,
    );
  }
  for (let from = start; from <= end; ) {
    const to = endOf(bytes, from, end, BLANK);
    pushPart(bytes, from, to, into);
    from = to + 1;
  }
});

function hashOfWords(bytes: Bytes): number {
  for (let at = 0; at < words.count; at++) {
    if (at > 0) hashing.addByte(BLANK);
    hashing.add(bytes, words.starts[at] as number, words.ends[at] as number);
  }
  return hashing.take();
}

/** The address and its domain. */
export const emailAtoms = ofEntries((bytes, start, end, into) => {
  pushWhole(bytes, start, end, into);
  const at = endOf(bytes, start, end, AT);
  pushPart(bytes, at === end ? start : at + 1, end, into);
});

const skeleton = new Uint8Array(MOST_OF_SKELETON);

/** The name of a person and how it sounds. */
export const personAtoms: AtomBytes = (bytes, start, end, into) => {
  pushWhole(bytes, start, end, into);
  pushPart(skeleton, 0, skeletonBytes(bytes, start, end, skeleton), into);
};

/** The house number and the street, less its kind and direction. */
export const addressAtoms: AtomBytes = (bytes, start, end, into) => {
  const number = endOf(bytes, start, end, BAR);
  const street = Math.min(end, number + 1);
  hashing.add(bytes, start, number);
  hashing.addByte(BLANK);
  words.split(bytes, street, endOf(bytes, street, end, BAR));
  let names = 0;
  for (let at = 0; at < words.count; at++) {
    if (isStreetKind(bytes, words.starts[at] as number, words.ends[at] as number)) continue;
    hashing.add(bytes, words.starts[at] as number, words.ends[at] as number);
    names++;
  }
  // A street that is nothing but kinds is called so.
  if (names === 0)
    for (let at = 0; at < words.count; at++)
      hashing.add(bytes, words.starts[at] as number, words.ends[at] as number);
  into.push(hashing.take(), (number === start ? BLANK : bytes[start]) !== TILDE);
};

/** Words of at most so many letters are a number each, with five bits a letter. */
const MOST_CODED = 6;
const KIND_CODES = new Set(
  [...STREET_KINDS].map((kind) => codeOf(Buffer.from(kind, 'latin1'), 0, kind.length)),
);

function isStreetKind(bytes: Bytes, start: number, end: number): boolean {
  return end - start <= MOST_CODED && KIND_CODES.has(codeOf(bytes, start, end));
}

/** −1 for what is not letters alone. */
function codeOf(bytes: Bytes, start: number, end: number): number {
  let code = 0;
  for (let at = start; at < end; at++) {
    const letter = (bytes[at] as number) - 96;
    if (letter < 1 || letter > 26) return -1;
    code = (code << 5) | letter;
  }
  return code;
}
