import { describe, expect, it } from 'vitest';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { matchAll } from '#src/core/match/match-all.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import { generatedRecords } from '../../support/match-records.ts';

const COUNT = 300;
const FIRST = ['Ada', 'Bruno', 'Celia', 'Dario', 'Edith', 'Fabian', 'Greta', 'Hector', 'Irene', 'Jonas'];
const LAST = [
  'Abel',
  'Brook',
  'Carver',
  'Dyson',
  'Ember',
  'Foster',
  'Garner',
  'Hobart',
  'Ingram',
  'Jessop',
  'Keeler',
];
const STREETS = [
  'Mill Lane',
  'High Street',
  'Elm Road',
  'Station Road',
  'Park Row',
  'Church Walk',
  'Quay Street',
];

/** A person of their own, as far as so few words reach. */
function person(index: number): Record<string, string> {
  return {
    first_name: `${FIRST[index % FIRST.length]}`,
    last_name: `${LAST[index % LAST.length]}${'aeiou'[index % 5]}${'lmnrst'[index % 6]}`,
    phone: `0113 4${String(100_000 + index * 37)}`,
    date_of_birth: `19${50 + (index % 49)}-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
    street: `${1 + index} ${STREETS[index % STREETS.length]}`,
    postal_code: `LS${1 + (index % 9)} ${1 + (index % 9)}AB`,
  };
}

const other = (first: string) => FIRST[(FIRST.indexOf(first) + 5) % FIRST.length] as string;
const records = (people: readonly Record<string, string>[]) =>
  people.map((values, index) => ({ id: String(index), standardised: standardise('contact', values) }));
const twinPair = {
  left: person(7),
  right: { ...person(7), first_name: other(person(7)['first_name'] as string) },
};
const weighTwins = (people: readonly Record<string, string>[]) =>
  comparePair(
    estimateModel('contact', records(people)),
    standardise('contact', twinPair.left),
    standardise('contact', twinPair.right),
  );

/** Somebody who, with or without the rest of the family, lives and writes there. */
function member(family: number, at: number): Record<string, string> {
  const { phone = '', street = '', postal_code = '', last_name = '' } = person(family);
  const first_name = FIRST[(family + at * 3) % FIRST.length] as string;
  return { first_name, last_name, phone, street, postal_code };
}

describe('a family that writes from one mailbox', () => {
  const families = Array.from({ length: 300 }, (_, family) => family);
  const mailbox = (family: number) => `family${family * 31}@quillmail.com`;
  const own = (family: number, at: number) => `someone${family * 31 + at}@quillmail.com`;
  const [left, right] = [0, 1].map((at) => standardise('contact', { ...member(7, at), email: mailbox(7) }));
  const weighTwo = (people: readonly Record<string, string>[]) =>
    comparePair(estimateModel('contact', records(people)), left ?? {}, right ?? {});
  const twice = families.slice(0, 60).map((family) => ({ ...member(family, 0), email: own(family, 0) }));

  it('is not one person where many families do', () => {
    const people = families.flatMap((family) =>
      [0, 1, 2].map((at) => ({
        ...member(family, at),
        email: family % 3 === 0 ? mailbox(family) : own(family, at),
      })),
    );
    const pair = weighTwo([...people, ...twice]);
    expect(pair.decision).not.toBe('match');
    expect(pair.relation?.kind).toBe('household');
  });
});

describe('a family that goes by the number of one of them', () => {
  const families = Array.from({ length: 300 }, (_, family) => family);
  const idOf = (family: number, at: number) =>
    String(400_000_000 + (((family * 3 + at) * 7_919_993) % 99_999_989));
  const weighTwo = (sharing: number) => {
    const people = families.flatMap((family) =>
      [0, 1, 2].map((at) => ({
        ...member(family, at),
        national_id: idOf(family, family % 10 < sharing ? 0 : at),
      })),
    );
    const twice = families.map((family) => ({ ...member(family, 0), national_id: idOf(family, 0) }));
    const [left, right] = [0, 1].map((at) =>
      standardise('contact', { ...member(7, at), national_id: idOf(7, 0) }),
    );
    return comparePair(estimateModel('contact', records([...people, ...twice])), left ?? {}, right ?? {});
  };

  it('is not one person where many families do', () => {
    const pair = weighTwo(3);
    expect(pair.decision).not.toBe('match');
    expect(pair.relation?.kind).toBe('household');
  });

  it('but one person with another first name where numbers are of one person only', () => {
    expect(weighTwo(0).decision).toBe('match');
  });
});

describe('kinships are learned', () => {
  const people = Array.from({ length: COUNT }, (_, index) => person(index));
  const twice = people.map((each) => ({ ...each, phone: each['phone']?.replace(' ', '-') ?? '' }));

  it('twins, where there are many', () => {
    const twins = people
      .slice(0, 60)
      .map((each) => ({ ...each, first_name: other(each['first_name'] as string) }));
    const pair = weighTwins([...people, ...twice, ...twins]);
    expect(pair.decision).not.toBe('match');
    expect(pair.relation?.kind).toBe('household');
  });

  it('but what slips is not taken for twins where there are none', () => {
    expect(weighTwins([...people, ...twice]).decision).toBe('match');
  });
});

it('twins are reckoned with where nothing tells who lives with whom', () => {
  const bareOf = ({ first_name = '', last_name = '', date_of_birth = '' }: Record<string, string>) =>
    standardise('contact', { first_name, last_name, date_of_birth });
  const bare = Array.from({ length: COUNT }, (_, index) => bareOf(person(index)));
  const model = estimateModel(
    'contact',
    [...bare, ...bare.slice(0, COUNT / 3)].map((values, id) => ({ id: String(id), standardised: values })),
  );
  const pair = comparePair(model, bareOf(twinPair.left), bareOf(twinPair.right));
  expect(pair.decision).not.toBe('match');
});

it('companies without an address are not all taken for branches', () => {
  const labelled = generatedRecords('account', 150);
  const bare = labelled.map(({ id, standardised: { name, role, domain, phone } }) => ({
    id,
    standardised: Object.fromEntries(
      Object.entries({ name, role, domain, phone }).filter(([, value]) => value),
    ) as Record<string, string>,
  }));
  const { clusterOf } = matchAll('account', bare);
  let [found, there] = [0, 0];
  labelled.forEach((left, a) =>
    labelled.slice(a + 1).forEach((right, b) => {
      if (left.entity !== right.entity) return;
      there++;
      if (clusterOf[a] === clusterOf[a + 1 + b]) found++;
    }),
  );
  expect(found / there).toBeGreaterThan(0.5);
});

it('an initial that nobody has does not make one person of two', () => {
  // Records enough for one draw of all pairs: levels that never occur must not weigh as if they proved something.
  const people = Array.from({ length: 250 }, (_, index) => ({
    first_name: FIRST[index % FIRST.length] as string,
    last_name: person(index)['last_name'] as string,
    date_of_birth: person(index * 3 + 1)['date_of_birth'] as string,
  }));
  const model = estimateModel('contact', records(people));
  const left = standardise('contact', { first_name: 'Ada', last_name: 'Abel', date_of_birth: '1950-01-01' });
  const right = standardise('contact', {
    first_name: 'Ada',
    last_name: 'Zuckert',
    date_of_birth: '1977-08-19',
  });
  expect(comparePair(model, left, right).weight).toBeLessThan(-5);
});
