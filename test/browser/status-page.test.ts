import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { Scenario } from '../support/scenario.ts';

describe('status page', () => {
  let scenario: Scenario;
  let browser: Browser;
  let page: Page;
  let url: string;
  const errors: string[] = [];
  const foreignRequests: string[] = [];

  beforeAll(async () => {
    [scenario, browser] = await Promise.all([Scenario.start({ accounts: 40 }), openBrowser()]);
    await scenario.sync();
    ({ url } = await scenario.command('api', ['--port', '0', '--json']).document<{ url: string }>());
    page = await browser.newPage({ viewport: { width: 1_200, height: 800 } });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('request', (request) => request.url().startsWith(url) || foreignRequests.push(request.url()));
    await page.goto(url);
  });

  afterAll(async () => {
    await browser?.close();
    await scenario?.close();
  });

  it('says how the last run ended, and names every connection', async () => {
    expect(await page.title()).toBe('Goldenrod: idle');
    const text = await page.locator('main').innerText();
    for (const connection of ['salesforce', 'hubspot', 'erp', 'firmographics'])
      expect(text).toContain(connection);
  });

  it('has its style, loads without an error and fetches nothing from anywhere else', async () => {
    const font = await page.evaluate<string>("getComputedStyle(document.querySelector('h1')).fontFamily");
    expect(font).not.toMatch(/^"?Times/);
    expect(errors).toEqual([]);
    expect(foreignRequests).toEqual([]);
  });

  it.each([360, 1_200])('is not wider than a window of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });
});
