/** Words of packed ASCII texts, by where they begin and end: no texts are made. */
import type { AtomCounts } from './compare/comparator.ts';
import { BAR, BLANK, type Bytes } from './compare/packed-letters.ts';

/** The words of one text, as `split(' ')` gives them, and an order of them. */
export class PackedWords {
  count = 0;
  starts = new Int32Array(16);
  ends = new Int32Array(16);

  clear(): void {
    this.count = 0;
  }

  /** Takes the words of the bytes from `start` to `end` for its own. */
  split(bytes: Bytes, start: number, end: number): void {
    this.clear();
    for (let from = start, at = start; at <= end; at++) {
      if (at < end && bytes[at] !== BLANK) continue;
      this.push(from, at);
      from = at + 1;
    }
  }

  push(start: number, end: number): void {
    if (this.count === this.starts.length) [this.starts, this.ends] = [grown(this.starts), grown(this.ends)];
    this.starts[this.count] = start;
    this.ends[this.count++] = end;
  }

  /** Sorts them by their letters. */
  sort(bytes: Bytes): void {
    for (let at = 1; at < this.count; at++) {
      const [start, end] = [this.starts[at] as number, this.ends[at] as number];
      const place = this.#placeOf(bytes, start, end, at);
      this.starts.copyWithin(place + 1, place, at);
      this.ends.copyWithin(place + 1, place, at);
      this.starts[place] = start;
      this.ends[place] = end;
    }
  }

  /** Where a word belongs among the first `sorted`. */
  #placeOf(bytes: Bytes, start: number, end: number, sorted: number): number {
    let place = sorted;
    while (
      place > 0 &&
      compareBytes(bytes, [this.starts[place - 1] as number, this.ends[place - 1] as number], [start, end]) >
        0
    )
      place--;
    return place;
  }
}

/** The different words of company names, the rarest first: what `wordsByRarity` tells, without texts. */
export class RankedWords {
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly held: number[] = [];
  bytes: Bytes = new Uint8Array(0);
  count = 0;

  /** `counts` as `compareCompanyName.atoms` has them: of every name the whole, then its words. */
  read(bytes: Bytes, [start, end]: readonly [number, number], counts: AtomCounts): void {
    this.bytes = bytes;
    this.count = 0;
    let atom = 1;
    for (let from = start, at = start; at <= end; at++) {
      const isOver = at === end || bytes[at] === BAR;
      if (!isOver && bytes[at] !== BLANK) continue;
      if (at - from > 1) this.#rank(from, at, counts[atom] as number);
      atom += isOver ? 2 : 1;
      from = at + 1;
    }
  }

  #rank(start: number, end: number, held: number): void {
    let place = 0;
    for (let at = 0; at < this.count; at++) {
      const order = compareBytes(
        this.bytes,
        [this.starts[at] as number, this.ends[at] as number],
        [start, end],
      );
      if (order === 0) return;
      if ((this.held[at] as number) < held || (this.held[at] === held && order < 0)) place = at + 1;
    }
    for (let at = this.count++; at > place; at--) {
      this.starts[at] = this.starts[at - 1] as number;
      this.ends[at] = this.ends[at - 1] as number;
      this.held[at] = this.held[at - 1] as number;
    }
    this.starts[place] = start;
    this.ends[place] = end;
    this.held[place] = held;
  }
}

type Range = readonly [number, number];

/** Below 0, 0 or above it, as the first of two texts comes before the second, is the same, or comes behind it. */
export function compareBytes(bytes: Bytes, [a, endA]: Range, [b, endB]: Range): number {
  const most = Math.min(endA - a, endB - b);
  for (let at = 0; at < most; at++) {
    const order = (bytes[a + at] as number) - (bytes[b + at] as number);
    if (order !== 0) return order;
  }
  return endA - a - (endB - b);
}

function grown(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}
