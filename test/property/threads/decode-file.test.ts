import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convert } from '#src/threads/decode-file.ts';

describe('a file that is converted piece by piece', () => {
  it('is what it is as a whole, wherever letters are cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !text.startsWith('\ufeff')),
        fc.integer({ min: 1, max: 7 }),
        (text, piece) => {
          const whole = new TextEncoder().encode(text);
          const little = Buffer.from(text, 'utf16le');
          expect(Buffer.from(convert(little, 'utf-16le', piece))).toEqual(Buffer.from(whole));
          const big = Buffer.from(little).swap16();
          expect(Buffer.from(convert(big, 'utf-16be', piece))).toEqual(Buffer.from(whole));
        },
      ),
    );
  });

  it('keeps every letter of Windows-1252', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, code) => code);
    const whole = new TextEncoder().encode(new TextDecoder('windows-1252').decode(bytes));
    expect(Buffer.from(convert(bytes, 'windows-1252', 3))).toEqual(Buffer.from(whole));
  });
});
