/** A worker thread: encodes rows, works out key parts, compares blocks, clusters components. */
import { parentPort } from 'node:worker_threads';
import { type AtomTable, type CountedAtoms, countAtoms } from '../core/match/atoms.ts';
import {
  type Blocks,
  forEachCandidate,
  type PlanBlocks,
  type PlanOptions,
  planBlocks,
} from '../core/match/blocks.ts';
import type { Corpus } from '../core/match/corpus.ts';
import { ChunkEncoder } from '../core/match/corpus.ts';
import { type MergedTexts, mergeTexts, type PackedTexts } from '../core/match/dictionary.ts';
import { PairComparer } from '../core/match/evidence.ts';
import { type ExtraFeature, featuresOf } from '../core/match/features.ts';
import { type PartTable, partTable } from '../core/match/key-tables.ts';
import { keyPlansOf, partsOf } from '../core/match/keys.ts';
import type { MatchModel } from '../core/match/model.ts';
import { NodeMatcher } from '../core/match/node-matcher.ts';
import { fromPortable, type PortableCorpus } from '../core/match/portable.ts';
import type { GoldenType } from '../core/model/entity.ts';
import { type CsvLayout, readRow } from './csv-layout.ts';
import { type RecordLayout, recordReader } from './record-reader.ts';
import type { TaskMessage } from './worker-pool.ts';

export type EncodeInput = {
  file: CsvLayout;
  layout: RecordLayout;
  keepSources: boolean;
  /** Rows of the file, and of each the number of its source. */
  rows: Int32Array;
  sources: readonly string[];
};

/** Numbers of key parts, in the order of `partsOf`. */
export type PartsInput = { loose: boolean; parts: readonly number[] };
export type TablesInput = { loose: boolean; limit: number; tables: readonly (PartTable | undefined)[] };
/** The corpus and its atoms, which hold the model's frequencies, are there already. */
export type LoadInput = { model: Omit<MatchModel, 'frequencies'>; blocks: Blocks };
export type CompareOutput = {
  left: Int32Array;
  right: Int32Array;
  weight: Float64Array;
  comparisons: number;
};
/** Nodes of the groups one after another, and where each ends. */
export type ClusterInput = { nodes: Int32Array; ends: Int32Array };

let prepared: { corpus: Corpus; type: GoldenType; extras: readonly ExtraFeature[] } | undefined;
let atoms: readonly AtomTable[] = [];
let planning: PlanOptions | undefined;
let loaded: { matcher: NodeMatcher; blocks: Blocks } | undefined;

const tasks: Record<string, (input: never) => unknown> = {
  encode({ file, layout, keepSources, rows, sources }: EncodeInput) {
    const encoder = new ChunkEncoder({ features: featuresOf(layout.type, layout.extras), keepSources });
    const read = recordReader(layout);
    rows.forEach((row, index) => encoder.add(read(readRow(file, row)), sources[index] ?? ''));
    return encoder.done();
  },
  merge(parts: readonly PackedTexts[]): MergedTexts {
    return mergeTexts(parts);
  },
  corpus(corpus: PortableCorpus) {
    prepared = { corpus: fromPortable(corpus), extras: corpus.extras, type: corpus.type };
  },
  /** The atoms of one space. */
  count(space: number): CountedAtoms {
    return countAtoms((prepared as NonNullable<typeof prepared>).corpus, space);
  },
  atoms(tables: readonly AtomTable[]) {
    atoms = tables;
  },
  parts({ loose, parts }: PartsInput): [number, PartTable][] {
    const { corpus, type, extras } = prepared as NonNullable<typeof prepared>;
    const all = partsOf(keyPlansOf(type, extras, { loose }));
    return parts.flatMap((index) => {
      const part = all[index];
      const table = part && partTable(corpus, part, atoms);
      return table === undefined ? [] : [[index, table] as [number, PartTable]];
    });
  },
  tables({ loose, limit, tables }: TablesInput) {
    const { type, extras } = prepared as NonNullable<typeof prepared>;
    const plans = keyPlansOf(type, extras, { loose });
    const found = partsOf(plans).flatMap((part, index) => {
      const table = tables[index];
      return table === undefined ? [] : [[part, table] as const];
    });
    planning = { plans, tables: new Map(found), known: undefined, limit };
  },
  /** The blocks of one key plan. */
  plan(index: number): PlanBlocks {
    const { corpus } = prepared as NonNullable<typeof prepared>;
    return planBlocks(corpus, index, planning as PlanOptions);
  },
  load({ model, blocks }: LoadInput) {
    const { corpus } = prepared as NonNullable<typeof prepared>;
    // Frequencies are in the atoms already.
    const whole: MatchModel = { ...model, frequencies: {} };
    loaded = { matcher: new NodeMatcher(corpus, new PairComparer(corpus, atoms), whole), blocks };
  },
  compare({ from, to }: { from: number; to: number }): CompareOutput {
    const { matcher, blocks } = loaded as NonNullable<typeof loaded>;
    const { review } = matcher.model.thresholds;
    const [left, right, weights]: [number[], number[], number[]] = [[], [], []];
    let comparisons = 0;
    forEachCandidate(blocks, from, to, (a, b) => {
      if (matcher.isSameSource(a, b)) return;
      comparisons++;
      const weight = matcher.weighFrom(a, b, review);
      if (weight < review) return;
      left.push(Math.min(a, b));
      right.push(Math.max(a, b));
      weights.push(weight);
    });
    return {
      left: Int32Array.from(left),
      right: Int32Array.from(right),
      weight: Float64Array.from(weights),
      comparisons,
    };
  },
  cluster({ nodes, ends }: ClusterInput): Int32Array {
    const { matcher } = loaded as NonNullable<typeof loaded>;
    const clusterOf = new Int32Array(nodes.length);
    let start = 0;
    for (const end of ends) {
      const group = Array.from(nodes.subarray(start, end));
      clusterOf.set(matcher.cluster(group).clusterOf, start);
      start = end;
    }
    return clusterOf;
  },
};

parentPort?.on('message', ({ id, task, input }: TaskMessage) => {
  try {
    parentPort?.postMessage({ id, output: tasks[task]?.(input as never) });
  } catch (error) {
    parentPort?.postMessage({
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
