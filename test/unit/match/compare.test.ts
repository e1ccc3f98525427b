import { describe, expect, it } from 'vitest';
import { compareAddress } from '#src/core/match/compare/address.ts';
import { compareCompanyName } from '#src/core/match/compare/company-name.ts';
import type { Comparator } from '#src/core/match/compare/comparator.ts';
import {
  compareDomains,
  compareEmails,
  comparePhones,
  compareProfiles,
} from '#src/core/match/compare/list.ts';
import { compareOwnWords } from '#src/core/match/compare/own-words.ts';
import { compareFamilyName, compareGivenName } from '#src/core/match/compare/person-word.ts';
import { compareDate } from '#src/core/match/compare/plain.ts';
import { compareRoles } from '#src/core/match/compare/role.ts';
import { editDistance, jaroWinkler } from '#src/core/match/compare/similarity.ts';

function level(
  comparator: Comparator,
  left: string,
  right: string,
  counts: Record<string, number> = {},
  records = 1_000,
): string {
  const count = (value: string) => comparator.atoms(value).map((atom) => counts[atom] ?? 2);
  const packed = comparator.compare(
    comparator.prepare(left, count(left), records) as never,
    comparator.prepare(right, count(right), records) as never,
  );
  return packed < 0 ? 'says nothing' : (comparator.levels[packed & 15] ?? '?');
}

describe('domains', () => {
  it.each([
    ['acme.com', 'acme.com', 'same'],
    ['thomastravel.com', 'thomastravel.net', 'says nothing'],
    ['thomastravel.com', 'thomastravle.com', 'similar'],
    ['thomastravel.com', 'acme.com', 'different'],
    ['acme.com|thomastravel.com', 'thomastravel.net|zenith.org', 'says nothing'],
    ['acme.com|thomastravel.com', 'acme.com|thomastravel.net', 'same'],
    ['acme.com|thomastravel.com', 'acme.net|thomastravle.com', 'similar'],
  ])('%s and %s: %s', (left, right, expected) => {
    expect(level(compareDomains, left, right)).toBe(expected);
    expect(level(compareDomains, right, left)).toBe(expected);
  });
});

describe('strings', () => {
  it.each([
    ['smith', 'smith', 0],
    ['smith', 'smyth', 1],
    ['smith', 'simth', 1],
    ['ab', 'ba', 1],
    ['kitten', 'sitting', 3],
    ['abc', '', 3],
  ])('%s and %s are %i apart', (a, b, distance) => {
    expect(editDistance(a, b, 3)).toBe(Math.min(distance, 4));
    expect(editDistance(b, a, 3)).toBe(Math.min(distance, 4));
  });

  it('gives up beyond the limit', () => {
    expect(editDistance('kitten', 'sitting', 2)).toBe(3);
    expect(editDistance('smith', 'jones', 1)).toBe(2);
  });

  it('knows the textbook value of Jaro–Winkler', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4);
    expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 2);
  });
});

it.each([
  ['linkedin/acme', 'linkedin/acme|x/acme', 'same'],
  ['linkedin/acme', 'linkedin/ordane', 'different'],
  ['linkedin/acme', 'facebook/acme', 'says nothing'],
  ['acmeblog', 'x/acme', 'says nothing'],
])('pages %s and %s: %s', (left, right, expected) => {
  expect(level(compareProfiles, left, right)).toBe(expected);
  expect(level(compareProfiles, right, left)).toBe(expected);
});

describe('company names', () => {
  const common = { '~holdings': 5000, '~group': 5000, '~packaging': 500 };
  it.each([
    ['penhale textiles', 'textiles penhale', 'same'],
    ['day care center', 'daycare center', 'same'],
    ['cavendish packaging', 'cavendsh packaging', 'near'],
    ['blackwell engineering', 'be', 'acronym'],
    ['bethel new life lake pulaski', 'bethel new life', 'contained'],
    ['moreno group', 'moreno packaging', 'weak'],
    ['acme', 'zenith', 'different'],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(level(compareCompanyName, a, b, common)).toBe(expected);
    expect(level(compareCompanyName, b, a, common)).toBe(expected);
  });
});

it.each([10_000, 100_000, 1_000_000])(
  'a word tells as much in a set of %d names as in a smaller one',
  (records) => {
    const counts = { '~instruments': records / 16, '~partners': records / 64, '~moreno': 8 };
    const levelOf = (comparator: Comparator) =>
      level(comparator, 'moreno instruments', 'moreno partners', counts, records);
    expect(levelOf(compareCompanyName)).toBe('weak');
    expect(levelOf(compareOwnWords)).toBe('on both sides');
  },
);

