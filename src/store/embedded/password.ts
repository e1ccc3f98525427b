import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../util/error-code.ts';

/** The server's password, made once, kept readable only for us. Call it under the lock. */
export async function readPassword(control: string): Promise<string> {
  const file = join(control, 'password');
  const kept = (await readFile(file, 'utf8').catch(ignoreMissing))?.trim();
  if (kept) return kept;
  const password = randomBytes(24).toString('hex');
  await writeFile(`${file}.new`, `${password}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return password;
}

function ignoreMissing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error;
}
