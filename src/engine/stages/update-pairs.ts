/**
 * Keeps the stored pairs what a whole load would find: after every batch they are exactly the pairs of stored contents
 * that share a key and weigh enough, where a key that too many contents hold finds nothing. That goes for each of the
 * two rounds by itself; a pair that both rounds find is compared once and stored once.
 */
import { withCollective } from '../../core/match/collective.ts';
import { compareContents } from '../../core/match/compare-contents.ts';
import { type Content, collectiveKeys, contentKeys, mostHolders } from '../../core/match/content.ts';
import type { MatchModel } from '../../core/match/model.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { HeldKeys, Rounds } from '../ports/match.ts';
import type { Store } from '../ports/store.ts';
import { judgedPairs } from './judged-pairs.ts';
import { KeyIndex } from './key-index.ts';
import type { KnownContents } from './known-contents.ts';

/** A content of the first round, and the one that comes of it in the second. */
export type TwoContents = Content & { second: number; collective: string };

export type ContentChange = {
  entity: GoldenType;
  model: MatchModel;
  /** Contents that records of the batch have now. */
  present: readonly TwoContents[];
  /** Contents that records of the batch had before. */
  former: readonly { content: number; second: number }[];
  contents: KnownContents;
};

/** Contents of a round: those that came, with their keys, and those that went. */
type RoundChange = { round: 1 | 2; appeared: HeldKeys[]; removed: HeldKeys[] };

/** Returns every content, of either round, whose pairs or records may have changed. */
export async function updatePairs(tx: Store, change: ContentChange): Promise<number[]> {
  const { entity, model, former } = change;
  const rounds = await saveContents(tx, change);
  const touched = new Set([
    ...change.present.flatMap(({ content, second }) => [content, second]),
    ...former.flatMap(({ content, second }) => [content, second]),
    ...(await dropPairs(
      tx,
      entity,
      setsOf(rounds, ({ removed }) => removed.map(({ content }) => content)),
    )),
  ]);
  const index = new KeyIndex(tx, entity, {
    most: mostHolders(model),
    appeared: Math.max(...rounds.map(({ appeared }) => appeared.length)),
  });
  const sources = await sourcesOf(tx, change, { rounds, index });
  const again = setsOf(sources, (source) => source.dirty);
  for (const content of await dropPairs(tx, entity, again)) touched.add(content);
  for (const { dirty } of sources) for (const content of dirty) touched.add(content);
  for (const content of await compare(tx, change, { sources, index })) touched.add(content);
  return [...touched];
}

async function saveContents(
  tx: Store,
  { entity, model, present, former }: ContentChange,
): Promise<[RoundChange, RoundChange]> {
  const bases = [...new Map(present.map((content) => [content.content, content])).values()].map(
    ({ content, standardised }) => ({ content, standardised, keys: contentKeys(model, standardised) }),
  );
  const keysOf = new Map(bases.map(({ content, keys }) => [content, keys]));
  const variants = [...new Map(present.map((content) => [content.second, content])).values()].map(
    ({ content, second, collective, standardised }) => {
      const told = withCollective(entity, standardised, collective);
      return { content: second, base: content, collective, keys: collectiveKeys(model, told) };
    },
  );
  const fresh = await tx.match.addContents(entity, bases, variants);
  const [now, nowSecond] = [new Set(keysOf.keys()), new Set(variants.map(({ content }) => content))];
  const removed = await tx.match.removeUnheld(
    entity,
    former.map(({ content }) => content).filter((content) => !now.has(content)),
    former.map(({ second }) => second).filter((content) => !nowSecond.has(content)),
  );
  const [came, cameSecond] = [new Set(fresh.contents), new Set(fresh.variants)];
  return [
    { round: 1, appeared: bases.filter(({ content }) => came.has(content)), removed: removed.contents },
    {
      round: 2,
      appeared: variants
        .filter(({ content }) => cameSecond.has(content))
        .map(({ content, base, keys }) => ({ content, keys: [...(keysOf.get(base) ?? []), ...keys] })),
      removed: removed.variants,
    },
  ];
}

