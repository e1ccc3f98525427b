import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowIds } from '#src/cli/dedupe/row-ids.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'B', '0', '7', '-', 'é', '株', '𝄞', '"', ',') });
const id = fc.oneof(
  text.filter((each) => each !== ''),
  fc.nat().map(String),
  fc.constantFrom('7', '007', '12', '999999999999999', '9999999999999999'),
);
const number = fc.oneof(fc.nat().map(String), fc.constantFrom('7', '007', '12', '999999999999999'));

const codePoints = (value: string) => Array.from(value, (letter) => letter.codePointAt(0) as number);
function compareCodePoints(left: string, right: string): number {
  const [a, b] = [codePoints(left), codePoints(right)];
  const at = a.findIndex((code, index) => code !== b[index]);
  return at < 0 ? a.length - b.length : at >= b.length ? 1 : (a[at] as number) - (b[at] as number);
}

describe('ids of rows', () => {
  it('come back as they were given, as texts or as bytes of a cell', () => {
    fc.assert(
      fc.property(fc.array(id), fc.nat(5), (texts, offset) => {
        const ids = new RowIds();
        for (const each of texts) {
          const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(each), Buffer.from(',')]);
          if (!ids.addCell(bytes, offset, bytes.length - 1)) ids.add(each);
        }
        expect([...ids]).toEqual(texts);
        expect(ids.length).toBe(texts.length);
        expect(ids.arePlain).toBe(texts.every((each) => !/[",\r\n]/.test(each)));
      }),
    );
  });

  it('are ordered as numbers where all are, else by code point', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(id), fc.array(number)), (texts) => {
        const ids = RowIds.of(texts);
        const areNumbers = texts.every((each) => /^\d{1,15}$/.test(each));
        texts.forEach((left, a) => {
          texts.forEach((right, b) => {
            const difference = areNumbers ? Number(left) - Number(right) : 0;
            const isBefore = difference < 0 || (difference === 0 && compareCodePoints(left, right) < 0);
            expect(ids.isBefore(a, b)).toBe(isBefore);
          });
        });
      }),
    );
  });

  it('may repeat wherever one does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(id, { minLength: 1 }), fc.nat(), async (texts, pick) => {
        const different = [...new Set(texts)];
        expect(await RowIds.of(different).mayRepeat()).toBe(false);
        const again = different[pick % different.length] as string;
        expect(await RowIds.of([...different, again]).mayRepeat()).toBe(true);
      }),
    );
  });

  it('may repeat in the order in which systems number records, too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(id, { minLength: 1 }), fc.nat(), fc.nat(), async (texts, pick, to) => {
        const length = (text: string) => Buffer.byteLength(text);
        const ascending = [...new Set(texts)].sort(
          (a, b) => length(a) - length(b) || compareCodePoints(a, b),
        );
        expect(await RowIds.of(ascending).mayRepeat()).toBe(false);
        const again = ascending[pick % ascending.length] as string;
        const repeated = ascending.toSpliced(to % (ascending.length + 1), 0, again);
        expect(await RowIds.of(repeated).mayRepeat()).toBe(true);
      }),
    );
  });

  it.each([
    ['', false],
    [' a', false],
    ['a ', false],
    ['\u00a0a', false],
    ['a\u3000', false],
    ['a b', true],
  ])('%j as a cell stands as it is: %j', (cell, stands) => {
    const bytes = Buffer.from(cell);
    expect(new RowIds().addCell(bytes, 0, bytes.length)).toBe(stands);
  });
});
