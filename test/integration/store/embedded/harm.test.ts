import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { acquireDatabase } from '../../../../src/store/embedded/acquire-database.ts';
import { chooseUser } from '../../../../src/store/embedded/run-as.ts';
import { ask, dataFolder, embeddedHome, eventually, isServing, postmasterPid } from './embedded-home.ts';
import { spawnUser } from './spawn-user.ts';

test('a server whose only user was killed is adopted, and stopped by the one who adopted it', async () => {
  const home = await embeddedHome();
  const killed = spawnUser(home);
  const url = await killed.url;
  const server = await postmasterPid(home);
  await killed.kill();
  expect(await isServing(url)).toBe(true);
  const database = await acquireDatabase(home);
  expect(database.url).toBe(url);
  expect(await postmasterPid(home)).toBe(server);
  await database.release();
  expect(await isServing(url)).toBe(false);
});

test('a user that was killed keeps nobody from stopping the server', async () => {
  const home = await embeddedHome();
  const [killed, other] = [spawnUser(home), spawnUser(home)];
  const url = await other.url;
  await killed.url;
  await killed.kill();
  expect(await isServing(url)).toBe(true);
  await other.leave();
  expect(await isServing(url)).toBe(false);
});

test('a killed server comes back under its users, on the same port, with everything that was committed', async () => {
  const home = await embeddedHome();
  const users = [spawnUser(home), spawnUser(home)];
  const [url = ''] = await Promise.all(users.map((user) => user.url));
  await ask(url, 'create table kept as select 42 as answer');
  const server = await postmasterPid(home);
  process.kill(server, 'SIGKILL');
  expect(await eventually(async () => (await isServing(url)) && (await postmasterPid(home)) !== server)).toBe(
    true,
  );
  expect(await ask(url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  await Promise.all(users.map((user) => user.leave()));
  expect(await isServing(url)).toBe(false);
});

test('numbers that were given out are not given out again after a crash', async () => {
  const home = await embeddedHome();
  const database = await acquireDatabase(home);
  onTestFinished(() => database.release());
  const { url } = database;
  // As the queue makes the numbers of its jobs: created and used for the first time in one transaction.
  await ask(url, `begin; create sequence number; select nextval('number'); commit`);
  await ask(url, `create table job as select nextval('number') as id from generate_series(1, 3)`);
  await ask(url, `insert into job select nextval('number') from generate_series(1, 3)`);
  const server = await postmasterPid(home);
  process.kill(server, 'SIGKILL');
  expect(await eventually(async () => (await isServing(url)) && (await postmasterPid(home)) !== server)).toBe(
    true,
  );
  const [row] = await ask<{ last: string; next: string }>(
    url,
    `select max(id) as last, nextval('number') as next from job`,
  );
  expect(Number(row?.last)).toBe(7);
  expect(Number(row?.next)).toBeGreaterThan(7);
});

test('a pid file whose number a stranger bears now does not keep the server from starting', async () => {
  const home = await embeddedHome();
  const first = await acquireDatabase(home);
  const file = join(await dataFolder(home), 'postmaster.pid');
  const text = await readFile(file, 'utf8');
  await first.release();
  const stranger = spawn('sleep', ['60'], { ...chooseUser() });
  onTestFinished(() => void stranger.kill());
  await writeFile(file, text.replace(/^\d+/, String(stranger.pid)));
  const second = await acquireDatabase(home);
  expect(await isServing(second.url)).toBe(true);
  await second.release();
});

test.each([40, 120, 250, 400])(
  'killed %i ms into the first start, the next start is whole',
  async (delayMs) => {
    const home = await embeddedHome();
    const killed = spawnUser(home);
    await sleep(delayMs);
    await killed.kill();
    const database = await acquireDatabase(home);
    expect(await isServing(database.url)).toBe(true);
    await database.release();
    expect(await isServing(database.url)).toBe(false);
  },
);

test('data of another PostgreSQL major are refused, with how to mend it', async () => {
  const home = await embeddedHome();
  await (await acquireDatabase(home)).release();
  await writeFile(join(await dataFolder(home), 'PG_VERSION'), '15\n');
  await expect(acquireDatabase(home)).rejects.toMatchObject({
    code: 'DATABASE_VERSION',
    message: expect.stringContaining('PostgreSQL 15'),
  });
});

test('a port taken in the meantime is left to its owner', async () => {
  const home = await embeddedHome();
  const first = await acquireDatabase(home);
  const { port } = new URL(first.url);
  await first.release();
  const { createServer } = await import('node:net');
  const owner = createServer();
  await new Promise<void>((resolve) => owner.listen(Number(port), '127.0.0.1', resolve));
  onTestFinished(() => void owner.close());
  const second = await acquireDatabase(home);
  expect(new URL(second.url).port).not.toBe(port);
  await second.release();
});
