import { beforeAll, describe, expect, it } from 'vitest';
import { DEDUPE_FIELDS } from '#src/cli/dedupe/header.ts';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import type { GoldenType } from '#src/core/model/entity.ts';
import { CANONICAL_FIELDS } from '#src/core/model/field.ts';
import { generatedRecords } from '../../support/match-records.ts';

/** Per type: what both records of a pair say anyway, and for every field a value that few records hold. */
const BASE = {
  account: { name: 'Kestrelway Tiles', city: 'Leeds' },
  contact: { first_name: 'Agnes', last_name: 'Whitlock', city: 'Leeds' },
} as const;
const FIELDS: { readonly [T in GoldenType]: Readonly<Record<string, { value: string; other?: string }>> } = {
  account: {
    name: { value: 'Ordane Clinics' },
    legal_name: { value: 'Ordane Clinics plc' },
    website: { value: 'ordane.com' },
    domains: { value: 'ordane.co.uk' },
    email: { value: 'info@ordane.com' },
    emails: { value: 'info@ordane.com' },
    phone: { value: '0113 4960017', other: '0161 4968122' },
    phones: { value: '0113 4960019', other: '0161 4968122' },
    fax: { value: '0113 4960018', other: '0161 4968122' },
    street: { value: '227 New Lane' },
    street_number: { value: '227' },
    unit: { value: '14', other: '3' },
    address_1: { value: '227 New Lane' },
    city: { value: 'Croydon' },
    state: { value: 'Surrey' },
    postal_code: { value: 'CR17 7PW' },
    country: { value: 'United Kingdom' },
    industry: { value: 'health' },
    brand: { value: 'Ordane' },
    parent: { value: 'Ordane Holding' },
    socials: { value: 'linkedin.com/company/ordane' },
    vat_id: { value: 'GB136695976' },
    duns: { value: '150483782' },
    lei: { value: '5493001KJTIIGC8Y1R12' },
    company_number: { value: '01234567' },
  },
  contact: {
    name: { value: 'Bartholomew Smithers' },
    first_name: { value: 'Bartholomew' },
    middle_name: { value: 'Quentin' },
    last_name: { value: 'Smithers' },
    suffix: { value: 'Jr', other: 'Sr' },
    email: { value: 'b.smithers@ordane.com' },
    emails: { value: 'b.smithers@ordane.com' },
    phone: { value: '0113 4960017', other: '0161 4968122' },
    mobile: { value: '07700 900123', other: '07911 611845' },
    phones: { value: '07700 900124', other: '07911 611845' },
    street: { value: '227 New Lane' },
    street_number: { value: '227' },
    unit: { value: '14', other: '3' },
    address_1: { value: '227 New Lane' },
    address_2: { value: 'Ordane Court' },
    city: { value: 'Croydon' },
    state: { value: 'Surrey' },
    postal_code: { value: 'CR17 7PW' },
    country: { value: 'United Kingdom' },
    date_of_birth: { value: '1971-06-24' },
    national_id: { value: 'QQ123456C' },
    company: { value: 'Ordane Clinics' },
    title: { value: 'head of tiles' },
    linkedin: { value: 'linkedin.com/in/bsmithers' },
    gender: { value: 'm', other: 'f' },
    birth_place: { value: 'Truro' },
    occupation: { value: 'tiler' },
  },
};

const models: Partial<Record<GoldenType, MatchModel>> = {};
beforeAll(() => {
  // Whose ids tell nothing when they differ can only be known to tell something where some are there.
  const withParents = generatedRecords('account', 120).map((record, index) => ({
    ...record,
    standardised: index % 3 > 0 ? record.standardised : { ...record.standardised, parent: `p${index % 40}` },
  }));
  models.account = estimateModel('account', withParents);
  models.contact = estimateModel('contact', generatedRecords('contact', 120));
}, 60_000);

