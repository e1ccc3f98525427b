import { ConflictError } from '../core/errors.ts';
import { contradictionOf, isSamePair, type KeyedDecision } from '../core/match/contradiction.ts';
import type { GoldenType } from '../core/model/entity.ts';
import type { Store } from './ports/store.ts';

export type Ruling = KeyedDecision & { author: string; at: Date };
type Verdict = KeyedDecision['verdict'];

/**
 * Keeps a steward's decision for every run to come; its records are matched again in the next one. Either record may be
 * absent: the decision waits for it. Refused with the chain of decisions that says otherwise, now or once all are
 * there. Returns the verdict that it replaces, if there was one on the same two records.
 *
 * @throws ConflictError DECISION_CONTRADICTS
 */
export async function decide(
  store: Store,
  entity: GoldenType,
  { author, at, ...decision }: Ruling,
): Promise<{ replaced: Verdict | null }> {
  return store.transaction(async (tx) => {
    // Two stewards at once could otherwise each pass the check, and contradict each other.
    await tx.match.lockDecisions(entity);
    const decisions = await tx.match.decisions(entity);
    const keys = [...decisions, decision].flatMap(({ leftKey, rightKey }) => [leftKey, rightKey]);
    const deleted = await tx.match.deleted(entity, keys);
    const path = contradictionOf(decisions, decision, (key) => deleted.has(key));
    if (path !== null) {
      throw new ConflictError({
        code: 'DECISION_CONTRADICTS',
        message: contradictionText(decision, path),
        context: { path },
      });
    }
    await tx.match.decide(entity, decision, author, at);
    return { replaced: decisions.find((earlier) => isSamePair(earlier, decision))?.verdict ?? null };
  });
}

/** What stands against a decision, so that one knows which of the earlier ones to withdraw. */
function contradictionText({ leftKey, rightKey, verdict }: KeyedDecision, path: readonly string[]): string {
  const against =
    verdict === 'different'
      ? `earlier decisions make them the same: ${path.join(' = ')}`
      : `with them ${path.join(' = ')} would be one, and ${path[0]} and ${path.at(-1)} are decided to be different`;
  const wanted = verdict === 'same' ? 'the same' : 'different';
  return `${leftKey} and ${rightKey} cannot be ${wanted}: ${against}; withdraw an earlier decision first`;
}

/** Takes a decision back; its records are matched again in the next run. Returns what had been decided, null for nothing. */
export async function withdrawDecision(
  store: Store,
  entity: GoldenType,
  leftKey: string,
  rightKey: string,
): Promise<Verdict | null> {
  return store.transaction(async (tx) => {
    await tx.match.lockDecisions(entity);
    const decisions = await tx.match.decisions(entity);
    const kept = decisions.find((decision) => isSamePair(decision, { leftKey, rightKey }));
    if (kept === undefined) return null;
    await tx.match.withdraw(entity, leftKey, rightKey);
    return kept.verdict;
  });
}
