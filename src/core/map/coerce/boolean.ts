import type { Json } from '../../../util/json.ts';
import { BadValue } from '../bad-value.ts';

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['y', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['n', false],
  ['0', false],
]);

export function toBoolean(value: Json): boolean | null | BadValue {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number' || typeof value === 'string') {
    const word = String(value).trim().toLowerCase();
    if (word === '') return null;
    const known = WORDS.get(word);
    if (known !== undefined) return known;
  }
  return new BadValue('NOT_A_BOOLEAN', 'is neither true nor false');
}
