import type { GoldenType } from '../model/entity.ts';
import { compareAddress } from './compare/address.ts';
import { compareCompanyName } from './compare/company-name.ts';
import type { Comparator } from './compare/comparator.ts';
import { compareFirstRoundClusters } from './compare/first-round-cluster.ts';
import {
  compareDomains,
  compareEmails,
  compareIdentifiers,
  comparePhones,
  compareProfiles,
} from './compare/list.ts';
import { compareOwnWords } from './compare/own-words.ts';
import { compareFamilyName, compareGivenName, compareMiddleName } from './compare/person-word.ts';
import {
  compareDate,
  compareExact,
  compareGeo,
  comparePostalCode,
  compareShared,
  compareText,
} from './compare/plain.ts';
import { compareRoles } from './compare/role.ts';
import { EXTRA_KINDS, type ExtraFeature } from './extra-features.ts';
import type { UsualFrequency } from './frequencies.ts';
import { usualOf } from './usual-frequencies.ts';

/**
 * A feature compares one column of two records. `likely` are first guesses of m (how often records of one entity
 * fall on each level, worst first); the data corrects them. `shared` is the first guess of how much of the agreement
 * on a value is between different entities: 1 for a city, next to nothing for an e-mail address.
 */
export type Feature = {
  name: string;
  column: string;
  comparator: Comparator;
  likely: readonly number[];
  shared: number;
  /**
   * The guess weighs as much as this part of the observed pairs, so that a crowd of kin cannot slowly draw the model
   * to itself. 0.05 where nothing else is said.
   */
  trust: number;
  /** What is known of u beforehand, and not learned: strangers drawn at random say nothing of it. */
  unlike?: readonly number[];
  /** How common its values are before the file says so. */
  usual: UsualFrequency;
  /** Features of one group tell partly the same: the strongest counts in full, the others in part. */
  group: string;
};

type Guess = Omit<Feature, 'trust' | 'usual'> & { trust?: number };
const region = { comparator: compareExact, shared: 1, group: 'place' };
const place: Guess[] = [
  {
    name: 'address',
    column: 'address',
    comparator: compareAddress,
    likely: [0.04, 0.02, 0.04, 0.07, 0.02, 0.81],
    trust: 1,
    shared: 0.5,
    group: 'place',
  },
  {
    name: 'postal',
    column: 'postal',
    comparator: comparePostalCode,
    likely: [0.06, 0.05, 0.06, 0.83],
    shared: 1,
    group: 'place',
  },
  {
    name: 'city',
    column: 'city',
    comparator: compareText,
    likely: [0.07, 0.02, 0.06, 0.85],
    shared: 1,
    group: 'place',
  },
  { name: 'state', column: 'state', ...region, likely: [0.06, 0.94] },
  { name: 'country', column: 'country', ...region, likely: [0.03, 0.97] },
];

const account: Guess[] = [
  {
    name: 'name',
    column: 'name',
    comparator: compareCompanyName,
    likely: [0.03, 0.03, 0.03, 0.08, 0.13, 0.15, 0.55],
    trust: 1,
    shared: 0.5,
    group: 'name',
  },
  { name: 'form', column: 'form', comparator: compareExact, likely: [0.25, 0.75], shared: 1, group: 'form' },
  // Of two names that are otherwise alike, different roles mean two companies of one family.
  {
    name: 'role',
    column: 'role',
    comparator: compareRoles,
    likely: [0.01, 0.05, 0.94],
    unlike: [0.3, 0.5, 0.85],
    trust: 1,
    shared: 1,
    group: 'role',
  },
  // Tells sisters (`tellsApart` of a kinship) and little else: what the words are worth, the name has told.
  {
    name: 'own_words',
    column: 'name',
    comparator: compareOwnWords,
    likely: [0.05, 0.95],
    unlike: [0.06, 0.94],
    trust: 20,
    shared: 1,
    group: 'own_words',
  },
  {
    name: 'domain',
    column: 'domain',
    comparator: compareDomains,
    likely: [0.08, 0.04, 0.88],
    trust: 1,
    shared: 0.15,
    group: 'web',
  },
  {
    name: 'email',
    column: 'email',
    comparator: compareEmails,
    likely: [0.4, 0.04, 0.06, 0.05, 0.45],
    shared: 0.1,
    group: 'web',
  },
  {
    name: 'phone',
    column: 'phone',
    comparator: comparePhones,
    likely: [0.3, 0.05, 0.05, 0.6],
    shared: 0.15,
    group: 'phone',
  },
  ...place,
  {
    name: 'geo',
    column: 'geo',
    comparator: compareGeo,
    likely: [0.1, 0.1, 0.15, 0.65],
    shared: 1,
    group: 'place',
  },
  {
    name: 'industry',
    column: 'industry',
    comparator: compareExact,
    likely: [0.3, 0.7],
    shared: 1,
    group: 'industry',
  },
  {
    name: 'brand',
    column: 'brand',
    comparator: compareText,
    likely: [0.15, 0.05, 0.1, 0.7],
    shared: 1,
    group: 'name',
  },
  // Duplicates and sisters have one parent; different ids of it tell nothing, since every system has its own.
  {
    name: 'parent',
    column: 'parent',
    comparator: compareShared,
    likely: [0.1, 0.9],
    shared: 1,
    group: 'name',
  },
  {
    name: 'socials',
    column: 'socials',
    comparator: compareProfiles,
    likely: [0.2, 0.05, 0.75],
    shared: 0.1,
    group: 'web',
  },
  {
    name: 'vat_id',
    column: 'vat_id',
    comparator: compareIdentifiers,
    likely: [0.1, 0.05, 0.85],
    shared: 0.2,
    group: 'vat',
  },
  {
    name: 'duns',
    column: 'duns',
    comparator: compareIdentifiers,
    likely: [0.1, 0.03, 0.87],
    shared: 0.1,
    group: 'duns',
  },
  {
    name: 'lei',
    column: 'lei',
    comparator: compareIdentifiers,
    likely: [0.03, 0.02, 0.95],
    shared: 0.02,
    group: 'lei',
  },
  {
    name: 'company_number',
    column: 'company_number',
    comparator: compareIdentifiers,
    likely: [0.05, 0.03, 0.92],
    shared: 0.05,
    group: 'number',
  },
  // The contacts' clusters of a first round, when there was one.
  {
    name: 'contacts',
    column: 'contacts',
    comparator: compareFirstRoundClusters,
    likely: [0.5, 0.5],
    // The pairs that it is estimated from are those that other evidence found: they agree more than the others do.
    trust: 1,
    shared: 0.3,
    group: 'contacts',
  },
];

