import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireDatabase, discardDatabase } from '../../../../src/store/embedded/acquire-database.ts';
import { ask, embeddedHome, isServing } from './embedded-home.ts';
import { spawnUser } from './spawn-user.ts';

test('processes that start at once share one server, and the last one to leave stops it', async () => {
  const home = await embeddedHome();
  const users = [spawnUser(home), spawnUser(home), spawnUser(home)];
  const urls = await Promise.all(users.map((user) => user.url));
  expect(new Set(urls).size).toBe(1);
  const [url = ''] = urls;
  await users[0]?.leave();
  await users[1]?.leave();
  expect(await isServing(url)).toBe(true);
  await users[2]?.leave();
  expect(await isServing(url)).toBe(false);
  expect(await readdir(join(home, 'pg', 'leases'))).toEqual([]);
});

test('what was written is there after the server was stopped and started again', async () => {
  const home = await embeddedHome();
  const first = await acquireDatabase(home);
  await ask(first.url, 'create table kept as select 42 as answer');
  await first.release();
  const second = await acquireDatabase(home);
  expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  await second.release();
});

test('two users in one process are two', async () => {
  const home = await embeddedHome();
  const [one, two] = await Promise.all([acquireDatabase(home), acquireDatabase(home)]);
  await one.release();
  await one.release();
  expect(await isServing(two.url)).toBe(true);
  await two.release();
  expect(await isServing(two.url)).toBe(false);
});

test('data that somebody uses are not discarded', async () => {
  const home = await embeddedHome();
  const database = await acquireDatabase(home);
  await expect(discardDatabase(home)).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
  await database.release();
  await discardDatabase(home);
  const again = await acquireDatabase(home);
  expect(await ask(again.url, `select to_regclass('kept') as found`)).toEqual([{ found: null }]);
  await again.release();
});

test('with an address of its own nothing is started', async () => {
  const database = await acquireDatabase('/nonexistent/home', { databaseUrl: 'postgresql://elsewhere/db' });
  expect(database.url).toBe('postgresql://elsewhere/db');
  await database.release();
});
