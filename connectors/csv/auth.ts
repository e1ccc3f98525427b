/** A file asks for no credentials; what stands in their place is the right to read it. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { ConfigError } from '#src/core/errors.ts';
import { classifyFileError } from './errors.ts';

/** Throws ConfigError (missing, a folder, empty) or PermissionError. */
export async function assertReadable(file: string): Promise<void> {
  try {
    await access(file, constants.R_OK);
    const { size } = await statFile(file);
    if (size > 0) return;
  } catch (cause) {
    throw classifyFileError(cause, file);
  }
  throw new ConfigError({
    code: 'CSV_EMPTY',
    message: `${file} is empty; it needs at least a header row`,
    context: { file },
  });
}

async function statFile(file: string): Promise<{ size: number }> {
  const stats = await stat(file);
  // A pipe or a device would hang the read, or never end.
  if (!stats.isFile()) throw Object.assign(new Error('not a file'), { code: 'EISDIR' });
  return { size: stats.size };
}
