/**
 * The embedded PostgreSQL server, shared by all processes of one home.
 *
 * States: absent → running → absent. The first user starts it, the last one stops it, both under one file lock;
 * users in between only add and remove their lease. Invariants: at most one server per data folder; no server is
 * stopped while a live process holds a lease; a server whose users were all killed is found by its pid file and
 * used again; a server that was killed is started again by whichever user sees it first, on the port it had.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TransientError } from '../../core/errors.ts';
import { type Log, silentLog } from '../../util/log.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { withFileLock } from './file-lock.ts';
import { initialise, removeUnfinished } from './initialise.ts';
import { forgetLocation, type Layout, layOut } from './layout.ts';
import { type Lease, listUsers, takeLease } from './lease.ts';
import { readPassword } from './password.ts';
import { findPostmaster, stopPostmaster } from './postmaster.ts';
import { chooseUser } from './run-as.ts';
import { startServer } from './start-server.ts';
import { waitUntilReady } from './wait-until-ready.ts';
import { watchServer } from './watch-server.ts';

export type Database = { url: string; release(): Promise<void> };
export type AcquireOptions = {
  /** DATABASE_URL: then nothing is started. */
  databaseUrl?: string | undefined;
  log?: Log;
};

const lockTimeoutMs = 120_000;
/** Crash recovery replays at most max_wal_size; seconds on any disk, but a cold one deserves patience. */
const readyTimeoutMs = 60_000;

/** A running database of that home, and the promise to call `release` at the end. */
export async function acquireDatabase(home: string, options: AcquireOptions = {}): Promise<Database> {
  if (options.databaseUrl) return { url: options.databaseUrl, release: async () => {} };
  const binaries = findBinaries();
  const control = join(home, 'pg');
  await mkdir(control, { recursive: true });
  const { url, lease, layout } = await locked(control, async () => {
    const [served, taken] = [await serve(home, binaries), await takeLease(control)];
    return { ...served, lease: taken };
  });
  const restart = () => locked(control, () => serve(home, binaries));
  const stopWatching = watchServer({ data: layout.data, restart, log: options.log ?? silentLog });
  let released: Promise<void> | undefined;
  return {
    url,
    release() {
      released ??= stopWatching().then(() => release(layout, lease));
      return released;
    },
  };
}

/** Stops the server and removes its data; refuses while anybody uses it. */
export async function discardDatabase(home: string): Promise<void> {
  const control = join(home, 'pg');
  await mkdir(control, { recursive: true });
  await locked(control, async () => {
    const users = await listUsers(control);
    if (users.length > 0) {
      throw new TransientError({
        code: 'DATABASE_IN_USE',
        message: `The database of ${home} is in use by process ${users.map((user) => user.pid).join(', ')}; stop it and run this again.`,
      });
    }
    const layout = await layOut(home, findBinaries(), chooseUser());
    await stopPostmaster(layout.data);
    await rm(layout.data, { recursive: true, force: true });
    await removeUnfinished(layout.base);
    await forgetLocation(layout);
  });
}

async function serve(home: string, binaries: Binaries): Promise<{ url: string; layout: Layout }> {
  const layout = await layOut(home, binaries, chooseUser());
  const password = await readPassword(layout.control);
  await initialise(layout, binaries.major, password);
  const running = (await findPostmaster(layout.data)) ?? (await startServer(layout));
  return { url: await waitUntilReady(running.port, password, readyTimeoutMs), layout };
}

async function release(layout: Layout, lease: Lease): Promise<void> {
  await locked(layout.control, async () => {
    await lease.drop();
    if ((await listUsers(layout.control)).length === 0) await stopPostmaster(layout.data);
  });
}

function locked<T>(control: string, work: () => Promise<T>): Promise<T> {
  return withFileLock(join(control, 'lock'), lockTimeoutMs, work);
}
