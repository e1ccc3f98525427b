import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../support/cli-process.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { writeTree } from '../../support/write-tree.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const main = join(root, 'src', 'cli', 'main.ts');

function goldenrod(args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('a broken configuration: exit code 2, one line, nothing on standard output', async () => {
  const folder = await tempDir();
  await writeTree(folder, { 'goldenrod.yaml': 'connections:\n  sf:\n    kind: salesfroce\n' });
  for (const args of [['check'], ['check', '--json'], ['sync']]) {
    const { status, stdout, stderr } = goldenrod(args, folder);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      /^goldenrod: goldenrod\.yaml:3: connections\.sf\.kind: .*did you mean salesforce\?.*\n$/,
    );
  }
});

test('an unknown field in a mapping: file, line, key and what was meant', async () => {
  const folder = await tempDir();
  await writeTree(folder, {
    'goldenrod.yaml':
      'connections:\n  erp: { kind: csv, folder: ., streams: { c: { file: c.csv, entity: account, mapping: c, id: [id] } } }\n',
    'mappings/erp/c.yaml': 'entity: account\nobject: c\nfields:\n  name: Name\n  websit: Site\n',
    'c.csv': 'id,Name\n1,A\n',
  });
  const { status, stderr } = goldenrod(['check'], folder);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^goldenrod: mappings\/erp\/c\.yaml:5: fields\.websit: .*did you mean website/);
});

describe('the header of a CSV file, looked at by check', () => {
  const CONFIG =
    'connections:\n  erp: { kind: csv, folder: ., streams: { c: { file: c.csv, entity: account, mapping: c, id: [id] } } }\n';
  const MAPPING = 'entity: account\nobject: c\nfields:\n  name: Name\n  website: Site\n';
  async function check(csv: string) {
    const folder = await tempDir();
    await writeTree(folder, { 'goldenrod.yaml': CONFIG, 'mappings/erp/c.yaml': MAPPING, 'c.csv': csv });
    return { text: goldenrod(['check'], folder), json: goldenrod(['check', '--json'], folder) };
  }

  test('a column that stands there twice, and one that is to be the id and is not there: refused', async () => {
    const twice = await check('id,Name,Name\n1,A,B\n');
    expect(twice.json.status).toBe(2);
    expect(JSON.parse(twice.json.stdout).connections[0].error).toMatch(/c\.csv:1: the column "Name".*twice/);
    const without = await check('Id,Name\n1,A\n');
    expect(without.json.status).toBe(2);
    expect(JSON.parse(without.json.stdout).connections[0].error).toMatch(/no column "id".*did you mean "Id"/);
  });

  test('columns that the mapping reads and the file lacks: named', async () => {
    const { text, json } = await check('id,Name\n1,A\n');
    expect(text).toMatchObject({ status: 0 });
    expect(text.stdout).toMatch(/erp: c has no Site, which .*c\.yaml reads\./);
    expect(JSON.parse(json.stdout).connections[0].streams[0].missing).toEqual(['Site']);
    expect(JSON.parse((await check('Site,id,Name\n,1,A\n')).json.stdout)).toMatchObject({
      connections: [{ reached: true, streams: [{ missing: [] }] }],
    });
  });
});

test('a mapping that no connection reads is pointed out', async () => {
  const folder = await tempDir();
  await writeTree(folder, {
    'goldenrod.yaml': 'connections:\n  crm: { kind: hubspot }\n',
    'mappings/crn/account.yaml': 'entity: account\nobject: companies\nfields: {}\n',
  });
  const { status, stderr } = goldenrod(['check', '--offline'], folder);
  expect(status).toBe(2);
  expect(stderr).toContain('mappings/crn/account.yaml: there is no connection "crn"; did you mean crm?');
});

test('a sound configuration is said to be so, and nothing is left behind', async () => {
  const folder = await tempDir();
  const { status, stdout } = goldenrod(['check', '--json'], folder);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ connections: [] });
  expect(() => statSync(join(folder, '.goldenrod'))).toThrow();
});

test('a reader that leaves early is no failure', async () => {
  const child = spawn('/bin/sh', ['-c', '"$0" "$1" --help | head -n 1; exit 0', process.execPath, main], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  await new Promise((resolve) => child.once('close', resolve));
  expect(complaint).toBe('');
});

test("the package's bin can be run, and tells an old Node so in one line", () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    bin: { goldenrod: string };
  };
  const bin = join(root, manifest.bin.goldenrod);
  expect(statSync(bin).mode & 0o111).toBe(0o111);
  expect(execFileSync(process.execPath, [bin, '--help'], { encoding: 'utf8' })).toContain('Commands');
  const old = spawnSync(process.execPath, [
    '--import',
    'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.1.0"})',
    bin,
    'demo',
  ]);
  expect(old.status).toBe(2);
  expect(old.stderr.toString()).toMatch(/^goldenrod: Node 20\.1\.0 is too old.*npx goldenrod.*\n$/);
});

test('threads take compiled code from where the program does', async () => {
  const folder = await tempDir();
  await writeTree(folder, { 'two.csv': 'id,name\n1,Kestrelway\n2,Ordane\n' });
  const { stderr } = await runCli(['dedupe', 'two.csv', '--type', 'account', '--out', 'out.csv'], {
    cwd: folder,
    env: { NODE_DEBUG_NATIVE: 'COMPILE_CACHE' },
  });
  const isLookedUp = (file: string) =>
    new RegExp(`\\[compile cache\\] reading cache .*/${file}\\.ts`).test(stderr);
  expect(['program', 'match-worker'].map(isLookedUp)).toEqual([true, true]);
});
