import { nameAtoms } from './atom-bytes.ts';
import { atomsOf, compareNames, type Name, type Names, prepare, sharedBits } from './company-name.ts';
import { areCompanyNamesApart } from './company-names-apart.ts';
import { type Comparator, levelOf, NOT_COMPARABLE, type Outcome, outcome } from './comparator.ts';

const [DIFFERENT, WEAK, CLOSE] = [0, 1, 3];

/**
 * Whether of two names that share something each has words of its own (`Moreno Foods`, `Moreno Travel`). Names that
 * share nothing say nothing here.
 */
export const compareOwnWords: Comparator = {
  levels: ['on both sides', 'on one at most'],
  rare: 2,
  sharesAtoms: true,
  weighsParts: true,
  // Names that share nothing.
  apart: areCompanyNamesApart,
  whenApart: NOT_COMPARABLE,
  own: () => outcome(1),
  atoms: atomsOf,
  atomBytes: nameAtoms,
  prepare,
  compare(left: Names, right: Names): Outcome {
    let best = NOT_COMPARABLE;
    for (const a of left) for (const b of right) best = Math.max(best, compareWords(a, b));
    return best;
  },
};

function compareWords(a: Name, b: Name): Outcome {
  const found = compareNames(a, b);
  const level = levelOf(found);
  if (found < 0 || level === DIFFERENT) return NOT_COMPARABLE;
  return outcome(level === WEAK || (level === CLOSE && hasEachOwn(a, b)) ? 0 : 1);
}

/** `Moreno Foods International` and `Moreno Travel International` share most, and each has a word that the other lacks. */
function hasEachOwn(a: Name, b: Name): boolean {
  return Math.min(a.words.length, b.words.length) > sharedBits(a, b).words;
}
