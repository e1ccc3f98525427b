/** The peers' own Python: a virtual environment with pinned packages, made once where it is asked for. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');

/** The interpreter of an environment in `folder`; an Error says why there is none. */
export function peerPython(folder: string): string | Error {
  const python = join(folder, 'bin', 'python');
  if (!existsSync(python)) {
    const made = spawnSync('python3', ['-m', 'venv', folder], { encoding: 'utf8' });
    if (made.status !== 0) return new Error(`no Python 3 with venv here (${reason(made)})`);
  }
  // Says nothing and is quick where everything is there already.
  const filled = spawnSync(python, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS], {
    encoding: 'utf8',
  });
  return filled.status === 0 ? python : new Error(`the packages cannot be installed (${reason(filled)})`);
}

function reason({ error, stderr }: { error?: Error; stderr: string | null }): string {
  return error?.message ?? stderr?.trim().split('\n').at(-1) ?? 'no reason given';
}
