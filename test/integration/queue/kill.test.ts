import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { partRun } from '#src/queue/jobs/part-run.ts';
import { nameOnly } from '#src/queue/wake-parts.ts';
import { createPool, type Pool } from '#src/store/pool.ts';
import { runStore } from '#src/store/run.ts';
import { CliProcess } from '../../support/cli-process.ts';
import { useDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';
import { backendKinds, pause, useQueueWorld } from './queue-world.ts';

/** As in part-worker.ts. */
const LEASE_MS = 3_000;
const entry = fileURLToPath(new URL('./part-worker.ts', import.meta.url));

describe.each(backendKinds)('work on %s', (kind) => {
  const database = useDatabase();
  const world = useQueueWorld(kind);
  const children: CliProcess[] = [];
  const pools: Pool[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) if (child.isRunning) await child.kill();
    for (const pool of pools.splice(0)) {
      await pool.query('delete from run');
      await pool.end();
    }
  });

  const startWorker = async (): Promise<CliProcess> => {
    const child = new CliProcess([database.url, kind, world.url, world.schema], { entry });
    children.push(child);
    await until('the worker serves', () => child.stdout.includes('serving') || !child.isRunning);
    expect(child.stderr).toBe('');
    return child;
  };

  /** An active run with these parts, all due. */
  const startRun = async (names: readonly string[]) => {
    const pool = createPool(database.url, { max: 2, applicationName: 'test' });
    pools.push(pool);
    const runs = runStore(pool);
    const { run } = await runs.startOrResume({ connections: null, full: false, dryRun: false }, new Date());
    const parts = names.map((part) => ({ stage: 'map' as const, part, connectionName: 'sf' }));
    await runs.addParts(run.id, 1, 'map', parts);
    return { due: await runs.dueParts(run.id), open: () => runs.openPartCount(run.id) };
  };

  it('goes on soon after the lease of a worker that was killed in the middle of a part', async () => {
    const { due, open } = await startRun(['hang a', 'b', 'c']);
    const queue = await world.open();
    await queue.enqueueAll(partRun, due.map(nameOnly));
    const first = await startWorker();
    await until('it holds a part', () => first.stdout.includes('holding'));
    await until('the others are done', async () => (await open()) === 1);
    await first.kill();
    const start = performance.now();
    await startWorker();
    await until('all parts are done', async () => (await open()) === 0, { timeoutMs: 20_000 });
    expect(performance.now() - start).toBeLessThan(LEASE_MS + 8_000);
  });

  it('needs no job at all: what is due when a worker starts is done at once', async () => {
    const { open } = await startRun(['a', 'b']);
    await startWorker();
    await until('all parts are done', async () => (await open()) === 0, { timeoutMs: 3_000 });
    expect(await open()).toBe(0);
  });

  it('is found when its wake-up was lost while workers run', async () => {
    await startWorker();
    const { open } = await startRun(['a', 'b']);
    await until('all parts are done', async () => (await open()) === 0, { timeoutMs: 8_000 });
    expect(await open()).toBe(0);
  });

  it('is done once, however many jobs speak of it', async () => {
    const { due, open } = await startRun(['a']);
    const queue = await world.open();
    for (let i = 0; i < 20; i++) await queue.enqueueAll(partRun, due.map(nameOnly));
    await Promise.all([startWorker(), startWorker()]);
    await until('the part is done', async () => (await open()) === 0);
    await until('the queue is empty', async () => {
      const counts = (await queue.counts(['map']))['map'];
      return counts?.waiting === 0 && counts.active === 0 && counts.failed === 0;
    });
    const { rows } = (await pools[0]?.query('select starts from run_part')) ?? { rows: [] };
    expect(rows).toEqual([{ starts: 1 }]);
  });

  it('stops with exit code 0 within the grace when asked to', async () => {
    const worker = await startWorker();
    await pause(200);
    const start = performance.now();
    process.kill(worker.pid, 'SIGTERM');
    expect((await worker.ended()).exitCode).toBe(0);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
