import { ConflictError } from '../core/errors.ts';
import { contradictionOf, type KeyedDecision } from '../core/match/contradiction.ts';
import type { GoldenType } from '../core/model/entity.ts';
import type { Store } from './ports/store.ts';

export type Ruling = KeyedDecision & { author: string; at: Date };

/**
 * Keeps a steward's decision for every run to come; its records are matched again in the next one. Either record may be
 * absent: the decision waits for it. Refused with the chain of decisions that says otherwise.
 *
 * @throws ConflictError DECISION_CONTRADICTS
 */
export async function decide(
  store: Store,
  entity: GoldenType,
  { author, at, ...decision }: Ruling,
): Promise<void> {
  await store.transaction(async (tx) => {
    const decisions = await tx.match.decisions(entity);
    const keys = [...decisions, decision].flatMap(({ leftKey, rightKey }) => [leftKey, rightKey]);
    const present = await tx.match.present(entity, keys);
    const path = contradictionOf(decisions, decision, (key) => present.has(key));
    if (path !== null) {
      throw new ConflictError({
        code: 'DECISION_CONTRADICTS',
        message: `${decision.leftKey} and ${decision.rightKey} cannot be ${decision.verdict}: earlier decisions say otherwise along ${path.join(' → ')}; withdraw one of them first`,
        context: { path },
      });
    }
    await tx.match.decide(entity, decision, author, at);
  });
}
