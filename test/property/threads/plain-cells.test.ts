import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvCell } from '#src/cli/dedupe/write-csv.ts';
import type { GoldenType } from '#src/core/model/entity.ts';
import { layOutCsv, readRow } from '#src/threads/csv-layout.ts';
import { type RecordLayout, recordReader } from '#src/threads/record-reader.ts';
import { encodedRows } from '../../support/encoded-rows.ts';
import { runs } from '../../support/runs.ts';

/** What cells are made of: what the plain path takes, what it must leave alone, and what is nearly the one or the other. */
const PIECES =
  `acme|Müller|Straße|ÅNGSTRÖM|société|Ærø|Łódź|ŉ|×|÷|ª|º|5º|日本|山田|株式会社|é|\u00a0|\u200f|the|The|and|GmbH|Co. KG|& Co|Ltd.|Inc|S.A.|s.p.a.|e.V.|s.a'|s'.a|L'Oréal|
O'Brien|o\`neil|d'mtz|T/A|d/b/a|dba|trading as|aka|formerly|intl|Mfg|st|holding|Finanz|internatonal|II|12|3rd|46th|n|num 5|núm. 7|PT|OOO|SIA|Company, The|
x|xx|XXL|n/a|N.A.|none|null|(none)|"null"|-|--|.|..|?|_|#|&|+|/|\\|;|,|@|'|"|""| \\| |\\|| |  |12 - 14|12-14|-5|5-|12a|12 bis|0012|Suite 5|apt. 3|PO Box 9|at|Main St.|Hauptstr. 5|Hauptstr|hauptstr.|strasse|Ernst-Abbe-Straße|Hauptstr5|Unit|unit 5b|Flat #7|Ste. # 9|Suite|#60|# 5|Etage|2e etage|fl|21st|
Avenue|rue|r. de|cl|cr|w|+49|+1|0049|001|(0)|(555)|555-1234|01642 215821|+44 (0)1642 215 821|030/66955800|0171 555555/0171 666666|11111111|1234567890|8|06|81|
.0|12345.0|12345|12345-6789|123456789|-6789|12345|12345 - 6789|1234-5|1234|SW1A 1AA|D-10115|L-1234|gmail.com|googlemail.com|info|sales-uk|noreply|no-reply|john.doe+x|Jo_hn|test|a@b.de|mailto:|
www.|http://|https://|HTTPS://WWW.|acme.com|acme.co.uk|facebook.com|bit.ly/x|:8080|?q=1|.jp|Jr|Dr.|von|Anne-Marie|J-P|J.-P.|Mª|fco|Fdez.|Nan|Null|Test|Smith|Ann|J.|P|G.|Fernando|D'Angelo|soo|Yuuki|Ohno|hoon|mou|sales|info2|DE|GB|che|FR12|123456789|012345678|987654321|000000|DE000000|1E+5|66|12-3456789|ESA1234567|.com|.de/|acme-x.de/en|http://www.|a|b.io#|www.com|x.info?|
https://www.linkedin.com/in/ann-lee-5|linkedin.com/in/|linkedin.com/in/bo|/in/|linkedin.com/|%41|profile.php?id=5|info@acme.com|office@gmail.com|sales-uk@acme.com|Info@|
Ann Lee Jr|Dr Ann|Lee PhD|Fco Jose|Sir|Mme`
    .split('|')
    .map((piece) => piece.replace(/^\n/, '').replace(/\\$/, '|'));
const cell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
  {
    weight: 6,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }).map((pieces) => pieces.join(' ')),
  },
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((pieces) => pieces.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 300 }) },
);
const country = fc.constantFrom(
  '',
  '',
  'US',
  'Germany',
  'FR',
  'Spain',
  'JP',
  'KR',
  'CN',
  'HU',
  'RU',
  'Mexico',
);

const FIELDS: Record<GoldenType, string[]> = {
  account:
    'country name legal_name website domains email emails phone phones fax street address_1 street_number unit postal_code city state socials vat_id duns lei company_number'.split(
      ' ',
    ),
  contact:
    'country first_name last_name middle_name suffix email emails phone mobile phones street address_1 unit postal_code company national_id linkedin'.split(
      ' ',
    ),
};
/** Fields that are filled seldom, since the plain path takes a group of one filled cell sooner. */
const OFTEN = new Set(
  'name website vat_id duns phone street postal_code first_name last_name email company linkedin socials'.split(
    ' ',
  ),
);

function rowsOf(type: GoldenType) {
  const seldom = fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: cell });
  const cells = FIELDS[type].map((field) =>
    field === 'country' ? country : OFTEN.has(field) ? cell : seldom,
  );
  return fc.array(fc.tuple(...cells), { minLength: 1, maxLength: 20 });
}

it.each<GoldenType>(['account', 'contact'])('each %s is encoded as its record is standardised', (type) => {
  const layout: RecordLayout = { type, fields: ['id', ...FIELDS[type]], extras: [], extraAt: [] };
  const reader = recordReader(layout);
  fc.assert(
    fc.property(rowsOf(type), (rows) => {
      const lines = rows.map((cells, index) => [String(index), ...cells].map(csvCell).join(','));
      const csv = [['id', ...FIELDS[type]].join(','), ...lines].join('\n');
      const file = layOutCsv(new TextEncoder().encode(csv), 'cells.csv');
      const expected = Array.from(file.starts, (_, row) => reader(readRow(file, row)));
      expect(encodedRows(csv, layout)).toEqual(expected);
    }),
    runs(300),
  );
});
