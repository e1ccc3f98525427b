/** PostgreSQL refuses to run as root: then it runs as a user of the machine that has no other rights. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Undefined: run as we are. */
export type RunAs = { uid: number; gid: number } | undefined;

const candidates = ['postgres', 'nobody'];

/** Whom the server runs as; nobody is ever created. */
export function chooseUser(passwd = '/etc/passwd'): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync(passwd, 'utf8').split('\n');
  for (const name of candidates) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    const uid = Number(fields?.[2]);
    const gid = Number(fields?.[3]);
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  return { uid: 65534, gid: 65534 };
}

/** Whether that user can enter the folder, tried as that user: mode bits alone say nothing of ACLs and mounts. */
export function canEnter(user: RunAs, directory: string): boolean {
  if (user === undefined) return true;
  const result = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
  return result.status === 0;
}
