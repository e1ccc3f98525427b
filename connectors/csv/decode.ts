import type { CsvStream } from './schema.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const windows1252 = new TextDecoder('windows-1252');

export type Decoder = {
  /** Null: not text in the encoding that was demanded. */
  decode(bytes: string): string | null;
  /** Cells that were not UTF-8 and were read as Windows-1252. */
  fallbacks(): number;
};

/**
 * Turns bytes (as Latin-1 characters) into text, cell by cell: a file that was glued together from two systems
 * has both encodings in it, and guessing one for the whole file would garble the other half.
 */
export function createDecoder(encoding: CsvStream['encoding']): Decoder {
  let fallbacks = 0;
  return {
    fallbacks: () => fallbacks,
    decode(bytes) {
      if (!hasHighBytes(bytes)) return bytes;
      const buffer = Buffer.from(bytes, 'latin1');
      if (encoding === 'windows-1252') return windows1252.decode(buffer);
      try {
        return strictUtf8.decode(buffer);
      } catch {
        if (encoding !== 'auto') return null;
        fallbacks += 1;
        return windows1252.decode(buffer);
      }
    },
  };
}

function hasHighBytes(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return true;
  return false;
}
