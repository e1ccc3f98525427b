import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ConfigError } from '../../core/errors.ts';

/**
 * Refuses outputs that would fail, or destroy an input or one another, before minutes of work. Throws a ConfigError,
 * or what the file system says of a folder that is not there or must not be written to.
 */
export function assertWritable(inputs: readonly string[], outputs: readonly (string | undefined)[]): void {
  const taken = new Map(
    inputs.filter((path) => existsSync(path)).map((path) => [realpathSync(path), 'is read']),
  );
  for (const path of outputs) {
    if (path === undefined) continue;
    accessSync(dirname(path), constants.W_OK | constants.X_OK);
    // Throws where there can be no such file: a name too long, links in a circle.
    const stats = statSync(path, { throwIfNoEntry: false });
    const real = stats ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
    if (stats) {
      if (stats.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR', path });
      accessSync(path, constants.W_OK);
      // What is no file (a pipe, /dev/null) can be written to more than once.
      if (!stats.isFile()) continue;
    }
    const use = taken.get(real);
    if (use !== undefined) {
      throw new ConfigError({
        code: 'OUTPUT_TAKEN',
        message: `${path}: this file ${use} in the same run; write to another one.`,
      });
    }
    taken.set(real, 'is written');
  }
}
