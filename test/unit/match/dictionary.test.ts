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

it('merges texts that several dictionaries know with those of one alone, whatever lies beside what', () => {
  const lists = [
    ['a', 'bb', 'é', 'ccc'],
    ['x', 'bb', 'yy', 'zzz', 'a', '東京', 'ccc'],
    ['東京', 'new', 'x', 'last'],
  ];
  const parts = lists.map((list) => {
    const dictionary = new Dictionary();
    return { ids: list.map((text) => dictionary.idOf(text)), packed: dictionary.pack() };
  });
  const { texts, remap } = mergeTexts(parts.map(({ packed }) => packed));
  const read = textReader(texts);
  parts.forEach(({ ids }, part) =>
    expect(ids.map((id) => read(remap[part]?.[id] as number))).toEqual(lists[part]),
  );
  expect(texts.size).toBe(1 + new Set(lists.flat()).size);
  const all = new Dictionary();
  const hashes = Array.from({ length: texts.size }, (_, id) => all.idOf(read(id)));
  expect([...texts.low.subarray(0, texts.size)]).toEqual(hashes.map((id) => all.lowOf(id)));
  expect([...texts.high.subarray(0, texts.size)]).toEqual(hashes.map((id) => all.highOf(id)));
});