/** Fields that say something only beside others. */
const BESIDE: Readonly<Record<string, Record<string, string>>> = {
  street_number: { street: 'New Lane' },
  unit: { street: '227 New Lane' },
};

describe.each(['account', 'contact'] as const)('every field of a %s', (type) => {
  const weigh = (left: Record<string, string>, right: Record<string, string>) =>
    comparePair(models[type] as MatchModel, standardise(type, left), standardise(type, right)).weight;
  /** The base without what the field itself would stand for: a full name stands for its parts. */
  const baseFor = (field: string): Record<string, string> => {
    if (field === 'name') return { city: 'Leeds' };
    const { [field as 'city']: _, ...rest } = BASE[type] as Record<string, string>;
    return { ...rest, ...BESIDE[field] };
  };

  it.each(Object.entries(FIELDS[type]))(
    '%s tells something where both know it, and costs nothing where one does',
    (field, { value, other }) => {
      const base = baseFor(field);
      const without = weigh(base, base);
      const known = { ...base, [field]: value };
      // A given name is part of the full name: leaving one out is another name, not a gap.
      const isGap = !['name', 'street_number', 'unit'].includes(field);
      if (isGap) expect(weigh(known, base)).toBeCloseTo(without, 9);
      const [same, different] = [
        weigh(known, known),
        weigh(known, { ...base, [field]: other ?? 'zzq 98765 xyw' }),
      ];
      // Every system has its own ids of a parent: another one says nothing.
      if (field === 'parent') expect(different).toBeCloseTo(without, 9);
      expect(Math.max(Math.abs(same - without), Math.abs(different - without))).toBeGreaterThan(0.005);
      expect(same).toBeGreaterThan(different);
    },
  );
});

it.each(['account', 'contact'] as const)(
  'every field of a %s is tried above, and one of the pipeline, too',
  (type) => {
    const names = ['id', 'source'];
    const elsewhere = [...names, 'latitude', 'longitude', 'address_2'];
    const tried = [...DEDUPE_FIELDS[type]].filter((field) => !elsewhere.includes(field));
    expect(tried.filter((field) => FIELDS[type][field] === undefined)).toEqual([]);
    // A mapping joins the lines of an address into its street.
    const written = [...names, 'address_1', 'address_2'];
    const read = [...DEDUPE_FIELDS[type]].filter((field) => !written.includes(field));
    expect(read.filter((field) => CANONICAL_FIELDS[type][field] === undefined)).toEqual([]);
  },
);

it.each([
  ['account', 'industry'],
  ['account', 'country'],
  ['contact', 'gender'],
] as const)(
  'of an %s whose %s is the same everywhere, it tells nothing, and another value not the contrary',
  (type, column) => {
    const records = generatedRecords(type, 120).map((record, index) => ({
      ...record,
      standardised: { ...record.standardised, [column]: 'one' },
      id: String(index),
    }));
    const model = estimateModel(type, records);
    const weightOf = (left: string, right: string) =>
      comparePair(model, { [column]: left }, { [column]: right }).features.find(
        ({ feature }) => feature === column,
      )?.weight;
    expect(weightOf('one', 'one')).toBeCloseTo(0, 1);
    expect(weightOf('one', 'other')).toBeLessThanOrEqual(0);
  },
);

it('coordinates tell something, and cost nothing where one record has none', () => {
  const model = models.account as MatchModel;
  const at = (place: Record<string, number>) => standardise('account', { ...BASE.account, ...place });
  const [here, there, nowhere] = [
    at({ latitude: 53.8, longitude: -1.5 }),
    at({ latitude: 41.9, longitude: 12.5 }),
    at({}),
  ];
  const weigh = (left: typeof here, right: typeof here) => comparePair(model, left, right).weight;
  expect(weigh(here, here)).toBeGreaterThan(weigh(here, there));
  expect(weigh(here, nowhere)).toBeCloseTo(weigh(nowhere, nowhere), 9);
});
