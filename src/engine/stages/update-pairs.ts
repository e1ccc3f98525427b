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
import type { HeldKeys, JudgedPair, Rounds } from '../ports/match.ts';
import type { Store } from '../ports/store.ts';
import { judgedPairs } from './judged-pairs.ts';
import { KeyIndex } from './key-index.ts';
import type { KnownContents } from './known-contents.ts';

/** A content of the first round, and the one that comes of it in the second. */
export type TwoContents = Content & { second: number; collective: string };

export type Arrival = {
  entity: GoldenType;
  model: MatchModel;
  /** Contents that records of the batch have now. */
  present: readonly TwoContents[];
};

export type ContentChange = Arrival & {
  arrived: Arrived;
  /** Contents that records of the batch had before. */
  former: readonly { content: number; second: number }[];
  contents: KnownContents;
};

/** With their keys, by round; `present` are all that records of the batch have, `fresh` those that nobody had. */
export type Arrived = readonly [ArrivedInRound, ArrivedInRound];
type ArrivedInRound = { present: ReadonlySet<number>; fresh: HeldKeys[] };

/** Contents of a round: those that came, with their keys, and those that went. */
type RoundChange = { round: 1 | 2; appeared: HeldKeys[]; removed: HeldKeys[] };

export type UpdatedPairs = {
  /** Every content, of either round, whose pairs or records may have changed. */
  touched: number[];
  /** Pairs that the store does not hold yet. */
  found: JudgedPair[];
};

/** Drops the pairs that are none any more and finds those that came, which the caller inserts. */
export async function updatePairs(tx: Store, change: ContentChange): Promise<UpdatedPairs> {
  const { entity, model, former } = change;
  const rounds = await removeContents(tx, change);
  const index = new KeyIndex(tx, entity, {
    most: mostHolders(model),
    appeared: Math.max(...rounds.map(({ appeared }) => appeared.length)),
  });
  // Nothing that is found here depends on the pairs of what is gone.
  const [{ dirty, found }, parted] = await Promise.all([
    findPairs(tx, change, { rounds, index }),
    dropPairs(
      tx,
      entity,
      setsOf(rounds, ({ removed }) => removed.map(({ content }) => content)),
    ),
  ]);
  const touched = new Set([
    ...change.present.flatMap(({ content, second }) => [content, second]),
    ...former.flatMap(({ content, second }) => [content, second]),
    ...parted,
    ...dirty,
    ...found.flatMap(({ left, right }) => [left, right]),
  ]);
  return { touched: [...touched], found };
}

/** Stores the contents of both rounds that nobody had. */
export async function addContents(tx: Store, { entity, model, present }: Arrival): Promise<Arrived> {
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
  const [came, cameSecond] = [new Set(fresh.contents), new Set(fresh.variants)];
  return [
    { present: new Set(keysOf.keys()), fresh: bases.filter(({ content }) => came.has(content)) },
    {
      present: new Set(variants.map(({ content }) => content)),
      fresh: variants
        .filter(({ content }) => cameSecond.has(content))
        .map(({ content, base, keys }) => ({ content, keys: [...(keysOf.get(base) ?? []), ...keys] })),
    },
  ];
}

/** Removes the contents that the batch's records had and nobody has any more. */
async function removeContents(
  tx: Store,
  { entity, arrived: [first, second], former }: ContentChange,
): Promise<[RoundChange, RoundChange]> {
  const removed = await tx.match.removeUnheld(
    entity,
    former.map(({ content }) => content).filter((content) => !first.present.has(content)),
    former.map(({ second: content }) => content).filter((content) => !second.present.has(content)),
  );
  return [
    { round: 1, appeared: first.fresh, removed: removed.contents },
    { round: 2, appeared: second.fresh, removed: removed.variants },
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
  const parted = await Promise.all(
    [...sets].map(([rounds, contents]) => tx.match.dropPairs(entity, contents, rounds)),
  );
  return parted.flat();
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

async function findPairs(
  tx: Store,
  change: ContentChange,
  changed: Changed,
): Promise<{ dirty: number[]; found: JudgedPair[] }> {
  const sources = await sourcesOf(tx, change, changed);
  const candidates = candidatesOf(sources, changed.index);
  const dirty = setsOf(sources, (source) => source.dirty);
  const [found, parted] = await Promise.all([
    compare(change, candidates),
    dropPairs(tx, change.entity, dirty),
  ]);
  return { dirty: [...parted, ...[...dirty.values()].flat()], found };
}

type Candidate = { pair: [number, number]; rounds: number };

/** The sources with whatever shares a key with them; by the pair's name. */
function candidatesOf(sources: readonly RoundSources[], index: KeyIndex): Map<string, Candidate> {
  const candidates = new Map<string, Candidate>();
  for (const { round, sources: own } of sources) {
    for (const source of own) {
      for (const partner of index.partners(round, source)) {
        const pair: [number, number] = [Math.min(source.content, partner), Math.max(source.content, partner)];
        const known = candidates.get(pair.join(' '));
        if (known === undefined) candidates.set(pair.join(' '), { pair, rounds: round });
        else known.rounds |= round;
      }
    }
  }
  return candidates;
}

async function compare(
  { model, contents }: ContentChange,
  candidates: ReadonlyMap<string, Candidate>,
): Promise<JudgedPair[]> {
  if (candidates.size === 0) return [];
  const pairs = [...candidates.values()].map(({ pair }) => pair);
  return judgedPairs(
    model,
    compareContents(model, await contents.read(pairs.flat()), pairs),
    ({ left, right }) => (candidates.get(`${left} ${right}`)?.rounds ?? 1) as Rounds,
  );
}
