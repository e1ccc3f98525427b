/** Hashes of texts, the same on every machine and in every run. Never for secrets. */

/** 32 bits (FNV-1a with a final mix); `seed` makes independent hashes. */
export function hash32(text: string, seed = 0): number {
  let hash = (0x811c9dc5 ^ seed) | 0;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return mix32(hash);
}

/** The same of an ASCII text's bytes. */
export function hashBytes32(bytes: Uint8Array, start: number, end: number, seed = 0): number {
  return mix32(addBytes32((0x811c9dc5 ^ seed) | 0, bytes, start, end));
}

/** Of texts that are put together from several: what `mix32` makes their hash, beginning with `NO_BYTES`. */
export function addBytes32(hash: number, bytes: Uint8Array, start: number, end: number): number {
  let more = hash;
  for (let at = start; at < end; at++) more = addByte32(more, bytes[at] as number);
  return more;
}

export function addByte32(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

export const NO_BYTES = 0x811c9dc5 | 0;

/** Finaliser of MurmurHash3. */
export function mix32(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** 53 bits of two 32-bit lanes: an exact integer in a double, and in a bigint column. */
export function join53(high: number, low: number): number {
  return (high & 0x1fffff) * 4294967296 + (low >>> 0);
}

export function hash53(text: string): number {
  return join53(hash32(text, 0x9e3779b9), hash32(text));
}
