import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'goldenrod-dedupe-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Outcome = { code: number; stdout: string; stderr: string };

function dedupe(...args: string[]): Promise<Outcome> {
  const main = new URL('../../../src/cli/main.ts', import.meta.url).pathname;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [main, 'dedupe', ...args, '--home', join(folder, 'home')],
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
      },
    );
  });
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const COMPANIES = `id,name,website,phone,street,city,postal_code,note
7,Kestrelway Tiles Ltd,kestrelwaytiles.co.uk,0113 496 0000,12 Ferry Road,Leeds,LS1 4DY,"first, with a comma"
3,KESTRELWAY TILES LIMITED,www.kestrelwaytiles.co.uk,+44 113 496 0000,12 Ferry Rd.,Leeds,LS1 4DY,
5,Ordane Clinics plc,ordaneclinics.com,020 7946 0018,227 New Lane,Croydon,CR17 7PW,
`;

describe('a file of companies', () => {
  it('goes by the same id of a cluster in any order of rows, though two ids are one number', async () => {
    const out = join(folder, 'out.csv');
    const [header = '', kestrelway = '', , ordane = ''] = COMPANIES.split('\n');
    const rows = [kestrelway, `00${kestrelway}`];
    for (const order of [rows, rows.toReversed()]) {
      const input = file('a.csv', [header, ...order, ordane].join('\n'));
      expect(await dedupe(input, '--type', 'account', '--out', out)).toMatchObject({ code: 0 });
      const lines = readFileSync(out, 'utf8').trimEnd().split('\n').slice(1);
      expect(lines.map((line) => line.split(',')[2])).toEqual(['007', '007', '5']);
    }
  });

  it('is written out in input order, with the smallest id of every cluster', async () => {
    const out = join(folder, 'out.csv');
    const report = join(folder, 'report.html');
    const result = await dedupe(
      file('a.csv', COMPANIES),
      '--type',
      'account',
      '--out',
      out,
      '--report',
      report,
      '--json',
    );
    expect(result.code).toBe(0);
    expect(JSON.parse(result.stdout)).toMatchObject({
      records: 3,
      clusters: 2,
      duplicates: 1,
      review: 0,
      pairs_compared: expect.any(Number),
      peak_rss_mb: expect.any(Number),
    });
    const lines = readFileSync(out, 'utf8').trim().split('\n');
    expect(lines[0]).toBe('id,source,cluster_id,name,website,phone,street,city,postal_code,note');
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 3).join())).toEqual([
      '7,a.csv,3',
      '3,a.csv,3',
      '5,a.csv,5',
    ]);
    expect(lines[1]).toContain('"first, with a comma"');
    expect(readFileSync(report, 'utf8')).toContain('The closest calls');
  });

  it('gives the same on one thread and on two, and for any order of rows', async () => {
    const [header = '', ...rows] = COMPANIES.trim().split('\n');
    const clusters = async (content: string, threads: string) => {
      const out = join(folder, `out${threads}.csv`);
      await dedupe(file('a.csv', content), '--type', 'account', '--out', out, '--threads', threads);
      return readFileSync(out, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').slice(0, 3).join())
        .sort();
    };
    const once = await clusters(COMPANIES, '1');
    expect(await clusters([header, ...rows.reverse()].join('\n'), '2')).toEqual(once);
  });

  it('weighs exactly the pairs asked for, in their order', async () => {
    const wanted = file('wanted.csv', 'id_left,id_right\n5,7\n7,3\n');
    const pairs = join(folder, 'pairs.csv');
    const { stdout } = await dedupe(
      ...[file('a.csv', COMPANIES), '--type', 'account', '--score-pairs', wanted, '--pairs', pairs],
    );
    expect(stdout).toContain('2 pairs weighed, in --pairs: 1 match, 0 review, 1 no.');
    const rows = readFileSync(pairs, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    expect(rows.map((row) => row.slice(0, 2))).toEqual([
      ['id_left', 'id_right'],
      ['5', '7'],
      ['7', '3'],
    ]);
    expect(Number(rows[1]?.[3])).toBeLessThan(0.5);
    expect(Number(rows[2]?.[3])).toBeGreaterThan(0.5);
  });

  it('gives no chance to two records of one source with --link-only, and asks for the source of an id of several', async () => {
    const [first, second] = [file('a.csv', COMPANIES), file('b.csv', COMPANIES.replace('\n5,', '\n6,'))];
    const pairs = join(folder, 'pairs.csv');
    const score = (wanted: string) =>
      dedupe(
        ...[first, second, '--type', 'account', '--link-only', '--pairs', pairs, '--score-pairs'],
        file('wanted.csv', `id_left,id_right\n${wanted}\n`),
      );
    await score('a.csv:7,a.csv:3\na.csv:7,b.csv:3');
    const [, apart, linked] = readFileSync(pairs, 'utf8').split('\n');
    expect(apart).toMatch(/^a\.csv:7,a\.csv:3,-\d+\.\d+,0\.0+,no$/);
    expect(linked).toMatch(/,match$/);
    expect((await score('7,b.csv:3')).stderr).toContain('several sources, so write for instance a.csv:7');
  });

  it('reads the headers of Salesforce and HubSpot, and tells an id of two sources apart', async () => {
    const salesforce = file(
      'sf.csv',
      'Id,FirstName,LastName,Email,MobilePhone\n1,Robert,Smithers,r.smithers@kestrelway.com,07700900123\n',
    );
    const hubspot = file(
      'hs.csv',
      'Record ID,First Name,Last Name,Email,Phone Number\n1,Bob,Smithers,r.smithers@kestrelway.com,+44 7700 900123\n2,Agnes,Whitlock,a.whitlock@ordane.com,\n',
    );
    const out = join(folder, 'out.csv');
    const { code, stdout } = await dedupe(salesforce, hubspot, '--type', 'contact', '--out', out);
    expect(code).toBe(0);
    expect(stdout).toContain(
      '1 id stands in several sources and is written as source:id, for instance sf.csv:1',
    );
    const rows = readFileSync(out, 'utf8').trim().split('\n').slice(1);
    expect(rows.map((row) => row.split(',')[0])).toEqual(['sf.csv:1', 'hs.csv:1', '2']);
  });
});

