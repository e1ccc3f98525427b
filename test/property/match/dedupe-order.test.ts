import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandLine } from '../../support/command-line.ts';
import { generatedRecords } from '../../support/match-records.ts';
import { runs } from '../../support/runs.ts';

let folder: string;
let rows: string[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'goldenrod-order-'));
  rows = generatedRecords('account', 120).map(({ id, standardised }) =>
    [
      id,
      'crm',
      ...['name', 'domain', 'phone', 'city', 'postal', 'country'].map((column) =>
        (standardised[column] ?? '').replaceAll('|', ' ; '),
      ),
    ].join(),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Clusters and pairs of the rows, cut into files; ids are of one source, so that files do not show. */
async function dedupe(
  files: readonly (readonly string[])[],
  threads: number,
): Promise<{ clusters: string[]; pairs: string[] }> {
  const names = files.map((part, index) => {
    const name = join(folder, `${index}.csv`);
    writeFileSync(name, `id,source,name,website,phone,city,postal_code,country\n${part.join('\n')}\n`);
    return name;
  });
  const [out, pairs] = [join(folder, 'out.csv'), join(folder, 'pairs.csv')];
  const { code } = await commandLine(
    ...['dedupe', ...names, '--type', 'account', '--out', out, '--pairs', pairs],
    ...['--threads', String(threads), '--home', join(folder, 'home')],
  );
  expect(code).toBe(0);
  const lines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n').slice(1);
  return {
    clusters: lines(out)
      .map((line) => line.split(',').slice(0, 3).join())
      .sort(),
    pairs: lines(pairs)
      .map((line) => {
        const [left = '', right = '', ...rest] = line.split(',');
        return [...[left, right].sort(), ...rest].join();
      })
      .sort(),
  };
}

it('any order of rows, in any files, on any number of threads: the same clusters and the same weights', async () => {
  const expected = await dedupe([rows], 1);
  expect(new Set(expected.clusters.map((line) => line.split(',')[2])).size).toBeLessThan(0.8 * rows.length);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
      fc.integer({ min: 1, max: rows.length - 1 }),
      fc.integer({ min: 1, max: 3 }),
      async (shuffled, cut, threads) => {
        expect(await dedupe([shuffled.slice(0, cut), shuffled.slice(cut)], threads)).toEqual(expected);
      },
    ),
    runs(4),
  );
});
