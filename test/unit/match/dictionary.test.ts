import { expect, it } from 'vitest';
import { Dictionary, mergeTexts, textReader } from '#src/core/match/dictionary.ts';

it('packs texts of any script and reads them back, merged or not', () => {
  const texts = ['acme', '山田製作所', 'ibm 日本', 'z'];
  const one = new Dictionary();
  const ids = texts.map((text) => one.idOf(text));
  const other = new Dictionary();
  const again = other.idOf('山田製作所');
  const packed = one.pack();
  expect(ids.map(textReader(packed))).toEqual(texts);
  const { texts: merged, remap } = mergeTexts([packed, other.pack()]);
  expect(ids.map((id) => textReader(merged)(remap[0]?.[id] ?? 0))).toEqual(texts);
  expect(remap[1]?.[again]).toBe(remap[0]?.[ids[1] ?? 0]);
});