it('takes the number of a passport or of a licence for the national id where a file has none', async () => {
  const said = async (header: string) => {
    const report = join(folder, 'r.html');
    await dedupe(file('p.csv', `${header}\n1,a,b,c\n`), '--type', 'contact', '--report', report);
    return [
      ...readFileSync(report, 'utf8').matchAll(
        /<td dir="auto">p\.csv<\/td><td dir="auto">([^<]*)<\/td><td dir="auto">([^<]*)</g,
      ),
    ].map((row) => `${row[1]}:${row[2]}`);
  };
  expect(await said('id,last_name,Passport Number,Drivers License')).toEqual([
    'id:id',
    'last_name:last_name',
    'Passport Number:national_id',
    'Drivers License:',
  ]);
  expect(await said('id,last_name,SSN,passport_no')).toEqual([
    'id:id',
    'last_name:last_name',
    'SSN:national_id',
    'passport_no:',
  ]);
});

it('takes the footer of a Salesforce report for no records, and says so', async () => {
  const footer = '\n"Accounts"\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n';
  const out = join(folder, 'out.csv');
  const found = await dedupe(file('a.csv', `${COMPANIES}${footer}`), '--type', 'account', '--out', out);
  expect(found.stdout).toMatch(/^3 records describe 2 entities/);
  expect(found.stdout).toContain('2 lines at the end are the footer of a Salesforce report');
  expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(4);
});

it('warns of a file that looks like the other type, and refuses it where it tells nothing of this one', async () => {
  const out = join(folder, 'out.csv');
  const people = 'First Name,Last Name,Mobile\nAda,Whitlock,0113 496 0000\nBo,Quill,0113 496 0001\n';
  const refused = await dedupe(file('people.csv', people), '--type', 'account', '--out', out);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(/people\.csv line 1: .*looks like contacts.*--type contact/);
  const warned = await dedupe(file('a.csv', COMPANIES), '--type', 'contact', '--out', out);
  expect(warned.code).toBe(0);
  expect(warned.stdout).toMatch(/Note: .*a\.csv: the header looks like accounts \(website\).*--type account/);
});

