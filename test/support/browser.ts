/** The chromium that the test runner has found (`CHROMIUM`), without a window. */
import { type Browser, chromium } from 'playwright-core';

export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '';
  // Chromium refuses its sandbox when it runs as root, as continuous integration does; the pages are our own.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
