/** A worker thread: encodes rows, works out key parts, compares blocks, clusters components. */
import { parentPort } from 'node:worker_threads';
import { type Blocks, forEachCandidate } from '../core/match/blocks.ts';
import type { Corpus } from '../core/match/corpus.ts';
import { ChunkEncoder } from '../core/match/corpus.ts';
import { PairComparer } from '../core/match/evidence.ts';
import { featuresOf } from '../core/match/features.ts';
import { counterOf, type Frequencies, spaceOf } from '../core/match/frequencies.ts';
import { type PartTable, partTable } from '../core/match/key-tables.ts';
import { keyPartsOf } from '../core/match/keys.ts';
import type { MatchModel } from '../core/match/model.ts';
import { NodeMatcher } from '../core/match/node-matcher.ts';
import { fromPortable, type PortableCorpus } from '../core/match/portable.ts';
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
export type PartsInput = {
  corpus: PortableCorpus;
  frequencies: Frequencies;
  loose: boolean;
  parts: readonly number[];
};
export type LoadInput = { corpus: PortableCorpus; model: MatchModel; blocks: Blocks };
export type CompareOutput = {
  left: Int32Array;
  right: Int32Array;
  weight: Float64Array;
  comparisons: number;
};
/** Nodes of the groups one after another, and where each ends. */
export type ClusterInput = { nodes: Int32Array; ends: Int32Array };

let loaded: { matcher: NodeMatcher; blocks: Blocks } | undefined;

const tasks: Record<string, (input: never) => unknown> = {
  encode({ file, layout, keepSources, rows, sources }: EncodeInput) {
    const encoder = new ChunkEncoder({ features: featuresOf(layout.type, layout.extras), keepSources });
    const read = recordReader(layout);
    rows.forEach((row, index) => encoder.add(read(readRow(file, row)), sources[index] ?? ''));
    return encoder.done();
  },
  parts({ corpus, frequencies, loose, parts }: PartsInput): [number, PartTable][] {
    const whole: Corpus = fromPortable(corpus);
    const all = keyPartsOf(corpus.type, corpus.extras, loose);
    return parts.flatMap((index) => {
      const part = all[index];
      const table = part && partTable(whole, part, counterOf(frequencies, spaceOf(part.column)));
      return table === undefined ? [] : [[index, table] as [number, PartTable]];
    });
  },
  load({ corpus, model, blocks }: LoadInput) {
    const whole = fromPortable(corpus);
    const counts = whole.spaces.map((space) => counterOf(model.frequencies, space.name));
    loaded = { matcher: new NodeMatcher(whole, new PairComparer(whole, counts), model), blocks };
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
