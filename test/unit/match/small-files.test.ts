import { describe, expect, it } from 'vitest';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { fading, smoothingOf } from '#src/core/match/frequencies.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import type { GoldenType } from '#src/core/model/entity.ts';

type Row = Record<string, string>;

/** What becomes of the first two rows of a file, with the model that the file itself tells. */
function firstTwo(type: GoldenType, rows: readonly Row[]) {
  const standardised = rows.map((row) => standardise(type, row));
  const records = standardised.map((each, at) => ({ id: String(at), standardised: each }));
  const [left = {}, right = {}] = standardised;
  return comparePair(estimateModel(type, records), left, right).decision;
}

const tiler = { vat_id: 'DE123456788', phone: '+49 30 1234567' };
const bakery = { name: 'Bäckerei Schmidt KG', vat_id: 'DE987654321', phone: '+49 89 555666' };
const kestrelway = { name: 'Kestrelway Tiles Ltd', website: 'kestrelwaytiles.co.uk' };
const leeds = { street: '12 Ferry Road', city: 'Leeds', postal_code: 'LS1 4DY', country: 'GB' };
const edinburgh = { street: '3 Mound Place', city: 'Edinburgh', postal_code: 'EH1 2LX', country: 'GB' };
const sommer = { first_name: 'Eva', last_name: 'Sommer' };

describe('of three records, two are one', () => {
  it.each<[string, GoldenType, Row[]]>([
    [
      'companies with one VAT number and telephone',
      'account',
      [
        { ...tiler, name: 'Müller Fliesen GmbH' },
        { ...tiler, name: 'Mueller Fliesen Gesellschaft mbH' },
        bakery,
      ],
    ],
    [
      'people with one e-mail address and a name misspelt',
      'contact',
      [
        { first_name: 'John', last_name: 'Smith', email: 'john.smith@acme.com' },
        { first_name: 'Jon', last_name: 'Smith', email: 'john.smith@acme.com' },
        { first_name: 'Mary', last_name: 'Jones', email: 'mary.jones@globex.com' },
      ],
    ],
    [
      'people with one telephone and a nickname',
      'contact',
      [
        { first_name: 'Katharina', last_name: 'Vogel', phone: '+49 170 1234567' },
        { first_name: 'Kathi', last_name: 'Vogel', phone: '+49 170 1234567' },
        { ...sommer, phone: '+49 171 7654321' },
      ],
    ],
    [
      'what all rows of a file are',
      'contact',
      ['Robert', 'Bob', 'Robert', 'R.'].map((first_name) => ({
        ...{ first_name, last_name: 'Miller' },
        email: 'bob.miller@gmail.com',
        phone: '(415) 555-0132',
      })),
    ],
  ])('%s', (_, type, rows) => {
    expect(firstTwo(type, rows)).toBe('match');
  });
});

describe('of three records, none are one', () => {
  it.each<[string, GoldenType, Row[]]>([
    [
      'branches',
      'account',
      [
        { ...kestrelway, ...leeds, phone: '0113 496 0000' },
        { ...kestrelway, ...edinburgh, phone: '0131 496 0000' },
        { name: 'Ordane Clinics plc', website: 'ordaneclinics.com', phone: '020 7946 0444', ...leeds },
      ],
    ],
    [
      'companies of one switchboard',
      'account',
      [
        { name: 'Kanzlei Vogt', phone: '+49 30 1112223', city: 'Berlin' },
        { name: 'Praxis Rossi', phone: '+49 30 1112223', city: 'Berlin' },
        { name: 'Optik Brandt', phone: '+49 30 8889990', city: 'Berlin' },
      ],
    ],
    [
      'father and son',
      'contact',
      [
        { first_name: 'Hans', last_name: 'Becker', birth_date: '1950-03-12', phone: '0228 123456', ...leeds },
        {
          first_name: 'Thomas',
          last_name: 'Becker',
          birth_date: '1978-11-30',
          phone: '0228 123456',
          ...leeds,
        },
        { ...sommer, birth_date: '1985-06-01', phone: '0221 987654', ...edinburgh },
      ],
    ],
    [
      'two of one office',
      'contact',
      [
        { first_name: 'Anna', last_name: 'Keller', company: 'Nordlicht GmbH', phone: '+49 40 123001' },
        { first_name: 'Markus', last_name: 'Vogt', company: 'Nordlicht GmbH', phone: '+49 40 123001' },
        { ...sommer, company: 'Huber AG', phone: '+49 89 222001' },
      ],
    ],
    [
      'namesakes of different cities',
      'contact',
      [
        { first_name: 'Thomas', last_name: 'Müller', phone: '+49 30 1112223', city: 'Berlin' },
        { first_name: 'Thomas', last_name: 'Müller', phone: '+49 89 4445556', city: 'München' },
        { ...sommer, phone: '+49 221 777888', city: 'Köln' },
      ],
    ],
  ])('%s', (_, type, rows) => {
    expect(firstTwo(type, rows)).not.toBe('match');
  });
});

describe('what is usual', () => {
  const usual = { part: 0.001, records: 300 };

  it('makes a value of two of three records rare', () => {
    const { holders, factor } = smoothingOf(usual, 3);
    expect(((2 + holders) * factor) / 3).toBeCloseTo(2.3 / 303, 4);
  });

  it('makes a value of two records the rarer, the more records there are', () => {
    const frequencies = [3, 30, 100, 300, 1000, 10_000].map((known) => {
      const { holders, factor } = smoothingOf(usual, known);
      return ((2 + holders) * factor) / known;
    });
    expect(frequencies).toEqual(frequencies.toSorted((a, b) => b - a));
  });

  it('counts half beside as many observations, and nothing beside very many', () => {
    expect(fading(300, 300)).toBe(150);
    expect(smoothingOf(usual, 100_000)).toEqual({ holders: 0, factor: 1 });
  });
});
