import { createHash } from 'node:crypto';
import type { GoldenType } from '../model/entity.ts';

const PREFIX: { readonly [T in GoldenType]: string } = { account: 'ga', contact: 'gc' };
// Crockford's base 32: no letter that reads as a digit.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 16;

/**
 * Mints a golden id from (type, smallest member key at birth, ordinal), so that the same history gives the
 * same ids. The ordinal tells apart golden records born one after the other from the same record.
 */
export function mintGoldenId(entity: GoldenType, smallestMemberKey: string, ordinal: number): string {
  const digest = createHash('sha256').update(`${entity}\n${smallestMemberKey}\n${ordinal}`).digest();
  let id = '';
  for (let i = 0; i < LENGTH; i++) id += ALPHABET[(digest[i] ?? 0) & 31];
  return `${PREFIX[entity]}_${id}`;
}
