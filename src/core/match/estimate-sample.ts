import type { Corpus } from './corpus.ts';
import { HashTable } from './dictionary.ts';
import type { DrawnPairs } from './drawn-pairs.ts';
import type { PairComparer } from './evidence.ts';
import { join53, mix32 } from './hash.ts';

/** Pairs with their packed outcomes, row by row, and how many pairs each stands for. */
export type PairSample = { size: number; outcomes: Int32Array; weight: Float64Array };

export type SampleOptions = { linkOnly: boolean; most: number };

/** Candidate pairs that were drawn, as those that they stand for. */
export function sampleOf({ step, left, right, outcomes }: DrawnPairs, corpus: Corpus): PairSample {
  const width = corpus.features.length;
  const rows = new Rows(width);
  for (let pair = 0; pair < left.length; pair++) {
    const ofLeft = corpus.multiplicity[left[pair] as number] as number;
    const ofRight = corpus.multiplicity[right[pair] as number] as number;
    rows.next(step * ofLeft * ofRight).set(outcomes.subarray(pair * width, (pair + 1) * width));
  }
  return rows.done();
}

/** Copies of one record are candidates too: they count as the pairs they make. */
export function sampleCopies(
  corpus: Corpus,
  comparer: PairComparer,
  { linkOnly, most }: SampleOptions,
): PairSample {
  const rows = new Rows(corpus.features.length);
  if (!linkOnly) addCopies(corpus, comparer, rows, Math.max(1, Math.ceil(corpus.nodes / most)));
  return rows.done();
}

/** Several samples as one; whatever they are split into, the whole is the same. */
export function joinSamples(samples: readonly PairSample[], width: number): PairSample {
  const rows = new Rows(width);
  for (const { size, outcomes, weight } of samples) {
    for (let row = 0; row < size; row++)
      rows.next(weight[row] as number).set(outcomes.subarray(row * width, (row + 1) * width));
  }
  return rows.done();
}

function addCopies(corpus: Corpus, comparer: PairComparer, rows: Rows, step: number): void {
  for (let node = 0; node < corpus.nodes; node++) {
    const copies = corpus.multiplicity[node] as number;
    if (copies > 1 && (step === 1 || mix32(node) % step === 0)) {
      comparer.compare(node, node, rows.next((step * copies * (copies - 1)) / 2));
    }
  }
}

/** Rows that repeat another one in everything, one for each copy beyond the first: a hundred equal rows are no 4,950 finds. */
export function sampleRepeats(corpus: Corpus, comparer: PairComparer, most: number): PairSample {
  const rows = new Rows(corpus.features.length);
  const step = Math.max(1, Math.ceil(corpus.nodes / most));
  for (let node = 0; node < corpus.nodes; node++) {
    const copies = corpus.multiplicity[node] as number;
    if (copies > 1 && (step === 1 || mix32(node) % step === 0)) {
      comparer.compare(node, node, rows.next(step * (copies - 1)));
    }
  }
  return rows.done();
}

/** So many times the sample are compared rather than drawn from: few records make a poor sample. */
const FEW = 8;

/** Pairs drawn at random over all records: what strangers look like. All of them where they are few. */
export function sampleRandom(corpus: Corpus, comparer: PairComparer, options: SampleOptions): PairSample {
  const rows = new Rows(corpus.features.length);
  const { nodes } = corpus;
  const take = (left: number, right: number): void => {
    if (left === right || (options.linkOnly && corpus.sourceOfNode[left] === corpus.sourceOfNode[right]))
      return;
    comparer.compare(left, right, rows.next(1));
  };
  if ((nodes * (nodes - 1)) / 2 <= FEW * options.most) {
    for (let left = 0; left < nodes; left++)
      for (let right = left + 1; right < nodes; right++) take(left, right);
  } else {
    let state = 0x2545f491;
    for (let drawn = 0; drawn < options.most; drawn++) {
      state = mix32(state + 0x6d2b79f5);
      const left = state % nodes;
      state = mix32(state + 0x6d2b79f5);
      take(left, state % nodes);
    }
  }
  return rows.done();
}

class Rows {
  readonly #width: number;
  #outcomes: Int32Array;
  #weight: Float64Array;
  #size = 0;

  constructor(width: number) {
    this.#width = width;
    this.#outcomes = new Int32Array(width * 1024);
    this.#weight = new Float64Array(1024);
  }

  /** The row to fill. */
  next(weight: number): Int32Array {
    if (this.#size === this.#weight.length) {
      const [outcomes, weights] = [
        new Int32Array(this.#outcomes.length * 2),
        new Float64Array(this.#size * 2),
      ];
      outcomes.set(this.#outcomes);
      weights.set(this.#weight);
      [this.#outcomes, this.#weight] = [outcomes, weights];
    }
    this.#weight[this.#size] = weight;
    const start = this.#size++ * this.#width;
    return this.#outcomes.subarray(start, start + this.#width);
  }

  /** Equal patterns of agreement become one row that stands for all; rarities are told in half bits. */
  done(): PairSample {
    const width = this.#width;
    const table = new HashTable(this.#size);
    let patterns = 0;
    for (let row = 0; row < this.#size; row++) {
      const start = row * width;
      let [a, b] = [0x2545f491, 0x51ed270b];
      for (let at = start; at < start + width; at++) {
        const packed = this.#outcomes[at] as number;
        const coarse = packed < 0 ? packed : (packed & 15) + ((packed >> 6) << 6);
        this.#outcomes[at] = coarse;
        a = mix32(Math.imul(a, 0x01000193) + coarse);
        b = mix32(Math.imul(b, 0x5bd1e995) ^ coarse);
      }
      const pattern = table.numberOf(join53(b, a), patterns);
      const weight = this.#weight[row] as number;
      if (pattern < patterns) this.#weight[pattern] = (this.#weight[pattern] as number) + weight;
      else {
        this.#outcomes.copyWithin(pattern * width, start, start + width);
        this.#weight[patterns++] = weight;
      }
    }
    return {
      size: patterns,
      outcomes: this.#outcomes.slice(0, patterns * width),
      weight: this.#weight.slice(0, patterns),
    };
  }
}
