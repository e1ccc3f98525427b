import { NO_ROLE } from '../standardise/name-roles.ts';
import { type Comparator, type Outcome, outcome } from './comparator.ts';

type Prepared = string[][];

/**
 * What companies of one family are told apart by (`rolesOfNames`): different roles, one role more, the same. Two
 * names without any say nothing. Best of all pairs of names.
 */
export const compareRoles: Comparator = {
  levels: ['different', 'one more', 'same'],
  rare: 3,
  own: () => outcome(2),
  atoms: () => [],
  prepare: (value: string): Prepared =>
    value.split('|').map((roles) => (roles === NO_ROLE ? [] : roles.split(' '))),
  compare(left: Prepared, right: Prepared): Outcome {
    let best = -1;
    for (const a of left) {
      for (const b of right) {
        best = Math.max(best, levelOfRoles(a, b));
      }
    }
    return outcome(best);
  },
};

/** A mark (number, point of the compass) that only one name has says nothing; a role (holding, country) says something. */
function levelOfRoles(a: readonly string[], b: readonly string[]): number {
  const marks = levelOfWords(a.filter(isMark), b.filter(isMark), 2);
  return Math.min(marks, levelOfWords(a.filter(isRole), b.filter(isRole), 1));
}

/** 2 the same; `part` when one side has all that the other has; 0 when each has its own. */
function levelOfWords(a: readonly string[], b: readonly string[], part: number): number {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  if (!few.every((word) => many.includes(word))) return 0;
  return few.length === many.length ? 2 : part;
}

function isMark(word: string): boolean {
  return word.startsWith('#');
}

function isRole(word: string): boolean {
  return !isMark(word);
}
