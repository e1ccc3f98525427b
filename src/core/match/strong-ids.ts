import type { GoldenType } from '../model/entity.ts';
import type { Corpus } from './corpus.ts';
import { isValidLei } from './standardise/identifier.ts';

/** Where neither of two records has one of these, no strong id can speak. */
export const STRONG_FEATURES = ['lei', 'company_number', 'suffix'] as const;

/**
 * Ids that decide by themselves: a valid LEI, and a company number within its country. Equal ones make one entity,
 * two different ones two entities. So do junior and senior.
 */
export function strongRelation(
  type: GoldenType,
  corpus: Corpus,
  left: number,
  right: number,
): 'same' | 'different' | undefined {
  if (type === 'contact') return areGenerations(corpus, left, right) ? 'different' : undefined;
  const lei = compareIds(corpus, 'lei', left, right, isValidLei);
  if (lei !== undefined) return lei;
  const country = valueOf(corpus, 'country', left);
  if (country === '' || country !== valueOf(corpus, 'country', right)) return undefined;
  return compareIds(corpus, 'company_number', left, right, hasDigit);
}

/** Every register numbers: words in this column are a remark. */
function hasDigit(id: string): boolean {
  return /\d/.test(id);
}

/** Junior and senior of one name: everything else about them may well agree. */
function areGenerations(corpus: Corpus, left: number, right: number): boolean {
  const [a, b] = [valueOf(corpus, 'suffix', left), valueOf(corpus, 'suffix', right)];
  // Junior is the second of his name.
  const rank = (suffix: string) => (suffix === 'jr' ? '2' : suffix === 'sr' ? '1' : suffix);
  return a !== '' && b !== '' && rank(a) !== rank(b);
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
  return id === 0 ? '' : (corpus.spaces[corpus.spaceOfFeature[feature] as number]?.valueOf(id) ?? '');
}
