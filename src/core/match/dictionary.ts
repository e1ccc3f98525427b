import { join53, mix32 } from './hash.ts';
import { memoryToRead } from './memory.ts';

/**
 * Distinct texts, packed: what threads can share. Text 0 is empty and means "not known". ASCII, which nearly all is,
 * takes a byte a letter; a text with Han in it is marked and kept as UTF-8.
 */
export type PackedTexts = {
  size: number;
  bytes: Uint8Array;
  ends: Uint32Array;
  low: Uint32Array;
  high: Uint32Array;
};

/** A byte that neither ASCII nor UTF-8 holds. */
const WIDE_MARK = 0xff;
const LAST_ASCII = 0x7f;

const FIRST = 0x811c9dc5;
const SEED = 0x51ed270b;
const FACTOR = 0x01000193;

/** The 53 bits by which a text is found. */
export function textHash(text: string): number {
  // Both halves in one go: `hash32` with two seeds.
  let low = FIRST;
  let high = FIRST ^ SEED;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, FACTOR);
    high = Math.imul(high ^ code, FACTOR);
  }
  return join53(mix32(high), mix32(low));
}

/** The same of an ASCII text, byte by byte as it is put together. */
export class TextHashing {
  #low = FIRST | 0;
  #high = (FIRST ^ SEED) | 0;

  addByte(byte: number): void {
    this.#low = Math.imul(this.#low ^ byte, FACTOR);
    this.#high = Math.imul(this.#high ^ byte, FACTOR);
  }

