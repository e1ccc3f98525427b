import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export type User = {
  pid: number;
  /** Where the database is; rejects with what the process complained of. */
  url: Promise<string>;
  leave(): Promise<void>;
  kill(): Promise<void>;
};

export type Account = { uid: number; gid: number };

/** A process of its own that uses the database of that home. */
export function spawnUser(home: string, account?: Account): User {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'user.ts'), home], {
    ...account,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, HOME: '/nonexistent' },
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const exited = once(child, 'exit');
  const url = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', () => reject(new Error(complaint)));
  });
  url.catch(() => {});
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  return {
    pid: child.pid ?? 0,
    url,
    async leave() {
      child.stdin.end();
      await exited;
    },
    kill,
  };
}
