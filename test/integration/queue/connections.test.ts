import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import type { QueueBackendConfig } from '#src/queue/backend.ts';
import { concurrencyOf } from '#src/queue/concurrency.ts';
import { partRun } from '#src/queue/jobs/part-run.ts';
import { queueNames } from '#src/queue/queue-names.ts';
import { createQueueRuntime, type QueueRuntime } from '#src/queue/runtime.ts';
import { until } from '../../support/until.ts';
import { type HalfOpenProxy, openHalfOpenProxy } from './half-open-proxy.ts';
import { backendKinds, part, pause, type QueueWorld, useQueueWorld } from './queue-world.ts';

const queues = queueNames(['sf', 'hs', 'erp']);

describe('connections to PostgreSQL', () => {
  const world = useQueueWorld('postgres');

  const onServer = async <T extends pg.QueryResultRow>(statement: string): Promise<T[]> => {
    const client = new pg.Client({ connectionString: world.url });
    await client.connect();
    try {
      return (await client.query<T>(statement)).rows;
    } finally {
      await client.end();
    }
  };
  const ours = `datname = current_database() and application_name = 'goldenrod-queue'`;

  it('of a process that serves all queues of three connections are five', async () => {
    const queue = await world.open();
    let done = 0;
    queue.startWorkers(
      { 'part.run': async () => void (done += 1) },
      { queues, concurrency: concurrencyOf(queues) },
    );
    await queue.enqueueAll(
      partRun,
      Array.from({ length: 200 }, (_, id) => part(id, 'map')),
    );
    await queue.counts(queues);
    await until('all is done', () => done === 200);
    const [row] = await onServer<{ count: number }>(
      `select count(*)::int from pg_stat_activity where ${ours}`,
    );
    expect(row?.count).toBeLessThanOrEqual(5);
  });

  it('come back when the server cuts them all', async () => {
    const queue = await world.open({ idlePollSeconds: 30 });
    const taken: number[] = [];
    queue.startWorkers({ 'part.run': async ({ partId }) => void taken.push(partId) }, { queues });
    await queue.enqueue(partRun, part(1));
    await until('the first is done', () => taken.length === 1);
    await onServer(`select pg_terminate_backend(pid) from pg_stat_activity where ${ours}`);
    await pause(1_500);
    const start = performance.now();
    await queue.enqueue(partRun, part(2));
    await until('the second is done', () => taken.length === 2);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('leaves no warning behind, though a dozen workers share one', async () => {
    const warnings: string[] = [];
    const note = (warning: Error) => void warnings.push(warning.message);
    process.on('warning', note);
    const queue = await world.open();
    queue.startWorkers({}, { queues });
    await pause(500);
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });
});

/** Queues over a line that can go silent, closed after each test. */
function useLine(
  kind: 'postgres' | 'redis',
  world: QueueWorld,
): () => Promise<[HalfOpenProxy, QueueRuntime]> {
  let proxy: HalfOpenProxy | undefined;
  let queue: QueueRuntime | undefined;
  afterEach(async () => {
    await queue?.close({ graceMs: 500 });
    await proxy?.close();
  });
  return async () => {
    proxy = await openHalfOpenProxy(world.url);
    const backend: QueueBackendConfig = { kind, url: proxy.url };
    const limits = { queryTimeoutMs: 2_500, socketTimeoutMs: 3_000, idlePollSeconds: 1 };
    queue = await createQueueRuntime({ backend, schema: world.schema, limits });
    return [proxy, queue];
  };
}

describe.each(backendKinds)('a connection to %s that went silent', (kind) => {
  const world = useQueueWorld(kind);
  const openOverLine = useLine(kind, world);

  it('is given up and replaced', async () => {
    const [line, own] = await openOverLine();
    const other = await world.open();
    const taken: number[] = [];
    own.startWorkers({ 'part.run': async ({ partId }) => void taken.push(partId) }, { queues: ['map'] });
    await other.enqueue(partRun, part(1));
    // Its end is known to the server as well: what goes silent holds no job.
    await until('the first is done', async () => (await other.counts(['map']))['map']?.completed === 1);
    line.silence();
    await other.enqueue(partRun, part(2));
    await until('the second is done', () => taken.length === 2, { timeoutMs: 25_000 });
    expect(taken).toEqual([1, 2]);
  });
});

describe('a connection to PostgreSQL that went silent before it could listen', () => {
  const world = useQueueWorld('postgres');
  const openOverLine = useLine('postgres', world);

  it('keeps no worker from its jobs', async () => {
    const [line, own] = await openOverLine();
    const other = await world.open();
    const taken: number[] = [];
    line.silenceBefore('bullmq_jobs');
    own.startWorkers({ 'part.run': async ({ partId }) => void taken.push(partId) }, { queues: ['map'] });
    await pause(1_000);
    await other.enqueue(partRun, part(1));
    await until('the job is done', () => taken.length > 0, { timeoutMs: 25_000 });
    expect(taken).toEqual([1]);
  });

  it('ends with its worker, in silence', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    const [line, own] = await openOverLine();
    line.silenceBefore('bullmq_jobs');
    own.startWorkers({}, { queues: ['map'] });
    await pause(500);
    await own.close({ graceMs: 500 });
    // Longer than the statement would have been waited for.
    await pause(3_000);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});
