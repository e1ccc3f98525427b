import { expect, it } from 'vitest';
import { layOutCsv, readRow } from '#src/threads/csv-layout.ts';
import { type RecordLayout, recordReader } from '#src/threads/record-reader.ts';
import { encodedRows } from '../../support/encoded-rows.ts';

const FIELDS = ['id', 'name', 'first_name', 'last_name', 'email', 'phone', 'phone', 'city', 'country'];

const layout: RecordLayout = { type: 'contact', fields: FIELDS, extras: [], extraAt: [] };
const HEADER = 'id,name,first,last,email,phone,mobile,city,country';
const ROWS = [
  '1,,Ann,Berg,ann@acme.com,01642 215821,07700/175531,Leeds,United Kingdom',
  '2,,"Ann ""Annie""",Berg,ann@acme.com,01642 215821,,Leeds,UK',
  '3,,Ann ""Annie"",Berg,,,,"Leeds, West",UK',
  '4,"James ""Jim"" Smith",,,,,,,',
  '5,James ""Jim"" Smith,,,,,,,',
  '6,,恵子,山田,keiko@acme.co.jp,,,東京,',
  '7,,恵子,山田,keiko@acme.cn,,,東京,China',
  '8,,Ann,Berg,ann@acme.com,01642 215821,07700/175531,Leeds,Ruritania',
  '9,,n/a,Berg,,,,,',
];

it('reads rows as a reader of records does, in any order of the rows', () => {
  const reader = recordReader(layout);
  const expected = (csv: string) => {
    const file = layOutCsv(new TextEncoder().encode(csv), 'people.csv');
    return Array.from(file.starts, (_, row) => reader(readRow(file, row)));
  };
  for (const rows of [ROWS, [...ROWS].reverse(), [...ROWS, ...ROWS]]) {
    const csv = [HEADER, ...rows].join('\n');
    expect(encodedRows(csv, layout)).toEqual(expected(csv));
  }
});

it('leaves cells that are nearly plain to the reader of records', () => {
  const accounts: RecordLayout = { ...layout, type: 'account', fields: ['id', 'website', 'street'] };
  const rows = [
    '1,facebook.com,5 Main 2nd fl 7',
    '2,www.acme.com/x,5 Main St. Unit 7',
    '3,acme.de b.de,2e etage 4',
  ];
  const found = encodedRows(['id,website,street', ...rows].join('\n'), accounts);
  expect(found).toEqual([
    { address: '5|main 7|2' },
    { domain: 'acme.com', address: '5|main st|7' },
    { domain: 'acme.de|b.de', address: '|4|2' },
  ]);
});

it('tells as many countries apart as there are', () => {
  const rows = Array.from({ length: 3_000 }, (_, row) => `${row},,Ann,Berg,,,,,Country ${row}`);
  const countries = encodedRows([HEADER, ...rows].join('\n'), layout).map(({ country }) => country);
  expect(new Set(countries).size).toBe(3_000);
});