  add(bytes: Uint8Array, start: number, end: number): void {
    let low = this.#low;
    let high = this.#high;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      low = Math.imul(low ^ byte, FACTOR);
      high = Math.imul(high ^ byte, FACTOR);
    }
    this.#low = low;
    this.#high = high;
  }

  /** The hash of what was added; what is added next is another text. */
  take(): number {
    const hash = join53(mix32(this.#high), mix32(this.#low));
    this.#low = FIRST | 0;
    this.#high = (FIRST ^ SEED) | 0;
    return hash;
  }
}

/** Collects distinct texts and numbers them; they are kept packed, and found by 53 bits of their hash. */
export class Dictionary {
  // Small at first: of a change there are few texts, and dictionaries for all that could be known.
  readonly #table = new HashTable(16);
  #size = 0;
  #bytes = new Uint8Array(256);
  #end = 0;
  #ends = new Uint32Array(16);
  #low = new Uint32Array(16);
  #high = new Uint32Array(16);

  constructor() {
    this.idOf('');
  }

  idOf(text: string): number {
    // No UTF-16 unit takes more than three bytes of UTF-8; the mark takes one.
    const most = this.#end + text.length * 3 + 1;
    if (most > this.#bytes.length) this.#bytes = grown(this.#bytes, new Uint8Array(most * 2));
    // Both halves of the hash in one go: `hash32` with two seeds. Reading a text's letters costs most, so they are kept
    // at once where they will lie if the text is new.
    const bytes = this.#bytes;
    let end = this.#end;
    let low = FIRST;
    let high = FIRST ^ SEED;
    let all = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      low = Math.imul(low ^ code, FACTOR);
      high = Math.imul(high ^ code, FACTOR);
      all |= code;
      bytes[end++] = code;
    }
    low = mix32(low);
    high = mix32(high);
    const id = this.#table.numberOf(join53(high, low), this.#size);
    if (id === this.#size) this.#append(all > LAST_ASCII ? this.#writeWide(text) : end, low, high);
    return id;
  }

  /** The same of the ASCII text from `start` to `stop`. */
  idOfBytes(source: Uint8Array, start: number, stop: number): number {
    const most = this.#end + stop - start;
    if (most > this.#bytes.length) this.#bytes = grown(this.#bytes, new Uint8Array(most * 2));
    const bytes = this.#bytes;
    let end = this.#end;
    let low = FIRST;
    let high = FIRST ^ SEED;
    for (let at = start; at < stop; at++) {
      const code = source[at] as number;
      low = Math.imul(low ^ code, FACTOR);
      high = Math.imul(high ^ code, FACTOR);
      bytes[end++] = code;
    }
    low = mix32(low);
    high = mix32(high);
    const id = this.#table.numberOf(join53(high, low), this.#size);
    if (id === this.#size) this.#append(end, low, high);
    return id;
  }

  /** Takes what was written up to `end` for a new text. */
  #append(end: number, low: number, high: number): void {
    const id = this.#size++;
    if (id === this.#ends.length) {
      this.#ends = grown(this.#ends, new Uint32Array(id * 2));
      this.#low = grown(this.#low, new Uint32Array(id * 2));
      this.#high = grown(this.#high, new Uint32Array(id * 2));
    }
    this.#end = end;
    this.#ends[id] = end;
    this.#low[id] = low;
    this.#high[id] = high;
  }

  /** Writes a text that is not ASCII alone, and returns where it ends. */
  #writeWide(text: string): number {
    this.#bytes[this.#end] = WIDE_MARK;
    const start = this.#end + 1;
    return start + encoder.encodeInto(text, this.#bytes.subarray(start)).written;
  }

  /** The two halves of a text's hash. */
  lowOf(id: number): number {
    return this.#low[id] as number;
  }

  highOf(id: number): number {
    return this.#high[id] as number;
  }

  pack(): PackedTexts {
    const packed = emptyTexts(this.#size, this.#end);
    packed.bytes.set(this.#bytes.subarray(0, this.#end));
    packed.ends.set(this.#ends.subarray(0, this.#size));
    packed.low.set(this.#low.subarray(0, this.#size));
    packed.high.set(this.#high.subarray(0, this.#size));
    return packed;
  }
}

function grown<T extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(from: T, into: T): T {
  into.set(from);
  return into;
}

const encoder = new TextEncoder();

function emptyTexts(size: number, bytes: number): PackedTexts {
  const memory = memoryToRead(size * 12 + bytes);
  return {
    size,
    ends: new Uint32Array(memory, 0, size),
    low: new Uint32Array(memory, size * 4, size),
    high: new Uint32Array(memory, size * 8, size),
    bytes: new Uint8Array(memory, size * 12, bytes),
  };
}

/** Where the bytes of a text begin: ASCII or, behind the mark, UTF-8. */
export function startOf({ bytes, ends }: PackedTexts, id: number): number {
  const start = ends[id - 1] as number;
  return bytes[start] === WIDE_MARK && start < (ends[id] as number) ? start + 1 : start;
}

/** Reads a packed text. */
export function textReader(texts: PackedTexts): (id: number) => string {
  const { bytes, ends } = texts;
  let buffer: Buffer | undefined;
  return (id) => {
    if (id === 0) return '';
    // Made when a text is read: of most spaces of a few records none ever is.
    buffer ??= Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const start = ends[id - 1] as number;
    return bytes[start] === WIDE_MARK && start < (ends[id] as number)
      ? buffer.toString('utf8', start + 1, ends[id])
      : buffer.toString('latin1', start, ends[id]);
  };
}

/** `remap[part][id]` is the new number of a text. */
export type MergedTexts = { texts: PackedTexts; remap: Int32Array[] };

/** One dictionary of several: equal texts get one number. */
export function mergeTexts(parts: readonly PackedTexts[]): MergedTexts {
  const [only] = parts;
  if (parts.length === 1 && only) return { texts: only, remap: [asTheyAre(only.size)] };
  const total = parts.reduce((sum, part) => sum + part.size, 0);
  const table = new HashTable(total);
  const gathered = new GatheredTexts(
    total,
    parts.reduce((sum, part) => sum + part.bytes.length, 0),
  );
  const remap = parts.map((part) => {
    const numbers = new Int32Array(memoryToRead(part.size * 4));
    // Texts that are new come in long runs, and are taken over run by run.
    let from = 0;
    for (let id = 0; id < part.size; id++) {
      const fresh = gathered.size + id - from;
      const known = table.numberOf(join53(part.high[id] as number, part.low[id] as number), fresh);
      numbers[id] = known;
      if (known === fresh) continue;
      gathered.take(part, from, id);
      from = id + 1;
    }
    gathered.take(part, from, part.size);
    return numbers;
  });
  return { texts: gathered.done(), remap };
}

function asTheyAre(size: number): Int32Array {
  const numbers = new Int32Array(size);
  for (let id = 0; id < size; id++) numbers[id] = id;
  return numbers;
}

/** Texts of several dictionaries, one after another. */
class GatheredTexts {
  readonly #texts: PackedTexts;
  size = 0;
  #end = 0;

  constructor(most: number, bytes: number) {
    this.#texts = emptyTexts(most, bytes);
  }

  /** Takes the texts `from` … `to` (exclusive). */
  take({ bytes, ends, low, high }: PackedTexts, from: number, to: number): void {
    if (from >= to) return;
    const start = from === 0 ? 0 : (ends[from - 1] as number);
    const texts = this.#texts;
    texts.bytes.set(bytes.subarray(start, ends[to - 1]), this.#end);
    texts.low.set(low.subarray(from, to), this.size);
    texts.high.set(high.subarray(from, to), this.size);
    const shift = this.#end - start;
    for (let id = from; id < to; id++) texts.ends[this.size++] = (ends[id] as number) + shift;
    this.#end = texts.ends[this.size - 1] as number;
  }

  done(): PackedTexts {
    return { ...this.#texts, size: this.size };
  }
}

/** 53-bit hash → number, open addressing; grows with what it holds. */
export class HashTable {
  #keys: Float64Array;
  #numbers: Int32Array;
  #mask: number;
  #free: number;

  constructor(expected: number) {
    const places = 1 << Math.ceil(Math.log2(expected * 2 + 2));
    this.#keys = new Float64Array(places).fill(-1);
    this.#numbers = new Int32Array(places);
    this.#mask = places - 1;
    this.#free = places >> 1;
  }

  /** The number of the hash; `fresh` when it is new, which it then gets. */
  numberOf(hash: number, fresh: number): number {
    // The low 32 bits: hashes are exact in a double.
    let place = (hash | 0) & this.#mask;
    while (this.#keys[place] !== -1) {
      if (this.#keys[place] === hash) return this.#numbers[place] as number;
      place = (place + 1) & this.#mask;
    }
    if (this.#free-- === 0) {
      this.#grow();
      return this.numberOf(hash, fresh);
    }
    this.#keys[place] = hash;
    this.#numbers[place] = fresh;
    return fresh;
  }

  #grow(): void {
    const [keys, numbers] = [this.#keys, this.#numbers];
    const places = keys.length * 2;
    this.#keys = new Float64Array(places).fill(-1);
    this.#numbers = new Int32Array(places);
    this.#mask = places - 1;
    this.#free = places >> 1;
    for (let place = 0; place < keys.length; place++) {
      if (keys[place] !== -1) this.numberOf(keys[place] as number, numbers[place] as number);
    }
  }
}

/** The texts of a space in which nothing is known. */
export const NO_TEXTS: PackedTexts = new Dictionary().pack();
