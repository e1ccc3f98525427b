/**
 * A plain weighted matcher that proves the world solvable: every field votes by how rare the shared value is, and
 * disagreement counts against. It knows no truth and is no part of the product; weights are set by hand.
 */
import { slugWords } from '#src/sandbox/world/truth/domain.ts';

export type Row = {
  name: string[];
  /** Exact values by field; absent ones say nothing. */
  values: Readonly<Record<string, string | undefined>>;
};

/** What a disagreement costs, and the most an agreement can bring, in bits. */
export type Weights = Readonly<Record<string, { against: number; most: number }>>;

export type Matcher = {
  weights: Weights;
  nameAgainst: number;
  threshold: number;
  likeness(a: string[], b: string[]): number;
};

/** Words of a name; one in another script is one word, written as it is. */
export const nameWords = (name: string): string[] => {
  const words = slugWords(name.replace(/[.,()*]/gu, ' '));
  return words.length > 0 || name === '' ? words : [name.normalize('NFKC').replace(/\s/gu, '')];
};

const isForeign = (name: readonly string[]): boolean => name.some((word) => /[^\x20-\x7e]/u.test(word));

/** Levenshtein distance of at most one, or one word abbreviates the other. */
export function alike(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a))) return true;
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 4) return false;
  let [i, end] = [0, 0];
  while (i < a.length && a[i] === b[i]) i++;
  while (end < Math.min(a.length, b.length) - i && a.at(-1 - end) === b.at(-1 - end)) end++;
  return Math.max(a.length, b.length) - i - end <= 2;
}

function frequencies(rows: readonly Row[]): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const row of rows) {
    for (const [field, value] of Object.entries(row.values)) if (value) add(`${field} ${value}`);
    for (const word of new Set(row.name)) add(`word ${word}`);
  }
  return counts;
}

/** Bits of evidence that two rows are one entity. */
function weigh(matcher: Matcher, bits: (key: string) => number, a: Row, b: Row): number {
  let weight = 0;
  for (const [field, { against, most }] of Object.entries(matcher.weights)) {
    const [x, y] = [a.values[field], b.values[field]];
    if (!x || !y) continue;
    weight += x === y ? Math.min(most, bits(`${field} ${x}`)) : alike(x, y) && x.length > 9 ? 0 : -against;
  }
  // Two scripts have no letter in common: their names say nothing of each other.
  if (isForeign(a.name) !== isForeign(b.name)) return weight;
  const likeness = matcher.likeness(a.name, b.name);
  const shared = a.name.filter((word) => b.name.some((other) => alike(word, other)));
  const rarity = shared.reduce((sum, word) => sum + Math.min(8, bits(`word ${word}`)), 0);
  return weight + (likeness > 0.5 ? Math.min(14, rarity) * likeness : -matcher.nameAgainst * (1 - likeness));
}

/** The cluster of every row, named after its first row. */
export function clusterRows(rows: readonly Row[], matcher: Matcher): string[] {
  const counts = frequencies(rows);
  const bits = (key: string): number => Math.log2(rows.length / (counts.get(key) ?? 1));
  const blocks = new Map<string, number[]>();
  for (const [i, row] of rows.entries()) {
    const keys = [
      ...Object.entries(row.values).flatMap(([field, value]) => (value ? [`${field} ${value}`] : [])),
      ...row.name.map((word) => `word ${word}`),
    ];
    for (const key of keys) if ((counts.get(key) ?? 0) < 60) blocks.set(key, [...(blocks.get(key) ?? []), i]);
  }
  const parent = rows.map((_, i) => i);
  const root = (i: number): number => (parent[i] === i ? i : root(parent[i] as number));
  /** With more rows a chance agreement is likelier, and each of two or three chance agreements weighs a bit more. */
  const threshold = matcher.threshold + 2 * Math.max(0, Math.log2(rows.length / 1000));
  const seen = new Set<number>();
  for (const block of blocks.values()) {
    for (const [k, i] of block.entries()) {
      for (const j of block.slice(k + 1)) {
        if (seen.has(i * rows.length + j)) continue;
        seen.add(i * rows.length + j);
        if (weigh(matcher, bits, rows[i] as Row, rows[j] as Row) >= threshold) parent[root(j)] = root(i);
      }
    }
  }
  return rows.map((_, i) => String(root(i)));
}
