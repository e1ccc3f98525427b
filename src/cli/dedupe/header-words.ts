import type { GoldenType } from '../../core/model/entity.ts';

/** Per type, and for both: the words of headers that name a field, parted by blanks. */
export type HeaderWords = { readonly [T in GoldenType | 'both']: Readonly<Record<string, string>> };

/** The fields of a type by the words that name them; what both types know comes first, so that the type's own stands. */
export function fieldsByWord(words: HeaderWords): {
  readonly [T in GoldenType]: ReadonlyMap<string, string>;
} {
  const of = (type: GoldenType) =>
    new Map(
      [...Object.entries(words.both), ...Object.entries(words[type])].flatMap(([field, names]) =>
        names.split(' ').map((name) => [name, field] as const),
      ),
    );
  return { account: of('account'), contact: of('contact') };
}
