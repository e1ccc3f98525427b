import type { GoldenType } from '../../core/model/entity.ts';
import type { HeldKeys } from '../ports/match.ts';
import type { Store } from '../ports/store.ts';

export type Growth = { added: readonly number[]; removed: readonly number[] };

/**
 * Holders of the keys looked up so far, in both rounds. A content of the second is found through the content of the
 * first that it comes from, and is listed under those keys only that the first round does not have.
 */
export class KeyIndex {
  readonly #tx: Store;
  readonly #entity: GoldenType;
  readonly #most: number;
  readonly #enough: number;
  readonly #holders = new Map<number, number[]>();
  readonly #variants = new Map<number, number[]>();

  /** `most`: a key that more contents hold finds nothing; `appeared`: how many contents of a round are new at most. */
  constructor(tx: Store, entity: GoldenType, { most, appeared }: { most: number; appeared: number }) {
    this.#tx = tx;
    this.#entity = entity;
    this.#most = most;
    // So many that of a key which was within the limit before the batch all are seen.
    this.#enough = most + appeared + 1;
  }

  async lookUp(keys: Iterable<number>): Promise<void> {
    const unknown = [...new Set(keys)].filter((key) => !this.#holders.has(key));
    if (unknown.length === 0) return;
    const { holders, variants } = await this.#tx.match.holders(this.#entity, unknown, this.#enough);
    for (const { key, contents } of holders) this.#holders.set(key, contents);
    for (const { base, contents } of variants) this.#variants.set(base, contents);
  }

  /**
   * Of keys that were looked up after contents of a round came (`added`, one entry per new holder) and went: the
   * holders of those that thereby became too common, or are so no longer. Their pairs have to be found anew.
   */
  crossed(round: 1 | 2, { added, removed }: Growth): Set<number> {
    const growth = new Map<number, number>();
    for (const key of added) growth.set(key, (growth.get(key) ?? 0) + 1);
    for (const key of removed) growth.set(key, (growth.get(key) ?? 0) - 1);
    const found = new Set<number>();
    for (const [key, grown] of growth) {
      const holders = this.#holdersIn(round, key);
      if (holders.length <= this.#most === holders.length - grown <= this.#most) continue;
      for (const holder of holders) found.add(holder);
    }
    return found;
  }

  /** What a content of the round is to be compared with. */
  partners(round: 1 | 2, { content, keys }: HeldKeys): Set<number> {
    const partners = new Set<number>();
    for (const key of keys) {
      const holders = this.#holdersIn(round, key);
      if (holders.length > this.#most) continue;
      for (const holder of holders) partners.add(holder);
    }
    partners.delete(content);
    return partners;
  }

  #holdersIn(round: 1 | 2, key: number): number[] {
    const holders = this.#holders.get(key) ?? [];
    if (round === 1) return holders;
    return holders.flatMap((holder) => {
      const variants = this.#variants.get(holder) ?? [];
      // Every content of the first round has one in the second at least: this is one of the second itself.
      return variants.length === 0 ? [holder] : variants;
    });
  }
}
