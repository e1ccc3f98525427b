import { type Sums, softOdds } from './cluster.ts';
import { placeOfOutcome, type WeightTables } from './weights.ts';

/**
 * Outcomes of the pairs of one group, by their places: what was compared to weigh a pair is not compared again to sum
 * it up. One serves group after group.
 */
export class GroupOutcomes {
  readonly #tables: WeightTables;
  readonly #known: Int32Array;
  #outcomes = new Int16Array(0);
  #isKept = new Uint8Array(0);
  /** By place of a weight: what it adds to a sum, 0 where that was not asked for yet. There are few, and many pairs. */
  #softOdds = new Float64Array(0);

  /** `known`: the features that records know; the others have no outcome. */
  constructor(tables: WeightTables, known: Int32Array) {
    this.#tables = tables;
    this.#known = known;
  }

  /** Forgets the last group. */
  start(size: number): void {
    const pairs = (size * (size - 1)) / 2;
    if (pairs > this.#isKept.length) {
      this.#isKept = new Uint8Array(2 * pairs);
      this.#outcomes = new Int16Array(2 * pairs * this.#known.length);
    } else this.#isKept.fill(0, 0, pairs);
  }

  has(place: number): boolean {
    return this.#isKept[place] === 1;
  }

  /** `outcomes`: by feature. */
  keep(place: number, outcomes: Int32Array): void {
    this.write(outcomes, this.#outcomes, place * this.#known.length);
    this.#isKept[place] = 1;
  }

  /** `row`: what `write` wrote of a pair, as the pair at `from`. */
  keepRow(place: number, row: Int16Array, from: number): void {
    const width = this.#known.length;
    for (let at = 0; at < width; at++) this.#outcomes[place * width + at] = row[from * width + at] as number;
    this.#isKept[place] = 1;
  }

  /** Writes the outcomes of the features that records know. */
  write(outcomes: Int32Array, into: Int16Array, start: number): void {
    for (let at = 0; at < this.#known.length; at++)
      into[start + at] = outcomes[this.#known[at] as number] as number;
  }

  /** Writes what the known features of a pair add to their sums; see `ComponentInput`. */
  sumUp(place: number, from: number, { sums, counts }: Sums): void {
    const start = place * this.#known.length;
    for (let at = 0; at < this.#known.length; at++) {
      const packed = this.#outcomes[start + at] as number;
      sums[from + at] = packed < 0 ? 0 : this.#softOddsOf(this.#known[at] as number, packed);
      counts[from + at] = packed < 0 ? 0 : 1;
    }
  }

  #softOddsOf(feature: number, packed: number): number {
    if (this.#softOdds.length === 0) this.#softOdds = new Float64Array(this.#tables.weights.length);
    const place = placeOfOutcome(feature, packed);
    const known = this.#softOdds[place] as number;
    if (known !== 0) return known;
    const odds = softOdds(this.#tables.weights[place] as number);
    this.#softOdds[place] = odds;
    return odds;
  }
}
