import type { GoldenType } from '../model/entity.ts';
import type { Corpus } from './corpus.ts';
import { type PackedTexts, textReader } from './dictionary.ts';
import type { ExtraFeature } from './extra-features.ts';
import { featuresOf } from './features.ts';

/** A corpus as plain data over memory that is shared where it is large: what one thread hands to another. */
export type PortableCorpus = Omit<Corpus, 'features' | 'spaces'> & {
  type: GoldenType;
  extras: readonly ExtraFeature[];
  spaces: { name: string; texts: PackedTexts }[];
};

export function toPortable(
  corpus: Corpus,
  type: GoldenType,
  extras: readonly ExtraFeature[],
): PortableCorpus {
  const { features: _, spaces, ...rest } = corpus;
  return {
    ...rest,
    nodeOfRecord: new Int32Array(0),
    type,
    extras,
    spaces: spaces.map(({ name, texts }) => ({ name, texts })),
  };
}

export function fromPortable({ type, extras, spaces, ...rest }: PortableCorpus): Corpus {
  return {
    ...rest,
    features: featuresOf(type, extras),
    spaces: spaces.map(({ name, texts }) => ({ name, texts, size: texts.size, valueOf: textReader(texts) })),
  };
}
