/**
 * A lock between processes that the kernel lets go when its holder dies, however it dies. Node offers no flock;
 * SQLite, which Node carries, holds a file lock during an exclusive transaction on every platform.
 */

import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { TransientError } from '../../core/errors.ts';

const sqliteBusy = 5;
const sqliteFull = 13;
const pollMs = 40;

/** Runs `work` while no other process (or caller in this one) holds the lock of that file. */
export async function withFileLock<T>(file: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    await lock(database, file, timeoutMs);
    return await work();
  } finally {
    // Closing ends the transaction and with it the lock.
    database.close();
  }
}

async function lock(database: DatabaseSync, file: string, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      database.exec('begin exclusive');
      return;
    } catch (error) {
      if (sqliteCode(error) === sqliteFull) throw diskFull(file, error);
      if (sqliteCode(error) !== sqliteBusy) throw error;
    }
    if (performance.now() > deadline) {
      throw new TransientError({
        code: 'DATABASE_LOCK_TIMEOUT',
        message: `Another process has been starting or stopping the embedded database for ${Math.round(timeoutMs / 1000)} s (${file}); run it again when that has ended.`,
      });
    }
    await sleep(pollMs);
  }
}

function sqliteCode(error: unknown): unknown {
  return error instanceof Error && 'errcode' in error ? error.errcode : undefined;
}

function diskFull(file: string, cause: unknown): TransientError {
  return new TransientError({
    code: 'DISK_FULL',
    message: `${file}: The disk is full; free some space and run it again.`,
    cause,
  });
}
