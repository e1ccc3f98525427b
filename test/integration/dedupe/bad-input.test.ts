import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../../support/command-line.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'goldenrod-bad-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const TYPES = ['account', 'contact'] as const;
type Type = (typeof TYPES)[number];
type Content = string | Uint8Array;

const path = (name: string) => join(folder, name);

async function dedupe(content: Content | null, type: Type, ...args: string[]) {
  if (content !== null) writeFileSync(path('in.csv'), content);
  const outcome = await commandLine(
    ...['dedupe', path('in.csv'), '--type', type, '--json', '--home', path('home')],
    ...['--out', path('out.csv'), '--pairs', path('pairs.csv'), '--report', path('report.html'), ...args],
  );
  const result = outcome.code === 0 ? JSON.parse(outcome.stdout) : undefined;
  return { ...outcome, result };
}

/** The lines of `--out`, header first. */
const written = () => readFileSync(path('out.csv'), 'utf8').trimEnd().split('\n');

/** A link to itself. */
const circle = () => {
  symlinkSync(path('circle.csv'), path('circle.csv'));
  return path('circle.csv');
};

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const wide = Array.from({ length: 300 }, (_, index) => `c${index}`);
const huge = 'Kestrelway '.repeat(1_000_000);

describe.each(TYPES)('%s: finished, every row written once', (type) => {
  const cases: [what: string, content: Content, rows: number][] = [
    ['one row', 'id,name,city\n1,Kestrelway,Leeds\n', 1],
    ['no id column', 'name,city\nKestrelway,Leeds\nOrdane,York\n', 2],
    ['nothing but blanks', 'id,name,city\n1,,\n2, ,\n3,,\n', 3],
    ['rows too short', 'id,name,city\n1,Kestrelway\n2\n3,Ordane,York\n', 3],
    ['empty cells too many', 'id,name,city\n1,Kestrelway,Leeds,,,\n', 1],
    ['300 columns', `id,name,${wide.join()}\n1,Kestrelway,${wide.join()}\n`, 1],
    ['the separator in the first line', '"sep=;"\r\nid;name\r\n1;Kestrelway, Leeds\r\n', 1],
    ['CR LF', 'id,name\r\n1,Kestrelway\r\n2,Ordane\r\n', 2],
    ['CR alone', 'id,name\r1,Kestrelway\r2,Ordane\r', 2],
    ['line ends inside quotes', 'id,name\n1,"Kestrelway\nTiles"\n2,"Ordane\r\nplc"\n', 2],
    ['UTF-16', utf16('id,name\n1,Müller\n2,Ōno\n'), 2],
    ['Latin-1', latin1('id,name\n1,Müller\n2,Núñez\n'), 2],
    ['blanks around the header', ' id , name ,city \n1,Kestrelway,Leeds\n', 1],
    ['columns called as objects are', 'id,name,__proto__,constructor,toString\n1,Kestrelway,a,b,c\n', 1],
    [
      'values called as objects are',
      'id,name,city\n__proto__,constructor,__proto__\n2,__proto__,valueOf\n',
      2,
    ],
    ['a cell of 11 MB', `id,name,city\n1,${huge},Leeds\n2,Ordane,York\n`, 2],
    ['an id of 11 MB', `id,name\n${huge},Kestrelway\n2,Ordane\n`, 2],
    ['a header of 11 MB', `id,name,${huge}\n1,Kestrelway,x\n`, 1],
    [
      'a million values in one cell',
      `id,name,email\n1,Kestrelway,${'a@b.com | '.repeat(1_000_000)}\n2,Ordane,\n`,
      2,
    ],
    ['unquoted quotes', 'id,name\n1,Kestrelway 5" pipes\n', 1],
  ];
  it.each(cases)('%s', async (_, content, rows) => {
    const { code, stderr, result } = await dedupe(content, type);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(result).toMatchObject({ records: rows, clusters: rows });
    expect(JSON.stringify(result.notes).length).toBeLessThan(2000);
  });
});

