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
  /** Features that kin of this kind differ in: where they agree, it is not that kind of kin (`OPPOSED_BITS`). */
  apart?: readonly string[];
  /** Features that kin of this kind nearly always differ in, beyond what strangers do (`SISTER_BITS`). */
  tellsApart?: readonly string[];
  /** Kin is at most this many times the matches; as many where nothing else is said. */
  most?: number;
  /**
   * They differ only in what slips: nothing is taken for kin of this kind unless there are clearly many, from this part
   * of the matches on.
   */
  standsOut?: number;
  /** That is a part of those matches whose names vary (`NameVariants`), not of all. */
  ofVariants?: boolean;
  /**
   * There are the more of them, the more records hold what they share (`most` is of what two records hold), where most
   * records know one of these: without a place, every branch looks like a copy, and every copy like a branch.
   */
  crowds?: readonly string[];
  /**
   * Who shares all of these that most records know, the first and one more at least, is kin of this kind or one entity: see
   * `unseenKin`.
   */
  marks?: readonly string[];
  /** They share something rare: pairs that share only what is common do not tell how many of them there are. */
  shareRare?: boolean;
  /** First guess of how many there are for each match; one where nothing else is said. */
  first?: number;
  /** Only where the records know one of these: without a place or a telephone nobody is seen to live with anybody. */
  needs?: readonly string[];
  /** Where they do not, it is not seen how many there are: so many pairs for each record. */
  perRecord?: number;
};
export const PARTIAL_BITS = 4;
/** What the agreement of a feature in which kin differ says against kin: one in twenty agrees all the same. */
export const OPPOSED_BITS = 4.3;
/** What a difference in what tells sisters apart says for them, and agreement against them. */
export const SISTER_BITS = { differ: 3.3, agree: 6.6 };
/**
 * A household or a company has some members and each of them few records, so that a file may hold many times as many
 * pairs of housemates and colleagues as duplicates.
 */
const MANY = 64;
/** A record with several slips at once looks like another person of the same family. */
const DOUBT = 0.025;
/**
 * Of 1,000 deliveries 12 are of twins (Monden et al. 2021, Human Reproduction 36), which makes a pair for every 84 people; in two
 * of three both are there, and bear one name.
 */
const TWINS = 0.008;
const placeNames = ['address', 'postal', 'city', 'state', 'country', 'geo', 'locality'];
const sites = ['address', 'city', 'geo'];
const companyNames = ['company', 'account', 'mailbox'];
const brandNames = [
  'name',
  'role',
  'form',
  'domain',
  'email',
  'brand',
  'industry',
  'socials',
  'vat_id',
  'parent',
];

const KINSHIPS: { readonly [T in GoldenType]: readonly Kinship[] } = {
  account: [
    // One person may stand for several companies of a group or in a building, and for several branches.
    {
      name: 'same building',
      agree: [...placeNames, 'role', 'phone', 'industry', 'form', 'contacts'],
      partly: ['name'],
    },
    { name: 'same group', agree: [...brandNames, 'contacts'], crowds: sites, marks: ['name', 'domain'] },
    {
      name: 'branch of one office',
      agree: [...brandNames, 'phone', 'contacts'],
      crowds: sites,
      marks: ['phone', 'name', 'domain'],
    },
    {
      name: 'parent and subsidiary',
      agree: [...brandNames.filter((name) => name !== 'role'), ...placeNames, 'phone', 'contacts'],
      apart: ['role'],
      most: 0.25,
    },
    // One building, one site, one telephone, and half of the name. Fewer duplicates look so than bear names less far apart.
    {
      name: 'sister companies',
      agree: [...brandNames, ...placeNames, 'phone', 'contacts'],
      tellsApart: ['own_words'],
      standsOut: 0.75,
      ofVariants: true,
      shareRare: true,
      most: 8,
      needs: ['address'],
    },
  ],
  contact: [
    { name: 'same household', agree: ['last', 'phone', ...placeNames], most: MANY },
    {
      name: 'family with one mailbox',
      agree: ['last', 'email', 'phone', ...placeNames],
      standsOut: DOUBT,
      first: 2 * DOUBT,
      needs: ['address', 'phone'],
    },
    // The number of one who is insured, paid or served for all.
    {
      name: 'family with one id',
      agree: ['last', 'national_id', 'phone', ...placeNames],
      standsOut: DOUBT,
      first: 2 * DOUBT,
      needs: ['national_id'],
    },
    {
      name: 'same company',
      agree: [...companyNames, 'phone', ...placeNames],
      partly: ['email'],
      most: MANY,
      marks: ['company', 'phone', 'address'],
    },
    {
      name: 'family in one company',
      agree: ['last', ...companyNames, 'phone', ...placeNames],
      partly: ['email'],
    },
    {
      name: 'namesakes in one household',
      agree: ['first', 'gender', 'last', 'phone', ...placeNames],
      standsOut: DOUBT,
      first: 2 * DOUBT,
      needs: ['address', 'phone'],
    },
    // A first name of one language beside a family name of the same is no coincidence: where many languages meet, equal
    // names are met more often than the frequencies of each say.
    {
      name: 'namesakes',
      agree: ['first', 'gender', 'middle', 'last'],
      standsOut: 4 * DOUBT,
    },
    {
      name: 'twins',
      agree: ['last', 'birth', 'phone', ...placeNames],
      standsOut: DOUBT,
      first: 2 * DOUBT,
      needs: ['address', 'phone'],
      perRecord: TWINS,
    },
  ],
};

/** The kinships of a type, in the order of a model's `kinships`. */
export function kinshipsOf(type: GoldenType): readonly Kinship[] {
  return KINSHIPS[type];
}
