/**
 * Keeps the stored pairs what a whole load would find: after every batch they are exactly the pairs of stored contents
 * that share a key and weigh enough, where a key that too many contents hold finds nothing.
 */
import { compareContents } from '../../core/match/compare-contents.ts';
import { type Content, contentKeys, mostHolders } from '../../core/match/content.ts';
import type { MatchModel } from '../../core/match/model.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { KeyHolders } from '../ports/match.ts';
import type { Store } from '../ports/store.ts';
import { judgedPairs } from './judged-pairs.ts';
import type { KnownContents } from './known-contents.ts';

export type ContentChange = {
  entity: GoldenType;
  model: MatchModel;
  /** Contents that records of the batch have now. */
  present: readonly Content[];
  /** Contents that records of the batch had before. */
  former: readonly number[];
  contents: KnownContents;
};

/** Returns every content whose pairs or records may have changed. */
export async function updatePairs(tx: Store, change: ContentChange): Promise<number[]> {
  const { entity, model, present, former } = change;
  const distinct = [...new Map(present.map((content) => [content.content, content])).values()];
  const keyed = distinct.map((content) => ({ ...content, keys: contentKeys(model, content.standardised) }));
  const fresh = new Set(await tx.match.addContents(entity, keyed));
  const appeared = keyed.filter(({ content }) => fresh.has(content));
  const known = new Set(keyed.map(({ content }) => content));
  const { removed, keys } = await tx.match.removeUnheld(
    entity,
    former.filter((content) => !known.has(content)),
  );
  const widowed = await tx.match.deletePairsOf(entity, removed);
  const index = new KeyIndex(tx, entity, mostHolders(model), appeared.length);
  const crossing = await index.change(
    appeared.flatMap((each) => each.keys),
    keys,
  );
  const dirty = [...new Set(crossing)].filter((content) => !fresh.has(content));
  const parted = await tx.match.deletePairsOf(entity, dirty);
  const again = dirty.length === 0 ? [] : await tx.match.keysOf(entity, dirty);
  await index.lookUp(again.flatMap((each) => each.keys));
  const found = await compare(tx, change, { sources: [...appeared, ...again], index });
  return [...new Set([...known, ...former, ...widowed, ...dirty, ...parted, ...found])];
}

type Sources = {
  sources: readonly { content: number; keys: readonly number[] }[];
  index: KeyIndex;
};

/** Compares the sources with whatever shares a key with them; returns the contents of the pairs found. */
async function compare(
  tx: Store,
  { entity, model, contents }: ContentChange,
  { sources, index }: Sources,
): Promise<number[]> {
  const partnersOf = new Map<number, Set<number>>();
  for (const { content, keys } of sources) partnersOf.set(content, index.partners(content, keys));
  const candidates: [number, number][] = [];
  for (const [content, partners] of partnersOf) {
    for (const partner of partners) {
      // Of two sources the smaller asks.
      if (partner < content && partnersOf.has(partner)) continue;
      candidates.push([content, partner]);
    }
  }
  if (candidates.length === 0) return [];
  const pairs = compareContents(model, await contents.read(candidates.flat()), candidates);
  await tx.match.insertPairs(entity, judgedPairs(model, pairs));
  return pairs.flatMap(({ left, right }) => [left, right]);
}

/** Holders of the keys looked up so far. */
class KeyIndex {
  readonly #tx: Store;
  readonly #entity: GoldenType;
  readonly #most: number;
  readonly #appeared: number;
  readonly #holders = new Map<number, KeyHolders['holders']>();

  constructor(tx: Store, entity: GoldenType, most: number, appeared: number) {
    this.#tx = tx;
    this.#entity = entity;
    this.#most = most;
    this.#appeared = appeared;
  }

  /**
   * Looks keys up, after `added` (one entry per new holder) and `removed` (one per former holder) took place. Returns
   * the holders of keys that thereby became too common, or are so no longer: their pairs have to be found anew.
   */
  async change(added: readonly number[], removed: readonly number[]): Promise<number[]> {
    const growth = new Map<number, number>();
    for (const key of added) growth.set(key, (growth.get(key) ?? 0) + 1);
    for (const key of removed) growth.set(key, (growth.get(key) ?? 0) - 1);
    await this.lookUp([...growth.keys()]);
    return [...growth].flatMap(([key, grown]) => {
      const holders = this.#holders.get(key) ?? [];
      const crossed = holders.length <= this.#most !== holders.length - grown <= this.#most;
      return crossed ? holders : [];
    });
  }

  async lookUp(keys: readonly number[]): Promise<void> {
    const unknown = [...new Set(keys)].filter((key) => !this.#holders.has(key));
    if (unknown.length === 0) return;
    // So many that of a key which was within the limit before the batch all are seen.
    const enough = this.#most + this.#appeared + 1;
    for (const { key, holders } of await this.#tx.match.holders(this.#entity, unknown, enough)) {
      this.#holders.set(key, holders);
    }
  }

  partners(content: number, keys: readonly number[]): Set<number> {
    const partners = new Set<number>();
    for (const key of keys) {
      const holders = this.#holders.get(key) ?? [];
      if (holders.length > this.#most) continue;
      for (const holder of holders) partners.add(holder);
    }
    partners.delete(content);
    return partners;
  }
}
