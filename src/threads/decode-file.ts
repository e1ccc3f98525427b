import { isUtf8 } from 'node:buffer';
import { ConfigError } from '../core/errors.ts';
import { lineOf } from './csv-rows.ts';

const LF = 10;
const CR = 13;

export type Decoded = { bytes: Uint8Array; note?: string };

/**
 * A file's bytes as UTF-8 without BOM. UTF-16 (by its BOM) and Windows-1252 are converted; a file that is UTF-8 in
 * one place and something else in another is refused: guessing would spoil names silently.
 */
export function decodeFile(bytes: Uint8Array, file: string): Decoded {
  const decoded = decode(bytes, file);
  // Line ends of old Macintosh programs; a file with a single LF uses CR for something else.
  if (decoded.bytes.includes(LF) || !decoded.bytes.includes(CR)) return decoded;
  return { ...decoded, bytes: inSharedMemory(decoded.bytes.map((byte) => (byte === CR ? LF : byte))) };
}

/** A copy that threads share instead of getting one each with every piece of work. */
export function inSharedMemory(content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(content.length));
  bytes.set(content);
  return bytes;
}

function decode(bytes: Uint8Array, file: string): Decoded {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return utf8(bytes.subarray(3), file);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return converted(bytes.subarray(2), 'utf-16le', file);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return converted(bytes.subarray(2), 'utf-16be', file);
  return utf8(bytes, file);
}

function utf8(bytes: Uint8Array, file: string): Decoded {
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    throw new ConfigError({
      code: 'FILE_BINARY',
      message: `${file} line ${lineOf(bytes, nul)}: a zero byte; this is no text file. Export it as CSV.`,
    });
  }
  if (isUtf8(bytes)) return { bytes };
  const { bad, good } = oddBytes(bytes);
  if (good > 0) {
    const value = (bytes[bad] as number).toString(16).toUpperCase();
    throw new ConfigError({
      code: 'FILE_ENCODING_MIXED',
      message: `${file} line ${lineOf(bytes, bad)}: byte 0x${value} is not UTF-8, but other lines are; save the whole file as UTF-8.`,
    });
  }
  return converted(bytes, 'windows-1252', file);
}

/** Bytes that become one text; one of the whole file could be longer than a text may be. */
const PIECE = 1 << 24;

/** `piece`: how many bytes are converted at once. */
export function convert(bytes: Uint8Array, encoding: string, piece = PIECE): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += piece)
    parts.push(encoder.encode(decoder.decode(bytes.subarray(at, at + piece), { stream: true })));
  parts.push(encoder.encode(decoder.decode()));
  return Buffer.concat(parts);
}

function converted(bytes: Uint8Array, encoding: string, file: string): Decoded {
  return { bytes: inSharedMemory(convert(bytes, encoding)), note: `${file}: read as ${encoding}` };
}

/** Offset of the first byte that is not UTF-8, and how many well-formed multi-byte letters there are. */
function oddBytes(bytes: Uint8Array): { bad: number; good: number } {
  let bad = -1;
  let good = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = lengthOfLetter(bytes[at] as number);
    const whole = length === 1 || (length > 1 && isUtf8(bytes.subarray(at, at + length)));
    if (!whole && bad < 0) bad = at;
    if (whole && length > 1) good++;
    at += whole ? length : 1;
  }
  return { bad, good };
}

/** How many bytes a letter of UTF-8 takes that begins with this one; 0 where none does. */
function lengthOfLetter(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}
