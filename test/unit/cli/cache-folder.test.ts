import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cacheFolder } from '#src/cli/cache-folder.ts';

const NOW = Date.parse('2026-05-04T00:00:00Z');
const DAY = 86_400_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'goldenrod-cache-'));
  writeFileSync(join(folder, 'package.json'), '{"version":"2.0.0"}');
});
afterEach(() => rmSync(folder, { recursive: true }));

const of = (packageFile = 'package.json') =>
  cacheFolder(join(folder, packageFile), join(folder, 'caches'), NOW);

function used(name: string, days: number): string {
  const path = join(folder, 'caches', name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'entry'), '');
  utimesSync(path, new Date(NOW - days * DAY), new Date(NOW - days * DAY));
  return path;
}

it('is one for each version of the package and of Node', () => {
  expect(of()).toBe(join(folder, 'caches', `2.0.0-node${process.versions.node}`));
});

it('drops what older versions left when a version starts first, not what is in use', () => {
  const [old, today] = [used('1.0.0-node24.1.0', 3), used('1.9.0-node24.1.0', 0.5)];
  of();
  expect([existsSync(old), existsSync(today)]).toEqual([false, true]);
});

it('looks at nothing once its own is there', () => {
  const old = used('1.0.0-node24.1.0', 3);
  used(`2.0.0-node${process.versions.node}`, 3);
  of();
  expect(existsSync(old)).toBe(true);
});

it('never fails: without a package file, without a folder, with a file in its place', () => {
  expect(of('absent.json')).toContain('unknown-node');
  writeFileSync(join(folder, 'caches'), '');
  expect(of()).toContain('2.0.0-node');
});
