import { statfs } from 'node:fs/promises';
import { TransientError } from '../../core/errors.ts';

/** One WAL segment is 16 MB; with less than two of them the server cannot even start. */
const neededBytes = 32_000_000;

/**
 * Why the server could not be made or started. On a full disk its own log is the first thing that is not written,
 * so the disk is asked before the log is quoted.
 */
export async function databaseFailure(
  code: string,
  folder: string,
  complaint: string,
): Promise<TransientError> {
  const disk = await statfs(folder).catch(() => null);
  const freeBytes = disk ? disk.bavail * disk.bsize : Number.POSITIVE_INFINITY;
  const message =
    freeBytes < neededBytes
      ? `${folder}: the disk is full (${Math.floor(freeBytes / 1e6)} MB left, the embedded database needs 32 to start); free some space and run it again.`
      : complaint;
  return new TransientError({ code, message, context: { complaint } });
}
