import type { DecidedRecord } from './find-decided.ts';

export type Outcome = {
  /** What the next sync does with the two golden records. */
  effect: 'joins' | 'parts' | 'keeps' | 'waits';
  waitingFor: string[];
  lines: string[];
};

const WHY_ABSENT = {
  absent: 'has not been read yet',
  deleted: 'was deleted in its source',
  unmatched: 'has not been matched yet',
} as const;

/** What will come of a decision, as far as it can be told before the records are matched again. */
export function outcomeOf(verdict: 'same' | 'different', left: DecidedRecord, right: DecidedRecord): Outcome {
  const missing = [left, right].filter(({ state }) => state !== 'present');
  if (missing.length > 0) {
    return {
      effect: 'waits',
      waitingFor: missing.map(({ key }) => key),
      lines: missing.map(({ key, state }) =>
        state === 'present'
          ? ''
          : `It waits: ${key} ${WHY_ABSENT[state]}; it counts as soon as the record is there.`,
      ),
    };
  }
  const together = left.goldenId === right.goldenId;
  if (together === (verdict === 'same')) {
    const now = together
      ? `Both are members of ${left.goldenId} already; they stay together`
      : 'They are members of two golden records already; they stay apart';
    return { effect: 'keeps', waitingFor: [], lines: [`${now}, whatever the evidence says later.`] };
  }
  const line =
    verdict === 'same'
      ? `The next sync puts both into one golden record (now ${left.goldenId} and ${right.goldenId}); one of the ids stays, the other redirects to it.`
      : `The next sync parts them (now both in ${left.goldenId}); the other members go where the evidence puts them.`;
  return { effect: verdict === 'same' ? 'joins' : 'parts', waitingFor: [], lines: [line] };
}