it('gives a column one use: --feature takes it from its field with a note, not from --map or the ids', async () => {
  const args = [file('a.csv', COMPANIES), '--type', 'account', '--out', join(folder, 'out.csv')];
  const { code, stdout } = await dedupe(...args, '--feature', 'city:category', '--feature', 'note:text');
  expect(code).toBe(0);
  expect(stdout).toContain('city is compared as category (--feature), and not as city');
  expect(stdout).not.toContain('note is compared');
  for (const [more, words] of [
    [['--feature', 'id:id'], `"id" is the records' id`],
    [['--feature', 'note:text', '--map', 'note=industry'], '"note" is taken by --map as industry'],
    [['--feature', 'note:text,note:id'], '"note" is named twice'],
  ] as const)
    expect(await dedupe(...args, ...more)).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
});

describe('the report', () => {
  const told = async (type: string, ...files: string[]) => {
    const report = join(folder, 'r.html');
    const { stdout } = await dedupe(...files, '--type', type, '--report', report);
    return { stdout, html: readFileSync(report, 'utf8') };
  };

  it('puts records of files with other headers under the same columns, what is not compared behind them', async () => {
    const salesforce = file(
      'sf.csv',
      'Account ID,Notes,Account Name,Phone,Billing City\nA1,first,Kestrelway Tiles Ltd,0113 496 0000,Leeds\n',
    );
    const hubspot = file(
      'hs.csv',
      'Record ID,City,Phone Number,Company name,Fax 2\n7,Leeds,+44 113 496 0000,Kestrelway Tiles Limited,none\n',
    );
    const { html } = await told('account', salesforce, hubspot);
    const table = /<h3>7: 2 records<\/h3>(.*?)<\/table>/s.exec(html)?.[1] ?? '';
    const rows = [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => cell),
    );
    expect(rows).toEqual([
      ['id', 'source', 'name', 'phone', 'city', 'Notes', 'Fax 2'],
      ['A1', 'sf.csv', 'Kestrelway Tiles Ltd', '0113 496 0000', 'Leeds', 'first', ''],
      ['7', 'hs.csv', 'Kestrelway Tiles Limited', '+44 113 496 0000', 'Leeds', '', 'none'],
    ]);
  });

  it('says as what a column of --feature is compared', async () => {
    const report = join(folder, 'r.html');
    const features = ['--feature', 'note:text', '--feature', 'city:category'];
    await dedupe(file('a.csv', COMPANIES), '--type', 'account', '--report', report, ...features);
    const html = readFileSync(report, 'utf8');
    for (const [column, use] of [
      ['note', 'text'],
      ['city', 'category'],
      ['phone', 'phone'],
    ])
      expect(html).toMatch(new RegExp(`<td[^>]*>a\\.csv</td><td[^>]*>${column}</td><td[^>]*>${use}</td>`));
  });

  it('counts in words that fit the number', async () => {
    const { html, stdout } = await told('account', file('a.csv', 'id,name\n1,Kestrelway Tiles Ltd\n'));
    expect(stdout).toMatch(/^1 record describes 1 entity: 0 duplicates found in /);
    expect(html).toContain('1 record describes 1 entity: <b>0 duplicates</b> found (0.0 %');
    expect(html).toContain('0 candidate pairs were compared: 0 pairs matched, 0 pairs should be looked at');
  });

  it('says what became of the candidate pairs, and which records are copies', async () => {
    const copied = `${COMPANIES}4,Kestrelway,,,,Leeds,,\n`;
    const { html, stdout } = await told('account', file('a.csv', copied));
    expect(stdout).toContain('1 pair is likely but not sure');
    expect(html).toContain('1 candidate pair was compared: 0 pairs matched, 1 pair should be looked at');
    expect(html).toContain('1 record repeats another one in every compared column');
  });
});

