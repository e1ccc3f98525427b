import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { acquireDatabase } from '../../../../src/store/embedded/acquire-database.ts';
import { canEnter } from '../../../../src/store/embedded/run-as.ts';
import { dataFolder, embeddedHome, isServing } from './embedded-home.ts';
import { spawnUser } from './spawn-user.ts';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };

test('a path with blanks, quotes and letters beyond ASCII', async () => {
  const home = await embeddedHome(`Grüße "an" ${"d'Artagnan"} $HOME`);
  const database = await acquireDatabase(home);
  expect(await isServing(database.url)).toBe(true);
  await database.release();
});

test('a path longer than a socket may have', async () => {
  const home = await embeddedHome(join(...Array.from({ length: 12 }, () => 'a-rather-long-folder-name')));
  const database = await acquireDatabase(home);
  expect(await isServing(database.url)).toBe(true);
  await database.release();
});

test.runIf(isRoot)('for root, a home that nobody else may enter keeps its data elsewhere', async () => {
  const home = await embeddedHome('home', 0o700);
  const first = await acquireDatabase(home);
  expect(await dataFolder(home)).toMatch(/^\/var\/lib\/goldenrod\//);
  await first.release();
  const second = await acquireDatabase(home);
  expect(await isServing(second.url)).toBe(true);
  await second.release();
});

test.runIf(isRoot)(
  'the data of a home that was removed do not come back with a new one of its name',
  async () => {
    const home = await embeddedHome('home', 0o700);
    await (await acquireDatabase(home)).release();
    const before = await dataFolder(home);
    await rm(home, { recursive: true });
    await (await acquireDatabase(home)).release();
    expect(await dataFolder(home)).not.toBe(before);
    expect(existsSync(before)).toBe(false);
  },
);

test.runIf(isRoot && canEnter(nobody, import.meta.dirname) && canEnter(nobody, dirname(process.execPath)))(
  'an ordinary user',
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'goldenrod-ordinary-'));
    onTestFinished(() => rm(home, { recursive: true, force: true }));
    await chown(home, nobody.uid, nobody.gid);
    const user = spawnUser(home, nobody);
    expect(await isServing(await user.url)).toBe(true);
    await user.leave();
    expect(await isServing(await user.url)).toBe(false);
  },
);
