import { hash32, join53 } from './hash.ts';

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

const WIDE = /[^\0-\x7f]/;
/** A byte that neither ASCII nor UTF-8 holds. */
const WIDE_MARK = 0xff;

function wideBytes(text: string): Uint8Array {
  const utf8 = new TextEncoder().encode(text);
  const marked = new Uint8Array(utf8.length + 1);
  marked[0] = WIDE_MARK;
  marked.set(utf8, 1);
  return marked;
}

/** Collects distinct texts and numbers them. */
export class Dictionary {
  readonly #ids = new Map<string, number>([['', 0]]);
  readonly #texts: string[] = [''];

  idOf(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#texts.length;
    this.#texts.push(text);
    this.#ids.set(text, id);
    return id;
  }

  pack(): PackedTexts {
    const texts = this.#texts;
    const packed = emptyTexts(
      texts.length,
      texts.reduce((sum, text) => sum + (WIDE.test(text) ? wideBytes(text).length : text.length), 0),
    );
    let at = 0;
    texts.forEach((text, id) => {
      if (WIDE.test(text)) {
        const bytes = wideBytes(text);
        packed.bytes.set(bytes, at);
        at += bytes.length;
      } else for (let i = 0; i < text.length; i++) packed.bytes[at++] = text.charCodeAt(i);
      packed.ends[id] = at;
      packed.low[id] = hash32(text);
      packed.high[id] = hash32(text, 0x51ed270b);
    });
    return packed;
  }
}

function emptyTexts(size: number, bytes: number): PackedTexts {
  return {
    size,
    bytes: new Uint8Array(new SharedArrayBuffer(bytes)),
    ends: new Uint32Array(new SharedArrayBuffer(size * 4)),
    low: new Uint32Array(new SharedArrayBuffer(size * 4)),
    high: new Uint32Array(new SharedArrayBuffer(size * 4)),
  };
}

/** Reads a packed text. */
export function textReader(texts: PackedTexts): (id: number) => string {
  const { bytes, ends } = texts;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (id) => {
    if (id === 0) return '';
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
  if (parts.length === 1 && only)
    return { texts: only, remap: [Int32Array.from({ length: only.size }, (_, id) => id)] };
  const total = parts.reduce((sum, part) => sum + part.size, 0);
  const table = new HashTable(total);
  const remap = parts.map((part) => new Int32Array(new SharedArrayBuffer(part.size * 4)));
  const merged = emptyTexts(
    total,
    parts.reduce((sum, part) => sum + part.bytes.length, 0),
  );
  let [size, at] = [0, 0];
  parts.forEach((part, index) => {
    for (let id = 0; id < part.size; id++) {
      const hash = join53(part.high[id] as number, part.low[id] as number);
      const known = table.numberOf(hash, size);
      (remap[index] as Int32Array)[id] = known;
      if (known < size) continue;
      const from = id === 0 ? 0 : (part.ends[id - 1] as number);
      const bytes = part.bytes.subarray(from, part.ends[id]);
      merged.bytes.set(bytes, at);
      at += bytes.length;
      merged.ends[size] = at;
      merged.low[size] = part.low[id] as number;
      merged.high[size] = part.high[id] as number;
      size++;
    }
  });
  return { texts: { ...merged, size }, remap };
}

/** 53-bit hash → number, open addressing. */
export class HashTable {
  readonly #keys: Float64Array;
  readonly #numbers: Int32Array;
  readonly #mask: number;

  constructor(most: number) {
    const places = 1 << Math.ceil(Math.log2(most * 2 + 2));
    this.#keys = new Float64Array(places).fill(-1);
    this.#numbers = new Int32Array(places);
    this.#mask = places - 1;
  }

  /** The number of the hash; `fresh` when it is new, which it then gets. */
  numberOf(hash: number, fresh: number): number {
    let place = (hash % 4294967296) & this.#mask;
    while (this.#keys[place] !== -1) {
      if (this.#keys[place] === hash) return this.#numbers[place] as number;
      place = (place + 1) & this.#mask;
    }
    this.#keys[place] = hash;
    this.#numbers[place] = fresh;
    return fresh;
  }
}
