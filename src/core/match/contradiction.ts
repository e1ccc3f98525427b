/** Which of the earlier decisions a new one contradicts. */

/** Two records, by key, and what a steward said of them. */
export type KeyedDecision = { leftKey: string; rightKey: string; verdict: 'same' | 'different' };

/**
 * The chain of record keys that contradicts the new decision, or null. `different` is contradicted by a chain of `same`
 * between its two records; `same` by two records that would come together though they are `different`: the chain leads
 * from one to the other. A chain passes through records that are there or still to come, since it holds as soon as they
 * are, but through none that was deleted (`isDeleted`) unless the new decision is on that very record: it can count only
 * when the record is back. The shortest chain is told, ties by key. An earlier decision on the same two records is
 * replaced, not contradicted.
 */
export function contradictionOf(
  decisions: readonly KeyedDecision[],
  decision: KeyedDecision,
  isDeleted: (key: string) => boolean,
): string[] | null {
  const passes = (key: string) => key === decision.leftKey || key === decision.rightKey || !isDeleted(key);
  const others = decisions.filter((other) => !isSamePair(other, decision));
  const same = new Map<string, string[]>();
  for (const { leftKey, rightKey, verdict } of others) {
    if (verdict !== 'same') continue;
    neighbours(same, leftKey).push(rightKey);
    neighbours(same, rightKey).push(leftKey);
  }
  const { leftKey, rightKey } = decision;
  const left = pathsFrom(same, leftKey, passes);
  if (decision.verdict === 'different') return left.get(rightKey) ?? null;
  const right = pathsFrom(same, rightKey, passes);
  const chains = others.flatMap((other) => {
    if (other.verdict !== 'different') return [];
    return [
      chain(left, right, other.leftKey, other.rightKey),
      chain(left, right, other.rightKey, other.leftKey),
    ];
  });
  const found = chains.filter((each) => each?.slice(1, -1).every(passes)) as string[][];
  return found.sort((a, b) => a.length - b.length || compareText(a.join('\n'), b.join('\n')))[0] ?? null;
}

/** From `from`, which hangs together with the left record, to `to`, which does with the right one. */
function chain(
  left: ReadonlyMap<string, readonly string[]>,
  right: ReadonlyMap<string, readonly string[]>,
  from: string,
  to: string,
): string[] | null {
  const [before, after] = [left.get(from), right.get(to)];
  return before === undefined || after === undefined ? null : [...before.toReversed(), ...after];
}

/** The shortest chain of `same` to every record that one leads to, the start included. */
function pathsFrom(
  same: ReadonlyMap<string, readonly string[]>,
  start: string,
  passes: (key: string) => boolean,
): Map<string, string[]> {
  const paths = new Map([[start, [start]]]);
  for (const [key, path] of paths) {
    // What was deleted can be an end, but nothing passes through it.
    if (!passes(key)) continue;
    for (const next of [...(same.get(key) ?? [])].sort(compareText)) {
      if (!paths.has(next)) paths.set(next, [...path, next]);
    }
  }
  return paths;
}

function neighbours(graph: Map<string, string[]>, key: string): string[] {
  const known = graph.get(key);
  if (known !== undefined) return known;
  const list: string[] = [];
  graph.set(key, list);
  return list;
}

type KeyPair = Pick<KeyedDecision, 'leftKey' | 'rightKey'>;

/** Whether both speak of the same two records, in whatever order. */
export function isSamePair(a: KeyPair, b: KeyPair): boolean {
  return (
    (a.leftKey === b.leftKey && a.rightKey === b.rightKey) ||
    (a.leftKey === b.rightKey && a.rightKey === b.leftKey)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