/** Contents by the rounds that they are meant for. */
function setsOf<T extends { round: 1 | 2 }>(
  changes: readonly T[],
  of: (change: T) => Iterable<number>,
): Map<Rounds, number[]> {
  const roundsOf = new Map<number, number>();
  for (const change of changes) {
    for (const content of of(change)) roundsOf.set(content, (roundsOf.get(content) ?? 0) | change.round);
  }
  const sets = new Map<Rounds, number[]>();
  for (const [content, rounds] of roundsOf)
    sets.set(rounds as Rounds, [...(sets.get(rounds as Rounds) ?? []), content]);
  return sets;
}

async function dropPairs(
  tx: Store,
  entity: GoldenType,
  sets: ReadonlyMap<Rounds, number[]>,
): Promise<number[]> {
  const touched: number[] = [];
  for (const [rounds, contents] of sets)
    touched.push(...(await tx.match.dropPairs(entity, contents, rounds)));
  return touched;
}

/** What has to be compared in a round: what appeared, and what a key parted or brought together. */
type RoundSources = { round: 1 | 2; sources: HeldKeys[]; dirty: number[] };
type Changed = { rounds: readonly RoundChange[]; index: KeyIndex };

async function sourcesOf(
  tx: Store,
  { entity }: ContentChange,
  { rounds, index }: Changed,
): Promise<RoundSources[]> {
  await index.lookUp(rounds.flatMap(({ appeared, removed }) => [...appeared, ...removed].flatMap(keys)));
  const found = rounds.map(({ round, appeared, removed }) => {
    const came = new Set(appeared.map(({ content }) => content));
    const crossed = index.crossed(round, { added: appeared.flatMap(keys), removed: removed.flatMap(keys) });
    return { round, appeared, dirty: [...crossed].filter((content) => !came.has(content)) };
  });
  const dirty = [...new Set(found.flatMap((each) => each.dirty))];
  const again = new Map(
    (dirty.length === 0 ? [] : await tx.match.keysOf(entity, dirty)).map((each) => [each.content, each]),
  );
  await index.lookUp([...again.values()].flatMap(keys));
  return found.map(({ round, appeared, dirty: own }) => ({
    round,
    sources: [...appeared, ...own.flatMap((content) => again.get(content) ?? [])],
    dirty: own,
  }));
}

function keys(content: HeldKeys): readonly number[] {
  return content.keys;
}

type Comparison = { sources: readonly RoundSources[]; index: KeyIndex };

/** Compares the sources with whatever shares a key with them; returns the contents of the pairs found. */
async function compare(
  tx: Store,
  { entity, model, contents }: ContentChange,
  { sources, index }: Comparison,
): Promise<number[]> {
  const roundsOf = new Map<string, { pair: [number, number]; rounds: number }>();
  for (const { round, sources: own } of sources) {
    for (const source of own) {
      for (const partner of index.partners(round, source)) {
        const pair: [number, number] = [Math.min(source.content, partner), Math.max(source.content, partner)];
        const known = roundsOf.get(pair.join(' '));
        if (known === undefined) roundsOf.set(pair.join(' '), { pair, rounds: round });
        else known.rounds |= round;
      }
    }
  }
  if (roundsOf.size === 0) return [];
  const candidates = [...roundsOf.values()].map(({ pair }) => pair);
  const pairs = compareContents(model, await contents.read(candidates.flat()), candidates);
  const judged = judgedPairs(
    model,
    pairs,
    ({ left, right }) => (roundsOf.get(`${left} ${right}`)?.rounds ?? 1) as Rounds,
  );
  await tx.match.insertPairs(entity, judged);
  return pairs.flatMap(({ left, right }) => [left, right]);
}
