/**
 * The log file as a stream that never fails: a full disk or a removed folder loses lines, and nothing else. One
 * line is one append, so that several processes can share the file.
 */
import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';

export type LogFileOptions = {
  file: string;
  /** The file is put aside as `.1` when it is larger; older ones move up. */
  maxBytes?: number;
  keep?: number;
};

export function createLogFile({ file, maxBytes = 10_000_000, keep = 3 }: LogFileOptions): Writable {
  let made = false;
  const append = async (text: string): Promise<void> => {
    try {
      if (!made) await mkdir(dirname(file), { recursive: true });
      made = true;
      const size = (await stat(file).catch(() => null))?.size ?? 0;
      if (size > maxBytes) await rotate(file, keep);
      await appendFile(file, text, { mode: 0o600 });
    } catch {
      // Whatever keeps us from writing, the work is worth more than its log. Make the folder anew next time.
      made = false;
    }
  };
  return new Writable({
    decodeStrings: false,
    write: (chunk, _encoding, done) => void append(String(chunk)).then(() => done()),
    writev: (chunks, done) =>
      void append(chunks.map(({ chunk }) => String(chunk)).join('')).then(() => done()),
  });
}

async function rotate(file: string, keep: number): Promise<void> {
  for (let index = keep - 1; index >= 0; index--) {
    const from = index === 0 ? file : `${file}.${index}`;
    // Another process may have done it a moment ago.
    await rename(from, `${file}.${index + 1}`).catch(() => {});
  }
}