const contact: Guess[] = [
  {
    name: 'first',
    column: 'first',
    comparator: compareGivenName,
    likely: [0.03, 0.03, 0.04, 0.08, 0.12, 0.7],
    trust: 0.1,
    shared: 1,
    group: 'first',
  },
  {
    name: 'middle',
    column: 'middle',
    comparator: compareMiddleName,
    likely: [0.1, 0.2, 0.7],
    shared: 1,
    group: 'middle',
  },
  {
    name: 'last',
    column: 'last',
    comparator: compareFamilyName,
    likely: [0.04, 0.03, 0.03, 0.12, 0.78],
    trust: 0.1,
    shared: 1,
    group: 'last',
  },
  {
    name: 'suffix',
    column: 'suffix',
    comparator: compareExact,
    likely: [0.003, 0.997],
    trust: 20,
    shared: 1,
    group: 'suffix',
  },
  {
    name: 'email',
    column: 'email',
    comparator: compareEmails,
    likely: [0.22, 0.04, 0.06, 0.08, 0.6],
    shared: 0.03,
    group: 'email',
  },
  {
    name: 'phone',
    column: 'phone',
    comparator: comparePhones,
    likely: [0.3, 0.05, 0.05, 0.6],
    shared: 0.15,
    group: 'phone',
  },
  {
    name: 'birth',
    column: 'birth',
    comparator: compareDate,
    likely: [0.03, 0.03, 0.05, 0.09, 0.8],
    shared: 1,
    group: 'birth',
  },
  {
    name: 'national_id',
    column: 'national_id',
    comparator: compareIdentifiers,
    likely: [0.05, 0.1, 0.85],
    shared: 0.05,
    group: 'national_id',
  },
  ...place,
  {
    name: 'locality',
    column: 'locality',
    comparator: compareText,
    likely: [0.2, 0.04, 0.1, 0.66],
    shared: 1,
    group: 'place',
  },
  {
    name: 'company',
    column: 'company',
    comparator: compareCompanyName,
    likely: [0.25, 0.05, 0.02, 0.05, 0.08, 0.1, 0.45],
    shared: 1,
    group: 'company',
  },
  {
    name: 'title',
    column: 'title',
    comparator: compareText,
    likely: [0.4, 0.1, 0.1, 0.4],
    shared: 1,
    group: 'title',
  },
  {
    name: 'linkedin',
    column: 'linkedin',
    comparator: compareIdentifiers,
    likely: [0.08, 0.04, 0.88],
    shared: 0.02,
    group: 'linkedin',
  },
  {
    name: 'gender',
    column: 'gender',
    comparator: compareExact,
    likely: [0.03, 0.97],
    shared: 1,
    group: 'first',
  },
  {
    name: 'birth_place',
    column: 'birth_place',
    comparator: compareText,
    likely: [0.1, 0.05, 0.1, 0.75],
    shared: 1,
    group: 'birth_place',
  },
  {
    name: 'occupation',
    column: 'occupation',
    comparator: compareText,
    likely: [0.3, 0.1, 0.1, 0.5],
    shared: 1,
    group: 'title',
  },
  // Of a company, and shared by its people as its telephone is.
  {
    name: 'mailbox',
    column: 'mailbox',
    comparator: compareIdentifiers,
    likely: [0.4, 0.05, 0.55],
    shared: 1,
    group: 'company',
  },
  // The account's cluster of a first round, when there was one.
  {
    name: 'account',
    column: 'account',
    comparator: compareFirstRoundClusters,
    likely: [0.2, 0.8],
    trust: 1,
    shared: 1,
    group: 'company',
  },
];

/** The features of a type, extras last. Their order is part of a model version. One list for the same extras, made once. */
export function featuresOf(type: GoldenType, extras: readonly ExtraFeature[] = []): readonly Feature[] {
  const key = extras.length === 0 ? NO_EXTRAS : extras;
  const features = lists[type].get(key) ?? listFeatures(type, key);
  lists[type].set(key, features);
  return features;
}

type Lists = WeakMap<readonly ExtraFeature[], readonly Feature[]>;
const NO_EXTRAS: readonly ExtraFeature[] = [];
const lists: Record<GoldenType, Lists> = { account: new WeakMap(), contact: new WeakMap() };

function listFeatures(type: GoldenType, extras: readonly ExtraFeature[]): Feature[] {
  const added = extras.map((extra) => ({
    usual: usualOf(extra.kind),
    name: extra.column,
    column: `x:${extra.column}`,
    group: extra.column,
    ...EXTRA_KINDS[extra.kind],
  }));
  const own = (type === 'account' ? account : contact).map((guess) => ({
    usual: usualOf(guess.name),
    ...guess,
  }));
  return [...own, ...added].map((guess) => ({ trust: 0.05, ...guess }));
}