describe('what cannot be read is refused in one line', () => {
  const cases: [string, string | Uint8Array, string][] = [
    ['an empty file', '', 'is empty'],
    ['a header alone', 'id,name\n', 'no record'],
    ['a quote that is never closed', 'id,name\n1,"Acme\n2,Beta\n', 'line 2'],
    ['text behind a quote', 'id,name\n1,"Acme" Ltd\n', 'line 2'],
    ['a repeated header', 'id,name,name\n1,a,b\n', 'both called "name"'],
    ['a repeated id', 'id,name\n1,a\n1,b\n', 'line 3'],
    ['an id that reads as that of a source', 'id,source,name\n1,crm,a\ncrm:1,crm,b\n1,erp,c\n', 'line 3'],
    ['a row with too many cells', 'id,name\n1,Acme,Ltd\n', 'line 2'],
    [
      'a mixed encoding',
      Uint8Array.from([...Buffer.from('id,name\n1,Müller\n2,M'), 0xfc, ...Buffer.from('ller\n')]),
      'line 3',
    ],
    ['columns nobody knows', 'foo,bar\n1,2\n', '--map'],
  ];
  it.each(cases)('%s', async (_, content, words) => {
    const result = await dedupe(
      file('bad.csv', content),
      '--type',
      'account',
      '--out',
      join(folder, 'out.csv'),
    );
    expect(result.code).toBe(2);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
    expect(result.stderr).toContain(words);
  });

  it('but a BOM, another separator, Windows-1252 and a cell of 10 MB are read', async () => {
    for (const content of [
      '\uFEFFid;name;city\r\n1;Acme Ltd;Leeds\r\n',
      Uint8Array.from([...Buffer.from('id,name\n1,M'), 0xfc, ...Buffer.from('ller\n')]),
      `id,name\n1,${'x'.repeat(10_000_000)}\n2,Acme\n`,
    ]) {
      expect(
        (await dedupe(file('odd.csv', content), '--type', 'account', '--out', join(folder, 'out.csv'))).code,
      ).toBe(0);
    }
  });
});

it('says where an option can tell nothing: one source to link within, types that no row tells', async () => {
  const out = join(folder, 'out.csv');
  const source = file('a.csv', COMPANIES);
  const { stdout } = await dedupe(
    source,
    '--type',
    'account',
    '--out',
    out,
    '--link-only',
    '--type-column',
    'city',
  );
  expect(stdout).toContain(
    'all records are of one source (a.csv): with --link-only none of them belong together',
  );
  expect(stdout).toContain(
    '3 of 3 rows say neither person nor organisation in city; such rows are taken for type account',
  );
  const plain = await dedupe(source, '--type', 'account', '--out', out);
  expect(plain.stdout).not.toMatch(/one source|neither person/);
});

it('says that records without ids go by their row, and of copies no longer that nothing was compared', async () => {
  const { stdout } = await dedupe(
    file(
      'a.csv',
      'name,email\nAda Whitlock,ada@ordane.com\nAda Whitlock,ada@ordane.com\nBo Quill,bo@x.org\n',
    ),
    ...['--type', 'contact', '--out', join(folder, 'out.csv')],
  );
  expect(stdout).toContain('a.csv has no column of ids; its records go by the number of their row');
  expect(stdout).not.toContain('none were compared');
});

it('says of many files without ids in one note that their records go by their row', async () => {
  const files = Array.from({ length: 8 }, (_, at) => file(`f${at}.csv`, `name,city\nOrdane ${at},York\n`));
  const { stdout } = await dedupe(...files, '--type', 'account', '--out', join(folder, 'out.csv'));
  expect(stdout).toMatch(/f0\.csv, .*f4\.csv and 3 more files have no column of ids; their records go by/);
  expect(stdout.match(/no column of ids/g)).toHaveLength(1);
});

describe('says that nothing was compared', () => {
  const rows = 'id,kind,country\n1,person,Germany\n2,person,Germany\n3,company,Spain\n4,company,Spain\n';
  const notes = async (files: string[], ...args: string[]) => {
    const out = join(folder, 'out.csv');
    const { stdout } = await dedupe(...files, '--type', 'account', '--out', out, ...args);
    return stdout.split('\n').filter((line) => line.includes('none were compared'));
  };

  it('of which type', async () => {
    expect(await notes([file('a.csv', rows)], '--type-column', 'kind')).toEqual([
      expect.stringContaining('no two accounts share a value'),
      expect.stringContaining('no two contacts share a value'),
    ]);
  });

  it('of records of different sources, and not where there is but one', async () => {
    const first = file('a.csv', 'id,name\n1,Kestrelway\n2,Kestrelway\n');
    const second = file('b.csv', 'id,name\n3,Ordane\n');
    expect(await notes([first], '--link-only')).toEqual([]);
    expect(await notes([first, second], '--link-only')).toEqual([
      expect.stringContaining('no two records of different sources share a value'),
    ]);
  });
});
