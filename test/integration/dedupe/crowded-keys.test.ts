import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'goldenrod-crowd-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A word that no other number gives, pronounceable enough to be folded and compared as a name. */
function word(number: number): string {
  let text = '';
  for (let rest = (number * 2654435761) % 2 ** 32; rest > 0; rest = Math.floor(rest / 70))
    text +=
      (['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z'][rest % 14] ?? '') +
      ('aeiou'[Math.floor(rest / 14) % 5] ?? '');
  return text;
}

/** Runs `dedupe` in a process of its own, whose memory is its own. */
async function dedupe(type: string, rows: number, header: string, row: (index: number) => string) {
  const input = join(folder, 'in.csv');
  const stream = createWriteStream(input);
  stream.write(`${header}\n`);
  for (let index = 0; index < rows; index++) stream.write(`${row(index)}\n`);
  stream.end();
  await finished(stream);
  const main = new URL('../../../src/cli/main.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[main, 'dedupe', input, '--type', type, '--json', '--home', join(folder, 'home')],
    ...['--out', join(folder, 'out.csv'), '--pairs', join(folder, 'pairs.csv')],
  ]);
  return JSON.parse(stdout);
}

const CROWD = 100_000;
/** Compact records and the threads' own heaps; what every pair of a crowd would take is ten thousand times that. */
const MOST_MB = 1_500;

it('a phone, a domain and an e-mail address that 100,000 companies share', async () => {
  const found = await dedupe('account', CROWD, 'id,name,website,email,phone,street,city', (index) =>
    [
      index,
      `${word(index)} ${word(index + 7e6)}`,
      'kestrelway.com',
      'info@kestrelway.com',
      '0113 4960000',
      `${index % 200} ${word(index % 3001)} street`,
      word(index % 1009),
    ].join(),
  );
  expect(found.records).toBe(CROWD);
  expect(found.pairs_compared).toBeLessThan(60 * CROWD);
  expect(found.peak_rss_mb).toBeLessThan(MOST_MB);
  expect(found.clusters).toBeGreaterThan(0.99 * CROWD);
}, 180_000);

it('a company name in 100,000 cities', async () => {
  const found = await dedupe('account', CROWD, 'id,name,city,phone', (index) =>
    [index, 'Kestrelway Tiles', word(index), `0113 ${String(index * 7 + 1e6).padStart(7, '0')}`].join(),
  );
  expect(found.pairs_compared).toBeLessThan(60 * CROWD);
  expect(found.peak_rss_mb).toBeLessThan(MOST_MB);
  expect(found.clusters).toBeGreaterThan(0.99 * CROWD);
}, 180_000);

it('200,000 equal rows of either type', async () => {
  const companies = await dedupe(
    'account',
    200_000,
    'id,name,phone,city',
    (index) => `${index},Kestrelway Tiles,0113 496 0000,Leeds`,
  );
  expect(companies).toMatchObject({ records: 200_000, clusters: 1, pairs_compared: 0 });
  const people = await dedupe(
    'contact',
    200_000,
    'id,first_name,last_name,email',
    (index) => `${index},Agnes,Whitlock,agnes@kestrelway.com`,
  );
  expect(people).toMatchObject({ records: 200_000, clusters: 1, pairs_compared: 0 });
  for (const { peak_rss_mb: peak } of [companies, people]) expect(peak).toBeLessThan(MOST_MB);
}, 180_000);
