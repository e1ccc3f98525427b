import type { GoldenType } from '../model/entity.ts';
import { type Blocks, buildBlocks, forEachCandidate, type KeyReport } from './blocks.ts';
import { clusterComponent } from './cluster.ts';
import { boundedGroups, type Edge, UnionFind } from './components.ts';
import { buildCorpus, type Corpus, countAtoms, type MatchRecord } from './corpus.ts';
import { estimate, firstDraft } from './estimate.ts';
import { sampleCandidates, sampleRandom } from './estimate-sample.ts';
import { PairComparer } from './evidence.ts';
import { type ExtraFeature, featuresOf } from './features.ts';
import { type CountAtom, counterOf, type Frequencies, keepFrequent, spaceOf } from './frequencies.ts';
import { keyPlansOf } from './keys.ts';
import { DEFAULT_THRESHOLDS, type MatchModel, type Thresholds } from './model.ts';
import { strongRelation } from './strong-ids.ts';
import { totalWeight, type WeightTables, weightOf, weightTables } from './weights.ts';

export type MatchOptions = {
  model?: MatchModel;
  linkOnly?: boolean;
  extras?: readonly ExtraFeature[];
  thresholds?: Thresholds;
};

export type MatchResult = {
  model: MatchModel;
  corpus: Corpus;
  /** Cluster number per record, in the order given; numbers mean nothing but equality. */
  clusterOf: Int32Array;
  /** Pairs of nodes at or over the review threshold, by node. */
  pairs: Edge[];
  stats: { comparisons: number; components: number; cut: number; keys: KeyReport };
};

/** Common keys are narrowed from this many records on: 60 records make 1,770 pairs. */
const KEY_LIMIT = 60;
const CANDIDATE_SAMPLE = 250_000;
const RANDOM_SAMPLE = 150_000;
const MOST_ATOMS = 60_000;
/** A component of more nodes is first cut at its lightest edges. */
const MOST_NODES = 250;
/** Pairs this far below the review threshold still hold a component together: others may speak for them. */
const WEAK = 6;

/** Matches whole sets of records in memory: estimates a model unless one is given, compares, clusters. */
export function matchAll(
  type: GoldenType,
  records: Iterable<MatchRecord>,
  options: MatchOptions = {},
): MatchResult {
  const linkOnly = options.linkOnly ?? options.model?.linkOnly ?? false;
  const extras = options.model?.extras ?? [...(options.extras ?? [])];
  const corpus = buildCorpus(records, { features: featuresOf(type, extras), keepSources: linkOnly });
  const frequencies = options.model?.frequencies ?? frequenciesOf(corpus);
  const counts = corpus.spaces.map((space) => counterOf(frequencies, space.name));
  const { blocks, limits } = buildBlocks(corpus, {
    plans: keyPlansOf(type, extras),
    counts: (column) => counterOf(frequencies, spaceOf(column)),
    limits: options.model?.keys,
    limit: options.model?.keys.limit ?? KEY_LIMIT,
  });
  const comparer = new PairComparer(corpus, counts);
  const model =
    options.model ??
    newModel({
      type,
      linkOnly,
      extras,
      thresholds: options.thresholds ?? DEFAULT_THRESHOLDS,
      corpus,
      blocks,
      comparer,
      counts,
      frequencies,
      limits,
    });
  const matcher = new Matcher(corpus, comparer, weightTables(model, corpus.features), model);
  return { model, corpus, ...matcher.run(blocks) };
}

function frequenciesOf(corpus: Corpus): Frequencies {
  const atoms = countAtoms(corpus);
  return Object.fromEntries(
    corpus.spaces.map((space, index) => [
      space.name,
      keepFrequent(atoms[index] as Map<string, number>, MOST_ATOMS),
    ]),
  );
}

type NewModel = {
  type: GoldenType;
  linkOnly: boolean;
  extras: ExtraFeature[];
  thresholds: Thresholds;
  corpus: Corpus;
  blocks: Blocks;
  comparer: PairComparer;
  counts: readonly CountAtom[];
  frequencies: Frequencies;
  limits: MatchModel['keys'];
};

function newModel(input: NewModel): MatchModel {
  const { type, linkOnly, extras, thresholds, corpus } = input;
  const draft = firstDraft({ type, extras, records: corpus.records, linkOnly, thresholds }, corpus);
  const learned = estimate({
    corpus,
    draft,
    candidates: sampleCandidates(corpus, input.blocks, input.comparer, { linkOnly, most: CANDIDATE_SAMPLE }),
    random: sampleRandom(corpus, input.comparer, { linkOnly, most: RANDOM_SAMPLE }),
    pairs: pairsOf(corpus, linkOnly),
    counts: input.counts,
  });
  return { ...learned, frequencies: input.frequencies, keys: input.limits };
}

/** How many pairs of records may be one entity. */
function pairsOf(corpus: Corpus, linkOnly: boolean): number {
  const all = (corpus.records * (corpus.records - 1)) / 2;
  if (!linkOnly) return Math.max(1, all);
  const perSource = new Map<number, number>();
  corpus.sourceOfNode.forEach((source, node) =>
    perSource.set(source, (perSource.get(source) ?? 0) + (corpus.multiplicity[node] as number)),
  );
  let within = 0;
  for (const count of perSource.values()) within += (count * (count - 1)) / 2;
  return Math.max(1, all - within);
}