it.each([
  ['a pipe', (args: string) => ['sh', '-c', `cat "${path('a.csv')}" | ${args}`]],
  ['a file', (args: string) => ['sh', '-c', `${args} < "${path('a.csv')}"`]],
  ['a socket', (args: string) => ['sh', '-c', args]],
])('reads - from standard input: %s', (what, shell) => {
  const content = 'id,name,city\n1,Kestrelway,Leeds\n2,Ordane,York\n';
  writeFileSync(path('a.csv'), content);
  const main = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
  const words = [
    process.execPath,
    main,
    'dedupe',
    '-',
    '--type',
    'account',
    '--json',
    '--out',
    path('out.csv'),
  ];
  const [program, ...args] = shell(words.map((word) => `"${word}"`).join(' ')) as [string, ...string[]];
  const input = what === 'a socket' ? content : '';
  const { status, stderr } = spawnSync(program, args, { input, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(written().slice(1)).toEqual([
    expect.stringMatching(/^1,stdin,.*Kestrelway/),
    expect.stringMatching(/^2,stdin,.*Ordane/),
  ]);
});

it('writes cells as they came, those that a spreadsheet would run among them', async () => {
  const row = `=1+1,"=cmd|' /C calc'!A0",+44 113 496 0000,-5`;
  await dedupe(`id,name,phone,note\n${row.replaceAll('"', '')}\n`, 'account');
  expect(written()[1]).toBe("=1+1,in.csv,=1+1,=cmd|' /C calc'!A0,+44 113 496 0000,-5");
});

it('takes ids that look like numbers for texts', async () => {
  await dedupe('id,name\n007,Kestrelway\n7,Ordane\n1e1,Whitlock\n10,Smithers\n', 'account');
  expect(
    written()
      .slice(1)
      .map((line) => line.split(',')[2]),
  ).toEqual(['007', '7', '1e1', '10']);
});

describe('refused in one line that tells where, before anything is written', () => {
  const good = 'id,name,city\n1,Kestrelway,Leeds\n';
  const cases: [what: string, content: Content | null, args: () => string[], code: number, words: RegExp][] =
    [
      ['an empty file', '', () => [], 2, /in\.csv is empty/],
      ['line ends alone', '\n\r\n\n', () => [], 2, /in\.csv is empty/],
      ['a byte order mark alone', '\ufeff', () => [], 2, /in\.csv is empty/],
      ['a header alone', 'id,name,city\n', () => [], 2, /no record/],
      ['a header without names', ',,\n1,2,3\n', () => [], 2, /line 1: the header is empty/],
      [
        'nothing but ids',
        'id\n1\n2\n',
        () => [],
        2,
        /line 1: none of the columns id is known; .*--map Column=field, of the fields id, source, name, .*no header/,
      ],
      [
        'a header of unknown columns under the line that tells the separator',
        'sep=;\nRef;Bemerkung\n1;Ordane\n',
        () => [],
        2,
        /line 2: none of the columns Ref, Bemerkung/,
      ],
      ['an id twice', 'id,name\n1,a\n2,b\n1,c\n', () => [], 2, /line 4: id "1" stands on .*line 2/],
      ['a zero byte', 'id,name\n1,Kes\0trel\n', () => [], 2, /line 2: a zero byte/],
      ['UTF-16 without its mark', Buffer.from(good, 'utf16le'), () => [], 2, /line 1: a zero byte/],
      ['a row too long', 'id,name\n1,Kestrelway,Ltd\n', () => [], 2, /line 2: 3 cells, the header has 2/],
      ['no such file', null, () => [], 2, /in\.csv: No such file/],
      ['a folder', good, () => [folder], 2, /: \/.*: This is a folder/],
      ['a name too long', good, () => [path('x'.repeat(300))], 2, /xxx: This name is longer than .* mend/],
      ['links in a circle', good, () => [circle()], 2, /circle\.csv: The links go round in a circle; mend/],
      ['an output whose name is too long', good, () => ['--out', path('x'.repeat(300))], 2, /is longer than/],
      ['an output that links to itself', good, () => ['--out', circle()], 2, /The links go round/],
      ['a file twice', good, () => [path('in.csv')], 2, /in\.csv is named twice/],
      ['an output in no folder', good, () => ['--out', path('no/out.csv')], 2, /no: No such file or folder/],
      ['an output that is a folder', good, () => ['--out', folder], 2, /This is a folder/],
      [
        'an output called -',
        good,
        () => ['--report', '-'],
        2,
        /--report -: for standard output write \/dev\/stdout/,
      ],
      [
        'an output that is the input',
        good,
        () => ['--out', path('in.csv')],
        2,
        /in\.csv: this file is read in the same run/,
      ],
      [
        'two outputs in one file',
        good,
        () => ['--out', path('pairs.csv')],
        2,
        /pairs\.csv: this file is written in the same run/,
      ],
      [
        'a field called __proto__',
        good,
        () => ['--map', 'city=__proto__'],
        2,
        /--map "city=__proto__": write Column=field/,
      ],
      [
        'a kind called constructor',
        good,
        () => ['--feature', 'city:constructor'],
        2,
        /--feature "city:constructor"/,
      ],
      [
        'a type column that is not there',
        good,
        () => ['--type-column', '__proto__'],
        2,
        /--type-column: no file has a column "__proto__"/,
      ],
    ];
  it.each(cases)('%s', async (_, content, args, expected, words) => {
    const { code, stdout, stderr } = await dedupe(content, 'account', ...args());
    expect(stderr).toMatch(words);
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      code: expected,
      stdout: '',
      lines: 1,
    });
    expect(() => readFileSync(path('out.csv'))).toThrow();
  });

  it('a file that no memory holds', async () => {
    // A terabyte of holes takes no room.
    writeFileSync(path('in.csv'), 'id,name\n');
    truncateSync(path('in.csv'), 2 ** 40);
    const { code, stderr } = await dedupe(null, 'account');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^goldenrod: .*in\.csv: 1024\.0 GB do not fit into this machine's memory.* more memory\.\n$/,
    );
  });

  it.each(['--out', '--pairs', '--report'])(
    'a full disk under %s: exit code 3, and the file is named',
    async (option) => {
      const { code, stderr } = await dedupe(good, 'account', option, '/dev/full');
      expect(code).toBe(3);
      expect(stderr).toMatch(
        /^goldenrod: \/dev\/full: The disk is full; free some space, or .* run it again\.\n$/,
      );
    },
  );
});

