import fc from 'fast-check';
import { expect, it } from 'vitest';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import { runs } from '../../support/runs.ts';

const COUNTRIES = ['', 'JP', 'CN', 'KR', 'FR', 'ES', 'DE', 'RU', 'US', 'EG'];
const phrase = (...parts: string[]) =>
  fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 3 }).map((list) => list.join(' '));
const given = phrase(
  'Tarou',
  'Ōno',
  '恵子',
  'タロウ',
  'Иван',
  'Ελένη',
  'محمد',
  'عائشة',
  '철수',
  'スズキケイコ',
  'Yi',
  'Jose\u0301',
  'Mª',
  'J-P',
  'Ｍaria',
);
const company = phrase(
  '山田製作所',
  'ヤマダ',
  'ｶ)ﾔﾏﾀﾞ',
  '(株)',
  'Müller',
  'Ромашка',
  'Ets',
  'Hnos.',
  'Const.',
  '北京',
);
const place = phrase(
  '千代田区',
  'Chiyoda-ku',
  '北京市',
  'St',
  'Köln',
  'Москва',
  'Ohta',
  '東京都',
  '\u200fالرياض',
  'Tōkyō',
);

it('standardises what is standardised to itself, in every script and country', () => {
  fc.assert(
    fc.property(given, company, place, fc.constantFrom(...COUNTRIES), (name, work, city, country) => {
      const person = standardise('contact', {
        first_name: name,
        last_name: `${name} x`,
        company: work,
        city,
        country,
      });
      const { first = '', middle = '', last = '', company: at = '' } = person;
      const again = standardise('contact', {
        first_name: first,
        middle_name: middle,
        last_name: last,
        company: at.replaceAll('|', ' | '),
        city: person['city'] ?? '',
        country: person['country'] ?? '',
      });
      expect(again).toEqual(person);
    }),
    runs(500),
  );
});

it('finds the same number however its digits are written', () => {
  const digit = fc.integer({ min: 0, max: 9 });
  fc.assert(
    fc.property(
      fc.array(digit, { minLength: 9, maxLength: 10 }),
      fc.constantFrom(...COUNTRIES),
      (digits, country) => {
        const plain = standardise('account', { phone: digits.join(''), country })['phone'];
        const wide = digits.map((each) => String.fromCharCode(0xff10 + each)).join('');
        expect(standardise('account', { phone: `\u200e${wide}`, country })['phone']).toBe(plain);
      },
    ),
    runs(100),
  );
});
