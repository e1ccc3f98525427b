import fc from 'fast-check';
import { expect, it } from 'vitest';
import { standardiseAddress } from '#src/core/match/standardise/address.ts';
import { standardiseCompanyNames } from '#src/core/match/standardise/company-name.ts';
import { parseEmail } from '#src/core/match/standardise/email.ts';
import { fold, foldScripts, words } from '#src/core/match/standardise/fold.ts';
import { standardisePhones } from '#src/core/match/standardise/phone.ts';
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

const business = fc
  .tuple(
    fc.constantFrom('', 'The ', 'La ', 'and '),
    fc.constantFrom('', 'ООО ', 'SARL ', 'PT '),
    fc.constantFrom('Acme', 'Müller & Söhne', 'Holding', 'Ets Noor', 'A.B.C.', 'St. Mary'),
    fc.constantFrom('', ' Ltd', ' Company', ' GmbH & Co. KG', ', S.A.', ' Co., Ltd.'),
    fc.constantFrom('', ', The', ' &', ' et', ' t/a The Mill Ltd, The'),
  )
  .map((parts) => parts.join(''));
const contactLine = phrase(
  'info@acme.com',
  'J.Doe+x@gmail.com',
  'SW1A 1AA',
  'acme.co.uk',
  '(at)',
  'Ｆｕｌｌ',
  '12',
);
const noted = phrase(
  'D-80331',
  'SW1A 1AA',
  '90210-1234',
  '〒100-0001',
  'GB 123 4567 82',
  'X-12/b',
  '1999-02-30',
  '24.6.1971',
);

it('standardises every other column to itself, too', () => {
  fc.assert(
    fc.property(business, contactLine, noted, fc.constantFrom(...COUNTRIES), (name, line, note, country) => {
      const once = standardise('account', {
        name,
        email: line,
        brand: name,
        state: note,
        postal_code: note,
        vat_id: note,
        company_number: note,
        socials: line,
        country,
      });
      const fields = {
        brand: 'brand',
        state: 'state',
        postal: 'postal_code',
        vat_id: 'vat_id',
        socials: 'socials',
      } as const;
      const again = standardise('account', {
        ...Object.fromEntries(
          Object.entries({ name: 'name', email: 'email', company_number: 'company_number', ...fields }).map(
            ([column, field]) => [field, (once[column] ?? '').replaceAll('|', ' | ')],
          ),
        ),
        country,
      });
      const { form: _, domain: __, role: ___, ...rest } = once;
      expect(again).toMatchObject(rest);
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

it('plain address lines are read as any others', () => {
  const word = fc.constantFrom(
    ...'main street st high rd avenue suite 12 12b 7 1234 12345 floor unit po box at near bis str hauptstr rue de la numero bp a n 46th strasse'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(...COUNTRIES),
      (list, country) => {
        const plain = standardiseAddress(list.join(' '), country);
        // Two blanks are one, but not for the quick reading.
        expect(plain).toBe(standardiseAddress(` ${list.join('  ')}`, country));
      },
    ),
    { ...runs(2_000), seed: 5 },
  );
});

/** Texts of what names and addresses are written with, and of what is read in a way of its own. */
const written = (...parts: string[]) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...parts),
        fc.constantFrom(..." .,-'/&+#()_`|"),
        fc.constantFrom(...'aeBßéŁÆİŉĳſ12'),
      ),
      { maxLength: 12 },
    )
    .map((list) => list.join(''));

/** Vanishes in folding, but not for the quick reading. */
const JOINER = '\u200d';

it('Latin letters are folded as any others', () => {
  fc.assert(
    fc.property(
      written('Müller', 'J.P.', 'O\u2019Neil', '  '),
      fc.constantFrom(...COUNTRIES),
      (text, country) => {
        expect(fold(text)).toBe(fold(text + JOINER));
        expect(foldScripts(text, country)).toBe(foldScripts(text + JOINER, country));
      },
    ),
    runs(2_000),
  );
});

it('plain words are found as any others', () => {
  fc.assert(
    fc.property(written('ab', 'j.p.', "o'", 'x.y', '\u2019'), (text) => {
      expect([...words(fold(text)), '漢']).toEqual(words(`${fold(text)} 漢`));
    }),
    runs(2_000),
  );
});

it('one company name is read as several', () => {
  const part = written(
    ...' Acme, Ltd, Co, The, and, GmbH, KG, S.A., SARL, t/a , trading as , dba , aka , formerly '.split(','),
  );
  fc.assert(
    fc.property(part, fc.constantFrom(...COUNTRIES), (text, country) => {
      // A slash in front separates nothing, but may stand between two names.
      expect(standardiseCompanyNames([text], country)).toEqual(
        standardiseCompanyNames([`/${text.trim()}`], country),
      );
    }),
    runs(2_000),
  );
});

it('plain phone numbers are read as any others', () => {
  const piece = fc.constantFrom(
    ...'+49 ,0049,(0),(,),030,1,44 ,1234567,/,-,.,0000000,80,06, ,353,x'.split(','),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      fc.constantFrom(...COUNTRIES, 'HU', 'BY', 'MX'),
      (text, country) => {
        expect(standardisePhones([text], country)).toBe(standardisePhones([text + JOINER], country));
      },
    ),
    runs(2_000),
  );
});

it('a fraction behind a phone number is none of its digits, with a blank behind it neither', () => {
  expect(standardisePhones(['44555555.0 '], 'JP')).toBe('44555555');
  expect(standardisePhones([' 44555555.0', '44555555'], 'JP')).toBe('44555555');
});

it('plain mail addresses are read as any others', () => {
  const address = written(...'@,@,gmail.com,a.b,x+y,mailto:,noreply,acme.org,.,-'.split(','));
  fc.assert(
    fc.property(address, (text) => {
      // A bracket in front is no part of an address.
      expect(parseEmail(text)).toEqual(parseEmail(`<${text.trim()}`));
    }),
    runs(2_000),
  );
});
