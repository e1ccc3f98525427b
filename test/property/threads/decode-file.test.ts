import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convert, decodeFile } from '#src/threads/decode-file.ts';

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

describe('a file in which one byte is not UTF-8', () => {
  const odd = (text: string) => {
    const bytes = Buffer.from(text, 'utf8');
    return Buffer.concat([bytes, Buffer.of(0xe9), Buffer.from('\n')]);
  };

  it('is refused with the line, where other letters are UTF-8', () => {
    for (const letter of ['é', 'Ω', '語', '🌍'])
      expect(() => decodeFile(odd(`name\nplain\n${letter}\n`), 'in.csv')).toThrow(
        'in.csv line 4: byte 0xE9 is not UTF-8, but other lines are',
      );
  });

  it('is Windows-1252, where all others are ASCII', () => {
    const { bytes, note } = decodeFile(odd('name\nplain\n'), 'in.csv');
    expect(Buffer.from(bytes).toString()).toBe('name\nplain\né\n');
    expect(note).toBe('in.csv: read as windows-1252');
  });
});
