import type { GoldenType } from '../model/entity.ts';
import type { Corpus } from './corpus.ts';
import { isValidLei } from './standardise/identifier.ts';

/**
 * Ids that decide by themselves: a valid LEI, and a company number within its country. Equal ones make one entity,
 * two different ones two entities.
 */
export function strongRelation(
  type: GoldenType,
  corpus: Corpus,
  left: number,
  right: number,
): 'same' | 'different' | undefined {
  if (type !== 'account') return undefined;
  const lei = compareIds(corpus, 'lei', left, right, isValidLei);
  if (lei !== undefined) return lei;
  const country = valueOf(corpus, 'country', left);
  if (country === '' || country !== valueOf(corpus, 'country', right)) return undefined;
  return compareIds(corpus, 'company_number', left, right, () => true);
}

function compareIds(
  corpus: Corpus,
  name: string,
  left: number,
  right: number,
  isValid: (id: string) => boolean,
): 'same' | 'different' | undefined {
  const [a, b] = [valueOf(corpus, name, left), valueOf(corpus, name, right)];
  if (a === '' || b === '') return undefined;
  const [idsA, idsB] = [a.split('|').filter(isValid), b.split('|').filter(isValid)];
  if (idsA.length === 0 || idsB.length === 0) return undefined;
  return idsA.some((id) => idsB.includes(id)) ? 'same' : 'different';
}

function valueOf(corpus: Corpus, name: string, node: number): string {
  const feature = corpus.features.findIndex((candidate) => candidate.name === name);
  const id = corpus.columns[feature]?.[node] ?? 0;
  return id === 0 ? '' : (corpus.spaces[corpus.spaceOfFeature[feature] as number]?.values[id] ?? '');
}
