import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runCommandLine } from '#src/cli/run.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'goldenrod-home-'));
  vi.stubEnv('DATABASE_URL', undefined);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function complaint(home: string, ...args: string[]): Promise<string> {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = await runCommandLine([...args, '--home', home], new AbortController().signal);
  expect(code).toBe(2);
  return told.mock.calls.map(([text]) => String(text)).join('');
}

it.each([
  ['why account K1'],
  ['why pair K1 K2'],
  ['model account'],
  ['model contact --estimate'],
  ['decide account --list'],
  ['decide account K1 K2 --withdraw'],
])('%s says that there is no home, and makes none', async (line) => {
  const home = join(folder, 'absent');
  expect(await complaint(home, ...line.split(' '))).toContain(`${home}: there is no Goldenrod home`);
  expect(existsSync(home)).toBe(false);
});

it('names the demo’s home where that is the only one', async () => {
  mkdirSync(join(folder, 'demo', 'pg'), { recursive: true });
  expect(await complaint(folder, 'why', 'account', 'K1')).toContain(`the demo is ${join(folder, 'demo')}`);
});
