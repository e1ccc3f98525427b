/** What a process costs, seen from outside. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export type ProcessCost = {
  /** Wall clock from its start to its end, or to the line it was watched for. */
  seconds: number;
  /** User and system time of the process and its descendants up to there; null where there is no /proc. */
  cpu_seconds: number | null;
  /** VmHWM of the process and its descendants together, in 10^6 bytes; null where there is no /proc. */
  peak_rss_mb: number | null;
};

export type Finished = ProcessCost & { stdout: string };

/** Linux counts processor time for user space in hundredths of a second, whatever the kernel's own clock (proc(5)). */
const TICKS_PER_SECOND = 100;
const SAMPLE_EVERY_MS = 20;
const STDERR_KEPT = 2000;

/**
 * Runs a command to its end. With `until`, the clock stops when that line appears on standard output; what the process
 * does afterwards is not counted. Rejects when the command fails, with the end of its standard error.
 */
export async function runMeasured(
  command: string,
  args: readonly string[],
  { until, cwd }: { until?: string; cwd?: string } = {},
): Promise<Finished> {
  const started = performance.now();
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  const pid = child.pid ?? 0;
  const childrenBefore = endedChildrenSeconds();
  const peak = new PeakMemory(pid);
  let [stdout, stderr, marked] = ['', '', null as ProcessCost | null];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (until !== undefined && marked === null && stdout.includes(`${until}\n`)) {
      marked = { seconds: since(started), cpu_seconds: treeSeconds(pid), peak_rss_mb: peak.stop() };
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-STDERR_KEPT);
  });
  let seconds = 0;
  child.once('exit', () => {
    seconds = since(started);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => peak.stop());
  if (code !== 0)
    throw new Error(`${command} ended with code ${code ?? 'none'}: ${stderr.trim().split('\n').at(-1)}`);
  if (until !== undefined && marked === null) throw new Error(`${command} ended without saying "${until}"`);
  const after = endedChildrenSeconds();
  const cpu = childrenBefore === null || after === null ? null : after - childrenBefore;
  return { stdout, ...(marked ?? { seconds, cpu_seconds: cpu, peak_rss_mb: peak.stop() }) };
}

function since(started: number): number {
  return (performance.now() - started) / 1000;
}

/** The kernel keeps the highest resident size of each process, so that only the last moments can be missed. */
class PeakMemory {
  readonly #highest = new Map<number, number>();
  readonly #timer: NodeJS.Timeout;
  readonly #root: number;

  constructor(root: number) {
    this.#root = root;
    this.#timer = setInterval(() => this.#sample(), SAMPLE_EVERY_MS);
  }

  /** In 10^6 bytes. */
  stop(): number | null {
    clearInterval(this.#timer);
    this.#sample();
    const bytes = [...this.#highest.values()].reduce((sum, size) => sum + size, 0);
    return bytes === 0 ? null : bytes / 1e6;
  }

  #sample(): void {
    for (const pid of tree(this.#root)) {
      const line = /^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`));
      if (line !== null) this.#highest.set(pid, Number(line[1]) * 1024);
    }
  }
}

/** A process and its descendants, as far as they are still there. */
function tree(root: number): number[] {
  const found = [root];
  for (let at = 0; at < found.length; at++) {
    for (const thread of list(`/proc/${found[at]}/task`)) {
      const children = read(`/proc/${found[at]}/task/${thread}/children`);
      found.push(...children.split(' ').filter(Boolean).map(Number));
    }
  }
  return found;
}

/** Processor seconds of a living process, its descendants, and those of them that ended. */
function treeSeconds(root: number): number | null {
  const times = tree(root).map((pid) => statFields(pid));
  if (times[0] === undefined || times[0].length === 0) return null;
  return (
    times.flatMap((fields) => fields.slice(11, 15)).reduce((sum, ticks) => sum + ticks, 0) / TICKS_PER_SECOND
  );
}

/** Processor seconds of all processes that this one started and that have ended (cutime and cstime). */
function endedChildrenSeconds(): number | null {
  const [user, system] = statFields('self').slice(13, 15);
  return user === undefined || system === undefined ? null : (user + system) / TICKS_PER_SECOND;
}

/** Fields of /proc/PID/stat after the name, which stands in brackets and may hold anything: utime is the 12th. */
function statFields(pid: number | 'self'): number[] {
  const stat = read(`/proc/${pid}/stat`);
  return stat === ''
    ? []
    : stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
