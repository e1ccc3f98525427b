import type { GoldenType } from '../model/entity.ts';

/**
 * Ways in which two records of different entities agree on much: the features named here agree as if they were one
 * entity, the others as if they were strangers.
 */
export type Kinship = {
  name: string;
  agree: readonly string[];
  /** Features that kin share in part: up to `PARTIAL_BITS` of their agreement is no evidence against kin. */
  partly?: readonly string[];
};
export const PARTIAL_BITS = 4;
const placeNames = ['address', 'postal', 'city', 'state', 'country', 'geo', 'locality'];
const brandNames = ['name', 'form', 'domain', 'email', 'brand', 'industry', 'socials', 'vat_id', 'parent'];

const KINSHIPS: { readonly [T in GoldenType]: readonly Kinship[] } = {
  account: [
    // One person may stand for several companies of a group or in a building, and for several branches.
    {
      name: 'same building',
      agree: [...placeNames, 'phone', 'industry', 'form', 'contacts'],
      partly: ['name'],
    },
    { name: 'same group', agree: [...brandNames, 'contacts'] },
    { name: 'branch of one office', agree: [...brandNames, 'phone', 'contacts'] },
  ],
  contact: [
    { name: 'same household', agree: ['last', 'phone', ...placeNames] },
    { name: 'same company', agree: ['company', 'account', 'phone', ...placeNames], partly: ['email'] },
    {
      name: 'family in one company',
      agree: ['last', 'company', 'account', 'phone', ...placeNames],
      partly: ['email'],
    },
  ],
};

/** The kinships of a type, in the order of a model's `kinships`. */
export function kinshipsOf(type: GoldenType): readonly Kinship[] {
  return KINSHIPS[type];
}
