import { type Comparator, outcome } from './comparator.ts';

type Entry = { name: string; rarity: number };

/**
 * Clusters of the first round: the same one, or not. A value is `name~class`, several joined by `|`; the class says how
 * many records refer to the cluster (see `holdersClass`), so that the rarity travels with the value and needs no table.
 */
export const compareFirstRoundClusters: Comparator = {
  levels: ['different', 'same'],
  rare: 1,
  sharesAtoms: true,
  atoms: (value) => value.split('|'),
  prepare: (value: string): Entry[] =>
    value.split('|').map((atom) => ({ name: keyOfAtom(atom), rarity: rarityOfAtom(atom) })),
  compare(left: Entry[], right: Entry[]) {
    let rarest = Number.POSITIVE_INFINITY;
    for (const { name, rarity } of left) {
      if (rarity < rarest && right.some((other) => other.name === name)) rarest = rarity;
    }
    return rarest === Number.POSITIVE_INFINITY ? outcome(0) : outcome(1, rarest);
  },
};

/**
 * How many records refer to a cluster, as a power of four: so coarse that one more reference seldom changes the value
 * of all the others.
 */
export function holdersClass(holders: number): number {
  return Math.floor(Math.log2(holders) / 2);
}

/** The most records that a class stands for: what is shared by more tells less. */
export function rarityOfAtom(atom: string): number {
  return 4 ** (Number(atom.slice(atom.lastIndexOf('~') + 1)) + 1);
}

/** The name of the cluster: the smallest key of its records. */
export function keyOfAtom(atom: string): string {
  return atom.slice(0, atom.lastIndexOf('~'));
}
