import { InvariantError } from '../core/errors.ts';

/** An int8 as a number; ids, counts and minor units never come near 2^53, and a rounded id would be a wrong one. */
export function toSafeInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new InvariantError({
    code: 'INTEGER_TOO_LARGE',
    message: `The database holds ${text}, which is beyond the exact integers.`,
  });
}
