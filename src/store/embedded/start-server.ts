import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseFailure } from './failure.ts';
import { findFreePort } from './free-port.ts';
import type { Layout } from './layout.ts';
import { clearStalePidFile, findPostmaster, type Postmaster } from './postmaster.ts';
import { serverSettings } from './settings.ts';

const attempts = 20;
const logLimitBytes = 5_000_000;

/**
 * Starts the server detached, so that it outlives this process for the others who use it. Takes the port it had
 * before when that is free: those who held on through a crash find it again. Call it under the lock.
 */
export async function startServer(layout: Layout): Promise<Postmaster> {
  await rotateLog(layout.control);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    // An earlier attempt, ours or that of a starter who was killed, may have come up after all.
    const alive = await findPostmaster(layout.data);
    if (alive) return alive;
    await clearStalePidFile(layout.data);
    const port = await findFreePort(await lastPort(layout.control));
    const running = await launch(layout, port);
    if (running) {
      await writeFile(join(layout.control, 'port'), `${port}\n`);
      return running;
    }
    // After a kill -9 of the server its children need a moment to notice, and hold its memory until then.
    await sleep(Math.min(100 * attempt, 1_000));
    if (await isFinal(layout.control)) break;
  }
  const log = join(layout.control, 'postgres.log');
  const message = `The embedded database does not start: ${await lastComplaint(log)} (whole log: ${log})`;
  throw await databaseFailure('DATABASE_START_FAILED', layout.base, message);
}

/** The postmaster, or null when the process ended without getting as far as its pid file's port. */
async function launch(layout: Layout, port: number): Promise<Postmaster | null> {
  const settings = Object.entries({ ...serverSettings, port: String(port) });
  const args = ['-D', layout.data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const log = openSync(join(layout.control, 'postgres.log'), 'a', 0o600);
  const child = spawn(join(layout.native, 'bin', 'postgres'), args, {
    ...layout.user,
    cwd: layout.base,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  child.unref();
  while (!ended) {
    const running = await findPostmaster(layout.data);
    if (running && running.process.pid === child.pid && running.port === port) return running;
    await sleep(15);
  }
  return null;
}

async function lastPort(control: string): Promise<number | undefined> {
  const port = Number(await readFile(join(control, 'port'), 'utf8').catch(() => ''));
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

/** Whether trying again cannot help. */
async function isFinal(control: string): Promise<boolean> {
  return /No space left|Permission denied|incompatible|invalid permissions|corrupt/i.test(
    await lastComplaint(join(control, 'postgres.log')),
  );
}

async function lastComplaint(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  const fatal = text.split('\n').filter((line) => /FATAL|PANIC|error while loading/.test(line));
  return (fatal.at(-1) ?? 'it said nothing').slice(0, 300);
}

async function rotateLog(control: string): Promise<void> {
  const log = join(control, 'postgres.log');
  const size = (await stat(log).catch(() => null))?.size ?? 0;
  if (size > logLimitBytes) await rename(log, `${log}.1`);
}