it('a value of the type column that is called as objects are is a row of the default type', async () => {
  const { result } = await dedupe(
    'id,name,kind\n1,Kestrelway,__proto__\n2,Ordane,constructor\n',
    'account',
    '--type-column',
    'kind',
  );
  expect(result).toMatchObject({ records: 2, model: { account: { records: 2 } } });
});

describe('equal rows', () => {
  it('are copies of one where they say whom they describe', async () => {
    const { result } = await dedupe(
      'id,name,city\n1,Kestrelway,Leeds\n2,Kestrelway,Leeds\n3,Kestrelway,Leeds\n',
      'account',
    );
    expect(result).toMatchObject({ clusters: 1, notes: [expect.stringMatching(/^all rows hold the same/)] });
  });

  it('are nobody in particular where they do not', async () => {
    const { result } = await dedupe('id,country\n1,Germany\n2,Germany\n3,Germany\n', 'account');
    expect(result).toMatchObject({ clusters: 3, notes: [expect.stringMatching(/^no two records share/)] });
  });
});

it('a file of which nothing is known is refused, though others are known', async () => {
  writeFileSync(path('erp.csv'), 'Ref;Bemerkung\n1;Ordane\n');
  const outcome = await dedupe('id,name\n1,Kestrelway\n', 'account', path('erp.csv'));
  expect(outcome.code).toBe(2);
  expect(outcome.stderr).toMatch(/erp\.csv line 1: none of the columns .*Bemerkung.*--map Column=field/);
});

it('a hundred columns of the user’s own are all weighed', async () => {
  const extras = Array.from({ length: 100 }, (_, index) => `e${index}`);
  const rows = Array.from({ length: 60 }, (_, row) =>
    [row, ...extras.map((name) => `${name} ${row >> 1}`)].join(),
  );
  const features = extras.map((name) => `${name}:text`).join();
  const { result } = await dedupe(
    `id,${extras.join()}\n${rows.join('\n')}\n`,
    'account',
    ...['--feature', features],
  );
  expect(result.clusters).toBe(30);
});
