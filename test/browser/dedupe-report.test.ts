import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { commandLine } from '../support/command-line.ts';

const EVIL = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(2)>',
  "' onmouseover='alert(3)",
  '</td></tr></table><svg onload=alert(4)>',
  '<a href=javascript:alert(5)>x</a>',
  '&lt;b&gt;',
];
const TOWNS = ['Leeds', 'York', 'Derby', 'Truro', 'Ripon'];

/** Companies of which every third is there twice, with markup in every place that a file can hold it. */
function companies(): string {
  const evil = (index: number) => `"${(EVIL[index % EVIL.length] ?? '').replaceAll('"', '""')}"`;
  const rows = Array.from({ length: 90 }, (_, index) => {
    const name = `Company${String.fromCharCode(97 + (index % 26))}${index} Works`;
    const phone = `0113 49${String(index * 37).padStart(5, '0')}`;
    const first = `"${index}${(EVIL[index % EVIL.length] ?? '').replaceAll('"', '""')}",${name},${phone},${TOWNS[index % 5]},${evil(index)}`;
    return index % 3 === 0
      ? `${first}\nb${index},${name} Ltd,${phone},${TOWNS[(index + (index % 2)) % 5]},${evil(index + 1)}`
      : first;
  });
  return `id,name,phone,city,"<script>alert(6)</script>"\n${rows.join('\n')}\n`;
}

let browser: Browser;
let folder: string;
let html: string;
let report: string;
beforeAll(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), 'goldenrod-report-'));
  const input = join(folder, '<b>in.csv');
  report = join(folder, 'report.html');
  writeFileSync(input, companies());
  const args = ['dedupe', input, '--type', 'account', '--report', report, '--home', join(folder, 'home')];
  expect((await commandLine(...args)).code).toBe(0);
  html = readFileSync(report, 'utf8');
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the report of dedupe', () => {
  it('tells what was found, in order, on one page that asks for nothing else', async () => {
    const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(report).href);
    expect(asked).toEqual([pathToFileURL(report).href]);
    expect(await page.locator('h2').allTextContents()).toEqual([
      'The biggest clusters',
      'The closest calls',
      'Match weights',
      'What the model learned',
      'What was narrowed',
      'Data quality',
    ]);
    expect(await page.locator('p.big').textContent()).toMatch(
      /^120 records describe \d+ entities: \d+ duplicates/,
    );
    const [wide, seen] = await page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, window.innerWidth]',
    );
    expect(wide).toBeLessThanOrEqual(seen);
    await page.close();
  });

  it('adds up: the steps of every waterfall end in its last total', async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(report).href);
    const tables = await page.locator('table:has(th:text-is("total"))').all();
    expect(tables.length).toBeGreaterThan(0);
    const numbers = async (cells: Locator) =>
      (await cells.allTextContents()).map((text) => Number(text.replace('−', '-')));
    for (const table of tables) {
      const steps = await numbers(table.locator('tbody td:nth-child(7)'));
      const totals = await numbers(table.locator('tbody td:nth-child(9)'));
      expect(steps.length).toBeGreaterThan(2);
      expect(steps.reduce((total, step) => total + step, 0)).toBeCloseTo(totals.at(-1) ?? Number.NaN, 1);
    }
    await page.close();
  });

  it('shows markup from a file as text, and runs none of it', async () => {
    const page = await browser.newPage();
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs++;
      void dialog.dismiss();
    });
    await page.goto(pathToFileURL(report).href);
    const planted = await page
      .locator('script,img,a:not(nav a),[onload],[onerror],[onmouseover],b:not(.same,.other,.big b)')
      .count();
    expect({ dialogs, planted }).toEqual({ dialogs: 0, planted: 0 });
    expect(await page.locator('body').innerText()).toContain('<script>alert(1)</script>');
    expect(html).toContain(`default-src 'none'`);
    await page.close();
  });
});