class Matcher {
  readonly #corpus: Corpus;
  readonly #comparer: PairComparer;
  readonly #tables: WeightTables;
  readonly #model: MatchModel;
  readonly #outcomes: Int32Array;
  readonly #weights: Float64Array;

  constructor(corpus: Corpus, comparer: PairComparer, tables: WeightTables, model: MatchModel) {
    this.#corpus = corpus;
    this.#comparer = comparer;
    this.#tables = tables;
    this.#model = model;
    this.#outcomes = new Int32Array(corpus.features.length);
    this.#weights = new Float64Array(corpus.features.length);
  }

  run(blocks: Blocks): Omit<MatchResult, 'model' | 'corpus'> {
    const { review } = this.#model.thresholds;
    const edges: Edge[] = [];
    let comparisons = 0;
    forEachCandidate(blocks, 0, blocks.keyOfBlock.length, (left, right) => {
      if (this.#model.linkOnly && this.#corpus.sourceOfNode[left] === this.#corpus.sourceOfNode[right])
        return;
      comparisons++;
      const weight = this.#weigh(left, right);
      if (weight >= review - WEAK) edges.push({ left, right, weight });
    });
    const { nodeCluster, components, cut } = this.#cluster(edges);
    return {
      clusterOf: this.#spread(nodeCluster),
      pairs: edges.filter((edge) => edge.weight >= review),
      stats: { comparisons, components, cut, keys: blocks.report },
    };
  }

  #weigh(left: number, right: number): number {
    this.#comparer.compare(left, right, this.#outcomes);
    for (let feature = 0; feature < this.#weights.length; feature++) {
      this.#weights[feature] = weightOf(this.#tables, feature, this.#outcomes[feature] as number);
    }
    const relation = strongRelation(this.#model.type, this.#corpus, left, right);
    if (relation !== undefined) return relation === 'same' ? 60 : -60;
    return totalWeight(this.#tables, this.#weights);
  }

  #weighFeatures(left: number, right: number, into: Float64Array): void {
    this.#comparer.compare(left, right, this.#outcomes);
    for (let feature = 0; feature < into.length; feature++) {
      const packed = this.#outcomes[feature] as number;
      into[feature] = packed < 0 ? Number.NaN : weightOf(this.#tables, feature, packed);
    }
  }

  #cluster(edges: readonly Edge[]): { nodeCluster: Int32Array; components: number; cut: number } {
    const { nodes } = this.#corpus;
    const sets = new UnionFind(nodes);
    for (const edge of edges) sets.union(edge.left, edge.right);
    const byRoot = new Map<number, { nodes: number[]; edges: Edge[] }>();
    for (const edge of edges) {
      const root = sets.find(edge.left);
      const found = byRoot.get(root);
      if (found) found.edges.push(edge);
      else byRoot.set(root, { nodes: [], edges: [edge] });
    }
    for (let node = 0; node < nodes; node++) byRoot.get(sets.find(node))?.nodes.push(node);
    const nodeCluster = Int32Array.from({ length: nodes }, (_, node) => node);
    let cut = 0;
    for (const component of byRoot.values()) {
      const bounded = boundedGroups(component.nodes, component.edges, MOST_NODES);
      if (bounded.cut) cut++;
      for (const group of bounded.groups) if (group.length > 1) this.#clusterGroup(group, nodeCluster);
    }
    return { nodeCluster, components: byRoot.size, cut };
  }

  #clusterGroup(group: readonly number[], nodeCluster: Int32Array): void {
    const { model, corpus } = { model: this.#model, corpus: this.#corpus };
    const same: [number, number][] = [];
    const different: [number, number][] = [];
    const { clusterOf } = clusterComponent({
      size: group.length,
      features: corpus.features.length,
      weigh: (left, right, into) => {
        const [a, b] = [group[left] as number, group[right] as number];
        const relation = strongRelation(model.type, corpus, a, b);
        if (relation !== undefined) (relation === 'same' ? same : different).push([left, right]);
        this.#weighFeatures(a, b, into);
      },
      total: (perFeature) => totalWeight(this.#tables, perFeature),
      match: model.thresholds.match,
      constraints: {
        same,
        different,
        ...(model.linkOnly ? { exclusive: group.map((node) => corpus.sourceOfNode[node] as number) } : {}),
      },
    });
    group.forEach((node, index) => {
      const first = clusterOf.indexOf(clusterOf[index] as number);
      nodeCluster[node] = group[first] as number;
    });
  }

  /** From nodes to records; copies are together when their own pair reaches the threshold. */
  #spread(nodeCluster: Int32Array): Int32Array {
    const { corpus } = this;
    const alone = new Uint8Array(corpus.nodes);
    for (let node = 0; node < corpus.nodes; node++) {
      if ((corpus.multiplicity[node] as number) < 2) continue;
      alone[node] = Number(this.#model.linkOnly || this.#weigh(node, node) < this.#model.thresholds.match);
    }
    const seen = new Uint8Array(corpus.nodes);
    return corpus.nodeOfRecord.map((node, record) => {
      if (alone[node] === 0 || seen[node] === 0) {
        seen[node] = 1;
        return nodeCluster[node] as number;
      }
      // A copy that may not join its like is a cluster of its own.
      return corpus.nodes + record;
    });
  }

  get corpus(): Corpus {
    return this.#corpus;
  }
}
