/** Connected components by union–find; the smaller node leads. */
export class UnionFind {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = new Int32Array(size);
    for (let index = 0; index < size; index++) this.#parent[index] = index;
  }

  find(node: number): number {
    let at = node;
    while (this.#parent[at] !== at) {
      this.#parent[at] = this.#parent[this.#parent[at] as number] as number;
      at = this.#parent[at] as number;
    }
    return at;
  }

  union(left: number, right: number): boolean {
    const [a, b] = [this.find(left), this.find(right)];
    if (a === b) return false;
    this.#parent[Math.max(a, b)] = Math.min(a, b);
    return true;
  }
}

export type Edge = { left: number; right: number; weight: number };

/** Many edges, column by column: a million of them as objects are work for the collector. */
export type EdgeColumns = { left: Int32Array; right: Int32Array; weight: Float64Array };

export function edgeColumns(edges: readonly Edge[]): EdgeColumns {
  return {
    left: Int32Array.from(edges, ({ left }) => left),
    right: Int32Array.from(edges, ({ right }) => right),
    weight: Float64Array.from(edges, ({ weight }) => weight),
  };
}

export function* edgesOf({ left, right, weight }: EdgeColumns): Generator<Edge> {
  for (let at = 0; at < left.length; at++)
    yield { left: left[at] as number, right: right[at] as number, weight: weight[at] as number };
}

/** The edges of all lists, one list after another. */
export function joinEdges(lists: readonly EdgeColumns[]): EdgeColumns {
  const size = lists.reduce((sum, { left }) => sum + left.length, 0);
  const all = { left: new Int32Array(size), right: new Int32Array(size), weight: new Float64Array(size) };
  let from = 0;
  for (const { left, right, weight } of lists) {
    all.left.set(left, from);
    all.right.set(right, from);
    all.weight.set(weight, from);
    from += left.length;
  }
  return all;
}

/**
 * Groups of at most `most` nodes: edges join heaviest first, an edge that would make a group too big is left out.
 * Which groups were cut is told, so that a steward can look.
 */
export function boundedGroups(
  nodes: readonly number[],
  edges: readonly Edge[],
  most: number,
): { groups: number[][]; cut: boolean } {
  const indexOf = new Map(nodes.map((node, index) => [node, index]));
  const sets = new UnionFind(nodes.length);
  const size = new Int32Array(nodes.length).fill(1);
  let cut = false;
  const ordered = [...edges].sort((a, b) => b.weight - a.weight || a.left - b.left || a.right - b.right);
  for (const edge of ordered) {
    const [a, b] = [
      sets.find(indexOf.get(edge.left) as number),
      sets.find(indexOf.get(edge.right) as number),
    ];
    if (a === b) continue;
    const joined = (size[a] as number) + (size[b] as number);
    // What a steward said (an edge of infinite weight) holds in a group of any size.
    if (joined > most && edge.weight < Number.POSITIVE_INFINITY) cut = true;
    else {
      sets.union(a, b);
      size[Math.min(a, b)] = joined;
    }
  }
  const groups = new Map<number, number[]>();
  nodes.forEach((node, index) => {
    const root = sets.find(index);
    const list = groups.get(root);
    if (list) list.push(node);
    else groups.set(root, [node]);
  });
  return { groups: [...groups.values()], cut };
}
