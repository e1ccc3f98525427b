/**
 * Key parts told from the bytes of packed ASCII texts: the same hashes as those of the texts that `KeyPart.of` gives,
 * without making one. A million records have millions of values, and most parts are a piece of one.
 */
import { BAR, type Bytes } from './compare/packed-letters.ts';
import { hashBytes32 } from './hash.ts';

/** Takes the hashes of one value. */
export type HashSink = { push(hash: number): void };
export type PartBytes = (bytes: Bytes, start: number, end: number, into: HashSink) => void;

const DOT = 46;

export const wholeBytes: PartBytes = (bytes, start, end, into) => into.push(hashBytes32(bytes, start, end));

/** `slice(from, to)` of the value. */
export function sliceBytes(from: number, to: number, least = 0): PartBytes {
  return (bytes, start, end, into) => {
    if (end - start >= least)
      into.push(hashBytes32(bytes, Math.min(end, start + from), Math.min(end, start + to)));
  };
}

/** Of every entry of a list the piece that `cut` finds. */
export function entryBytes(cut: PartBytes): PartBytes {
  return (bytes, start, end, into) => {
    let from = start;
    for (let at = start; at <= end; at++) {
      if (at < end && bytes[at] !== BAR) continue;
      cut(bytes, from, at, into);
      from = at + 1;
    }
  };
}

export const eachBytes = entryBytes(wholeBytes);

/** The last so many characters of every entry. */
export function lastBytes(count: number): PartBytes {
  return entryBytes((bytes, start, end, into) =>
    into.push(hashBytes32(bytes, Math.max(start, end - count), end)),
  );
}

/** Every entry as far as its first dot. */
export const labelBytes = entryBytes((bytes, start, end, into) => {
  let dot = start;
  while (dot < end && bytes[dot] !== DOT) dot++;
  into.push(hashBytes32(bytes, start, dot));
});

/** What stands before the first bar, if anything does. */
export const beforeBarBytes: PartBytes = (bytes, start, end, into) => {
  let bar = start;
  while (bar < end && bytes[bar] !== BAR) bar++;
  if (bar > start) into.push(hashBytes32(bytes, start, bar));
};
