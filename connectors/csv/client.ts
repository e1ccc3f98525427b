/** The file as bytes: what tells whether it changed, and a stream that is UTF-8 or Windows-1252, never UTF-16. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { CancelledError, GoldenrodError, TransientError } from '#src/core/errors.ts';
import { assertReadable } from './auth.ts';
import { classifyFileError } from './errors.ts';
import type { CsvStream } from './schema.ts';

export type Fingerprint = { size: number; mtimeMs: number; sha256: string };

export type ByteOrder = { encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'unmarked'; skipBytes: number };

/** Reads the file once, without keeping it. */
export async function fingerprintOf(file: string, signal: AbortSignal): Promise<Fingerprint> {
  await assertReadable(file);
  const { size, mtimeMs } = await stat(file).catch((cause: unknown) => {
    throw classifyFileError(cause, file);
  });
  const hash = createHash('sha256');
  for await (const chunk of fileBytes(file, 0, signal)) hash.update(chunk);
  return { size, mtimeMs, sha256: hash.digest('hex') };
}

/** Throws TransientError when somebody wrote into the file meanwhile: half of it may be of yesterday. */
export async function assertUnchanged(file: string, before: Fingerprint): Promise<void> {
  const now = await stat(file).catch((cause: unknown) => {
    throw classifyFileError(cause, file);
  });
  if (now.size === before.size && now.mtimeMs === before.mtimeMs) return;
  throw new TransientError({
    code: 'CSV_CHANGED',
    message: `${file} was changed while it was read; it will be read again`,
  });
}

/** By the byte order mark, or as the configuration says. */
export async function byteOrderOf(file: string, wanted: CsvStream['encoding']): Promise<ByteOrder> {
  const start = await firstBytes(file, 3);
  const marks: [ByteOrder['encoding'], number[]][] = [
    ['utf-8', [0xef, 0xbb, 0xbf]],
    ['utf-16le', [0xff, 0xfe]],
    ['utf-16be', [0xfe, 0xff]],
  ];
  for (const [encoding, mark] of marks) {
    if (mark.every((byte, index) => start[index] === byte)) return { encoding, skipBytes: mark.length };
  }
  return { encoding: wanted === 'utf-16le' || wanted === 'utf-16be' ? wanted : 'unmarked', skipBytes: 0 };
}

async function firstBytes(file: string, count: number): Promise<Uint8Array> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw classifyFileError(cause, file);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The file's text as bytes in which every character below 0x80 stands for itself, so that it can be split anywhere. */
export async function* splittableBytes(
  file: string,
  order: ByteOrder,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  if (order.encoding === 'utf-8' || order.encoding === 'unmarked') {
    yield* fileBytes(file, order.skipBytes, signal);
    return;
  }
  const decoder = new TextDecoder(order.encoding);
  for await (const chunk of fileBytes(file, order.skipBytes, signal))
    yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8');
  yield Buffer.from(decoder.decode(), 'utf8');
}

async function* fileBytes(file: string, start: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file, { start, highWaterMark: 256 * 1024, signal }))
      yield chunk as Buffer;
  } catch (cause) {
    if (cause instanceof GoldenrodError) throw cause;
    if (signal.aborted)
      throw new CancelledError({ code: 'CANCELLED', message: `reading ${file} was called off`, cause });
    throw classifyFileError(cause, file);
  }
}