describe('words of their own', () => {
  const common = { '~international': 400, '~services': 400, '~foods': 60, '~travel': 60 };
  it.each([
    ['moreno foods', 'moreno travel', 'on both sides'],
    ['moreno foods international', 'moreno travel international', 'on both sides'],
    ['moreno foods', 'moreno travel services', 'on both sides'],
    ['moreno foods', 'moreno foods', 'on one at most'],
    ['moreno foods', 'moreno foods international', 'on one at most'],
    ['moreno foods', 'moreno fodos', 'on one at most'],
    ['saint brendan early learning', 'saint brendan early school', 'on both sides'],
    ['saint brendan early learning', 'saint brendan early lerning center', 'on one at most'],
    ['moreno foods|zenith', 'moreno travel|zenith', 'on one at most'],
    ['moreno foods', 'blackwell engineering', 'says nothing'],
  ])('%s and %s: %s', (left, right, expected) => {
    expect(level(compareOwnWords, left, right, common)).toBe(expected);
    expect(level(compareOwnWords, right, left, common)).toBe(expected);
  });
});

describe('people', () => {
  it.each([
    ['robert', 'bob', 'nickname'],
    ['robert', 'r', 'initial'],
    ['robert', 'robret', 'similar'],
    ['ivy', 'iy', 'alike'],
    ['robert', 'susan', 'different'],
  ])('given names %s and %s: %s', (a, b, expected) => {
    expect(level(compareGivenName, a, b)).toBe(expected);
  });

  it('keeps one of two family names', () => {
    expect(level(compareFamilyName, 'sanchez mendoza', 'sanchez')).toBe('part');
  });

  it('takes swapped day and month for a slip', () => {
    expect(level(compareDate, '19781112', '19781211')).toBe('one slip');
    expect(level(compareDate, '19781112', '19801112')).toBe('near');
    expect(level(compareDate, '19700214', '19710314')).toBe('near');
    expect(level(compareDate, '19700214', '19810315')).toBe('different');
  });
});

describe('reaching', () => {
  it('tells colleagues apart whose addresses differ in the initial or a number', () => {
    expect(level(compareEmails, 'g.ernst@pohl.de', 'm.ernst@pohl.de')).toBe('different');
    expect(level(compareEmails, 'berger@hirschfeld.de', 'berger2@hirschfeld.de')).toBe('different');
    expect(level(compareEmails, 'gdavidson@johnson-brown.com', 'gdavidson@jonson-brown.com')).toBe('similar');
    expect(level(compareEmails, 'f.s@jharp.com', 'f.j@sharp.com')).toBe('alike');
  });

  it('tells namesakes apart by what the second of them had to add at another provider', () => {
    expect(level(compareEmails, 'annberg@hotmail.com', 'annberg73@gmail.com')).toBe('different');
    expect(level(compareEmails, 'ann_berg6@gmail.com', 'ann_berg46@hotmail.com')).toBe('different');
    expect(level(compareEmails, 'ann_berg@gmail.com', 'ann.berg@aol.com')).toBe('says nothing');
    expect(level(compareEmails, 'ann_berg6@gmail.com', 'ann.berg6@aol.com')).toBe('alike');
  });

  it('makes nothing of the mailbox that any namesake would be given', () => {
    expect(level(compareEmails, 'anna.schmid@acme.de', 'anna.schmid@zenith.de')).toBe('says nothing');
    expect(level(compareEmails, 'schmid77@gmail.com', 'schmid77@gmx.de')).toBe('same local');
  });

  it('knows a local number again', () => {
    expect(level(comparePhones, '7029191300', '9191300')).toBe('same local');
  });
});

describe('addresses', () => {
  it.each([
    ['221|e 51 st|', '221|51 st|', 'same'],
    ['520|n halsted st|412', '520|n halsted st|9', 'other unit'],
    ['12|main st|', '900|main st|', 'same street'],
    ['12|main st|', '12|oak st|', 'different'],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(level(compareAddress, a, b)).toBe(expected);
  });
});

describe('roles of company names', () => {
  it.each([
    ['holding', 'holding', 'same'],
    ['-', '-', 'same'],
    ['-', 'holding', 'one more'],
    ['leasing', 'holding', 'different'],
    ['#12', '#14', 'different'],
    ['#12', '-', 'same'],
    ['-|holding', 'holding', 'same'],
  ])('%s and %s: %s', (left, right, expected) => {
    expect(level(compareRoles, left, right)).toBe(expected);
    expect(level(compareRoles, right, left)).toBe(expected);
  });
});
