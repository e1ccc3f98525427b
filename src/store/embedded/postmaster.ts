/** The running server as its own pid file tells of it. */
import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { errorCode } from '../../util/error-code.ts';
import { identifyProcess, type ProcessIdentity } from '../../util/process-identity.ts';

export type Postmaster = { process: ProcessIdentity; port: number };

/** The server of that data folder, if one runs. */
export async function findPostmaster(data: string): Promise<Postmaster | null> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  const identity = await identifyProcess(pid);
  if (!identity || !(port > 0) || !(await isPostgres(pid))) return null;
  return { process: identity, port };
}

/**
 * Removes a pid file whose number now belongs to a stranger: PostgreSQL would take the stranger for itself and
 * refuse to start. Left alone while any process still works in the folder, as the file guards against two servers.
 */
export async function clearStalePidFile(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
  const stranger = (await identifyProcess(pid)) !== null && !(await isPostgres(pid));
  if (stranger && !(await someoneWorksIn(data))) await rm(file, { force: true });
}

/** Stops it in order (open transactions are rolled back); by force when that takes too long. */
export async function stopPostmaster(data: string, graceMs = 20_000): Promise<void> {
  const running = await findPostmaster(data);
  if (!running) return;
  for (const [signal, waitMs] of [
    ['SIGINT', graceMs],
    ['SIGQUIT', 5_000],
  ] as const) {
    sendSignal(running.process.pid, signal);
    const deadline = performance.now() + waitMs;
    while (performance.now() < deadline) {
      if ((await identifyProcess(running.process.pid))?.startedAt !== running.process.startedAt) return;
      await sleep(20);
    }
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform === 'linux') {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return /(^|\/)postgres(\0|$)/.test(command);
  }
  const result = await promisify(execFile)('ps', ['-o', 'comm=', '-p', String(pid)]).catch(() => null);
  return /postgres/.test(result?.stdout ?? '');
}

/** Servers and their children work with the data folder as current folder. */
async function someoneWorksIn(data: string): Promise<boolean> {
  const names = await readdir('/proc').catch((): string[] => []);
  const folders = await Promise.all(
    names.filter((name) => /^\d+$/.test(name)).map((name) => readlink(`/proc/${name}/cwd`).catch(() => '')),
  );
  return folders.includes(data);
}
