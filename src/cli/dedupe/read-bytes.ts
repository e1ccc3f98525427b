import { closeSync, fstatSync, openSync, read, readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { promisify } from 'node:util';
import { ConfigError } from '../../core/errors.ts';
import { inSharedMemory } from '../../threads/decode-file.ts';

export const STANDARD_INPUT = '/dev/stdin';
/** Parts that are read at once: copying from the system's cache is work, and fresh memory costs more than that. */
const PARTS = 4;
const SMALLEST_PART = 1 << 22;
/** The system reads no more than 2^31 bytes at a call, and Node refuses to ask for them. */
const MOST_AT_ONCE = 1 << 30;

const readPart = promisify(read);

/** The bytes of a file, or of what comes through a pipe, in memory that threads share. */
export async function readBytes(path: string): Promise<Uint8Array> {
  const file = openInput(path);
  try {
    const stats = fstatSync(file);
    // A pipe tells no size, and cannot be read from a place.
    if (!stats.isFile() && !stats.isDirectory()) return inSharedMemory(readFileSync(file));
    if (stats.isDirectory()) {
      throw new ConfigError({
        code: 'NOT_A_FILE',
        message: `${path}: This is a folder, a CSV file was expected; mend the path.`,
      });
    }
    return await readWhole(file, roomFor(path, stats.size));
  } finally {
    if (file !== 0) closeSync(file);
  }
}

function openInput(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    // Standard input may be a socket, which cannot be opened by a name, only read.
    if (path === STANDARD_INPUT) return 0;
    throw error;
  }
}

/** Memory that threads share, for a whole file. Throws a ConfigError where the machine has none left. */
function roomFor(path: string, size: number): Uint8Array {
  // Systems promise more memory than they have, and end whoever takes it at its word.
  const most = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  try {
    if (size < most) return new Uint8Array(new SharedArrayBuffer(size));
  } catch {
    // What is left is less.
  }
  throw new ConfigError({
    code: 'FILE_TOO_LARGE',
    message: `${path}: ${(size / 2 ** 30).toFixed(1)} GB do not fit into this machine's memory, in which a file is read whole; leave out columns that tell nothing of an entity, or use a machine with more memory.`,
  });
}

async function readWhole(file: number, bytes: Uint8Array): Promise<Uint8Array> {
  const size = bytes.length;
  const part = Math.max(SMALLEST_PART, Math.ceil(size / PARTS));
  const froms = Array.from({ length: Math.ceil(size / part) }, (_, index) => index * part);
  const ends = await Promise.all(
    froms.map((from) => readInto(bytes, file, from, Math.min(size, from + part))),
  );
  // A file that became shorter meanwhile ends where the first part does that is not full.
  const short = ends.findIndex((end, index) => end < Math.min(size, (froms[index] as number) + part));
  return short < 0 ? bytes : bytes.subarray(0, ends[short]);
}

/** Reads from one place to another, and tells where the file's bytes end. */
async function readInto(bytes: Uint8Array, file: number, from: number, to: number): Promise<number> {
  let at = from;
  while (at < to) {
    const { bytesRead } = await readPart(file, bytes, at, Math.min(to - at, MOST_AT_ONCE), at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return at;
}
