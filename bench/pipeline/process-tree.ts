/** Memory of a process and everything it started, as Linux accounts for it. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Proportional set size in bytes of `root`, its descendants, and the PostgreSQL server whose data lies under `home`. */
export function treePss(root: number, home: string): number {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (Number.isInteger(pid)) parents.set(pid, parentOf(pid));
  }
  const isOurs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at)) {
      if (at === root || servesData(at, home)) return true;
    }
    return false;
  };
  let bytes = 0;
  for (const pid of parents.keys()) if (isOurs(pid)) bytes += pssOf(pid);
  return bytes;
}

/** The server is started detached, so it is found by where it works. */
function servesData(pid: number, home: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`).startsWith(home);
  } catch {
    return false;
  }
}

function parentOf(pid: number): number {
  const stat = read(`/proc/${pid}/stat`);
  // The name, in brackets, may hold anything.
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

function pssOf(pid: number): number {
  const match = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`));
  return match === null ? 0 : Number(match[1]) * 1024;
}

/** Processes end while one looks at them. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
