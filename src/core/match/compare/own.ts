/**
 * What values come to with themselves, told from their packed bytes and the counts of their atoms: most features of
 * duplicates are equal, and no text is made of those. The same as `compare` says of two that are prepared.
 */
import { type AtomCounts, type Outcome, outcome } from './comparator.ts';
import { BAR, BLANK, type Bytes } from './packed-letters.ts';

/** Bytes from `start` to `end`: ASCII, or UTF-8, in which bars and blanks are the same bytes. */
export type Own = (counts: AtomCounts, bytes: Bytes, start: number, end: number) => Outcome;

/** Of one atom, or where the first tells. */
export function ownWhole(level: number): Own {
  return (counts) => outcome(level, counts[0]);
}

/** Of lists, with so many atoms to an entry, the entry itself being the first. */
export function ownEntries(level: number, atoms = 1): Own {
  return (counts, bytes, start, end) => {
    let least = counts[0] as number;
    for (let byte = start, at = 0; byte < end; byte++) {
      if (bytes[byte] === BAR) least = Math.min(least, counts[(at += atoms)] as number);
    }
    return outcome(level, least);
  };
}

/** Of names with an atom each and one for every word. */
export function ownNames(level: number): Own {
  return (counts, bytes, start, end) => {
    let least = counts[0] as number;
    for (let byte = start, at = 1; byte < end; byte++) {
      if (bytes[byte] === BLANK) at++;
      else if (bytes[byte] === BAR) {
        least = Math.min(least, counts[++at] as number);
        at++;
      }
    }
    return outcome(level, least);
  };
}
