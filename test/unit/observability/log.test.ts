import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLog } from '../../../src/observability/log.ts';
import { createLogFile } from '../../../src/observability/log-file.ts';
import { tempDir } from '../../support/temp-dir.ts';

function terminal(): { stream: Writable; lines: () => string[] } {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { stream, lines: () => text.split('\n').filter(Boolean) };
}

const linesOf = async (home: string) =>
  (await readFile(join(home, 'logs', 'goldenrod.log'), 'utf8')).trim().split('\n');

test('one call is one line of JSON in the file, whatever it holds', async () => {
  const home = await tempDir();
  const { stream, lines } = terminal();
  const log = createLog({ home, name: 'sync', stderr: stream });
  log.child({ run: 7 }).warn('two\nlines \u001b[2J', { account: 'a\r\nb', level: 'fake', token: 'hunter2' });
  log.info('only in the file');
  log.debug('nowhere');
  await log.close();
  const parsed = (await linesOf(home)).map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(parsed).toMatchObject([
    { level: 'warn', name: 'sync', run: 7, account: 'a\r\nb', token: '[redacted]' },
    { level: 'info', message: 'only in the file' },
  ]);
  expect(lines()).toHaveLength(1);
  expect(lines()[0]).not.toContain('\u001b');
});

test('debug is asked for', async () => {
  const home = await tempDir();
  const { stream, lines } = terminal();
  const log = createLog({ home, name: 'x', level: 'debug', stderr: stream });
  log.debug('detail');
  await log.close();
  expect(lines()).toHaveLength(1);
  expect(await linesOf(home)).toHaveLength(1);
});

test('a log that cannot be written stops nothing', async () => {
  const home = await tempDir();
  await writeFile(join(home, 'logs'), 'a file where the folder should be');
  const { stream, lines } = terminal();
  const log = createLog({ home, name: 'x', stderr: stream });
  const trap = {
    get field(): never {
      throw new Error('no');
    },
  };
  expect(() => log.error('with a trap', trap)).not.toThrow();
  log.error('first');
  log.error('second');
  await log.close();
  expect(lines()).toHaveLength(2);
  await rm(join(home, 'logs'));
});

test('the file is put aside when it is large, and only so many are kept', async () => {
  const home = await tempDir();
  const file = join(home, 'logs', 'x.log');
  await mkdir(join(home, 'logs'));
  for (let index = 0; index < 6; index++) {
    const stream = createLogFile({ file, maxBytes: 10, keep: 2 });
    await new Promise<void>((resolve) => stream.end(`line number ${index}\n`, resolve));
  }
  expect(await readFile(file, 'utf8')).toBe('line number 5\n');
  expect(await readFile(`${file}.1`, 'utf8')).toBe('line number 4\n');
  expect(await readFile(`${file}.2`, 'utf8')).toBe('line number 3\n');
  await expect(readFile(`${file}.3`, 'utf8')).rejects.toThrow();
});
