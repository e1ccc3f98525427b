import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../core/errors.ts';
import { errorCode } from '../../util/error-code.ts';
import type { Log } from '../../util/log.ts';

export type SecretKeyOptions = {
  home: string;
  /** GOLDENROD_SECRET_KEY, decoded. */
  key: Buffer | undefined;
  log: Log;
};

/** The 32 bytes that encrypt secrets at rest: the given ones, else those of `<home>/secret.key`, made if missing. */
export async function openSecretKey({ home, key, log }: SecretKeyOptions): Promise<Buffer> {
  if (key) return key;
  const file = join(home, 'secret.key');
  const kept = await readKey(file);
  if (kept) return kept;
  await mkdir(home, { recursive: true });
  const fresh = join(home, `secret.key.${randomBytes(6).toString('hex')}`);
  await writeFile(fresh, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  try {
    // A link never replaces: of two processes that start at once, the second takes the first one's key.
    await link(fresh, file);
    log.warn('made a key for stored tokens; keep a copy of it, or set GOLDENROD_SECRET_KEY', { file });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    await rm(fresh, { force: true });
  }
  return (await readKey(file)) ?? wrongFile(file);
}

async function readKey(file: string): Promise<Buffer | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  return /^[0-9a-f]{64}$/i.test(text.trim()) ? Buffer.from(text.trim(), 'hex') : wrongFile(file);
}

function wrongFile(file: string): never {
  throw new ConfigError({
    code: 'SECRET_KEY_FILE_INVALID',
    message: `${file} does not hold a key (64 hexadecimal digits); restore it from a copy, or remove it and connect again.`,
  });
}
