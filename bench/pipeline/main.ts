/**
 * `npm run bench -- pipeline [accounts]`: the whole demo from outside, then change runs with nothing changed.
 * Seconds are of whole processes, start to exit; memory is the highest PSS of all processes together, sampled.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { treePss } from './process-tree.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');
const SAMPLE_EVERY_MS = 200;

type Document = Record<string, unknown> & { seconds: number; as_of: string };
type Measured = { document: Document; seconds: number; peakPssMb: number };

const accounts = process.argv[2] ?? '2000';
const home = await mkdtemp(join(tmpdir(), 'goldenrod-bench-'));
const demoHome = join(home, 'demo');
const demo = launch(['demo', '--json', '--accounts', accounts, '--home', home, '--port', '0']);
try {
  const first = await firstDocument(demo, demoHome);
  const rows = [{ what: `demo, ${accounts} accounts`, ...first }];
  for (const what of ['first change run (reads the echoes)', 'second change run', 'third change run']) {
    const sync = launch(['sync', '--json', '--home', demoHome, '--as-of', first.document.as_of]);
    rows.push({ what, ...(await firstDocument(sync, demoHome)) });
  }
  for (const { what, document, seconds, peakPssMb } of rows) {
    const push = document['push'] as { planned: number; written: number };
    console.log(
      `${what.padEnd(38)} ${seconds.toFixed(2).padStart(7)} s  peak PSS ${peakPssMb.toFixed(0).padStart(5)} MB  planned ${push.planned}, written ${push.written}`,
    );
  }
  console.log(JSON.stringify({ accounts: Number(accounts), rows, ...(await stageSeconds(first.document)) }));
} finally {
  demo.kill('SIGTERM');
  await new Promise((resolve) => demo.once('exit', resolve));
  await rm(home, { recursive: true, force: true });
}

function launch(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Until the process has written its document; of a command that then ends, until it has ended. */
async function firstDocument(child: ChildProcess, database: string): Promise<Measured> {
  const startedAt = performance.now();
  let peak = 0;
  const sampler = setInterval(() => {
    peak = Math.max(peak, treePss(child.pid ?? 0, database));
  }, SAMPLE_EVERY_MS);
  try {
    const line = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`ended with code ${code} before it wrote its document`)));
      if (child.stdout !== null) createInterface({ input: child.stdout }).once('line', resolve);
    });
    const isSync = child.spawnargs.includes('sync');
    if (isSync && child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
    const seconds = (performance.now() - startedAt) / 1000;
    return { document: JSON.parse(line) as Document, seconds, peakPssMb: peak / 1e6 };
  } finally {
    clearInterval(sampler);
  }
}

/** Where the time goes: from the status page of the demo. */
async function stageSeconds(document: Document): Promise<Record<string, unknown>> {
  const urls = document['urls'] as { status: string };
  const response = await fetch(new URL('/api/v1/status', urls.status));
  return { status: (await response.json()) as unknown };
}
