import { describe, expect, it } from 'vitest';
import { CancelledError, RateLimitedError, TransientError } from '#src/core/errors.ts';
import { partRun } from '#src/queue/jobs/part-run.ts';
import { runStart } from '#src/queue/jobs/run-start.ts';
import { slaTick } from '#src/queue/jobs/sla-tick.ts';
import { until } from '../../support/until.ts';
import { backendKinds, part, pause, useQueueWorld } from './queue-world.ts';

const details = { code: 'X', message: 'bad\u0000 text \ud800' };

describe.each(backendKinds)('queue on %s', (kind) => {
  const world = useQueueWorld(kind);

  it('hands a job to a worker of another process, long before the next idle look', async () => {
    const [producer, consumer] = [await world.open(), await world.open({ idlePollSeconds: 30 })];
    const taken: unknown[] = [];
    consumer.startWorkers({ 'part.run': async (payload) => void taken.push(payload) }, { queues: ['map'] });
    await pause(300);
    const start = performance.now();
    await producer.enqueue(partRun, part(7));
    await until('the job is taken', () => taken.length === 1);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(taken).toEqual([part(7)]);
  });

  it('cleans what the store refuses, and refuses what the job does not take', async () => {
    const queue = await world.open();
    const taken: string[] = [];
    queue.startWorkers({ 'part.run': async (payload) => void taken.push(payload.part) }, { queues: ['map'] });
    await queue.enqueue(partRun, { ...part(1), part: 'a\u0000b\ud800c' });
    await queue.enqueueAll(partRun, [{ ...part(2), part: 'd\u0000' }]);
    await until('both are taken', () => taken.length === 2);
    for (const text of taken) expect(text.isWellFormed() && !text.includes('\0')).toBe(true);
    const wrong = { ...part(3), stage: 'bake' } as unknown as ReturnType<typeof part>;
    await expect(queue.enqueue(partRun, wrong)).rejects.toMatchObject({ code: 'JOB_PAYLOAD_INVALID' });
    const huge = { ...part(4), part: 'x'.repeat(70_000) };
    await expect(queue.enqueue(partRun, huge)).rejects.toThrow(/size/i);
  });

  it('adds many at once, to the queue of each', async () => {
    const queue = await world.open();
    await queue.enqueueAll(partRun, [part(1), part(2, 'push', 'sf'), part(3, 'push', 'hs'), part(4)]);
    const counts = await queue.counts(['map', 'push.sf', 'push.hs', 'push']);
    expect(Object.entries(counts).map(([name, { waiting }]) => [name, waiting])).toEqual([
      ['map', 2],
      ['push.sf', 1],
      ['push.hs', 1],
      ['push', 0],
    ]);
  });

  it('puts a job off', async () => {
    const queue = await world.open();
    const takenAt: number[] = [];
    queue.startWorkers({ 'part.run': async () => void takenAt.push(Date.now()) }, { queues: ['map'] });
    const start = Date.now();
    await queue.enqueue(partRun, part(1), { delayMs: 700 });
    await until('the job is taken', () => takenAt.length === 1);
    expect((takenAt[0] ?? 0) - start).toBeGreaterThanOrEqual(690);
  });

  it('does not add a second job with the same deduplication id while the first waits', async () => {
    const queue = await world.open();
    for (let i = 0; i < 3; i++) await queue.enqueue(partRun, part(1), { dedupId: 'one' });
    expect((await queue.counts(['map']))['map']).toMatchObject({ waiting: 1 });
  });

  it('tries again what may pass by itself, and says which try it is', async () => {
    const queue = await world.open();
    const attempts: number[] = [];
    const handler = async (_: unknown, { attempt }: { attempt: number }) => {
      attempts.push(attempt);
      if (attempt < 3) throw new TransientError(details);
    };
    queue.startWorkers({ 'part.run': handler }, { queues: ['map'] });
    await queue.enqueue(partRun, part(1));
    await until('it is done', async () => (await queue.counts(['map']))['map']?.completed === 1);
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('fails a bug of ours at once, whatever stands in its message', async () => {
    const queue = await world.open();
    let starts = 0;
    const handler = async () => {
      starts += 1;
      throw new Error('nul \u0000 and half \ud800 a pair');
    };
    queue.startWorkers({ 'part.run': handler }, { queues: ['map'] });
    await queue.enqueue(partRun, part(1));
    await until('it failed', async () => (await queue.counts(['map']))['map']?.failed === 1);
    await pause(1_500);
    expect(starts).toBe(1);
  });

  it('pauses the lane for as long as the other side asks, without using up an attempt', async () => {
    const [queue, other] = [await world.open(), await world.open()];
    const takenAt: { partId: number; attempt: number; at: number }[] = [];
    const handler = async ({ partId }: { partId: number }, { attempt }: { attempt: number }) => {
      takenAt.push({ partId, attempt, at: Date.now() });
      if (takenAt.length === 1) throw new RateLimitedError({ ...details, retryAfterMs: 1_200 });
    };
    for (const runtime of [queue, other])
      runtime.startWorkers({ 'part.run': handler }, { queues: ['push.sf'] });
    await queue.enqueueAll(partRun, [part(1, 'push', 'sf')]);
    await until('the first was refused', () => takenAt.length === 1);
    await pause(100);
    await queue.enqueue(partRun, part(2, 'push', 'sf'));
    await until('both are done', async () => (await queue.counts(['push.sf']))['push.sf']?.completed === 2);
    const first = takenAt[0]?.at ?? 0;
    for (const taken of takenAt.slice(1)) expect(taken.at - first).toBeGreaterThanOrEqual(1_150);
    expect(takenAt.every(({ attempt }) => attempt === 1)).toBe(true);
  });

  it('hands cancelled work back, to be taken again', async () => {
    const queue = await world.open();
    const attempts: number[] = [];
    const handler = async (_: unknown, { attempt }: { attempt: number }) => {
      attempts.push(attempt);
      if (attempts.length < 3) throw new CancelledError(details);
    };
    queue.startWorkers({ 'part.run': handler }, { queues: ['map'] });
    const start = performance.now();
    await queue.enqueue(partRun, part(1));
    await until('it is done', async () => (await queue.counts(['map']))['map']?.completed === 1);
    expect(attempts).toEqual([1, 1, 1]);
    // Not by way of a lock that ran out.
    expect(performance.now() - start).toBeLessThan(3_500);
  });

  it('brings a job back after the time that its handler names', async () => {
    const queue = await world.open();
    const takenAt: number[] = [];
    const handler = async () => {
      takenAt.push(Date.now());
      return takenAt.length === 1 ? { againInMs: 500 } : undefined;
    };
    queue.startWorkers({ 'part.run': handler }, { queues: ['map'] });
    await queue.enqueue(partRun, part(1));
    await until('it came back', () => takenAt.length === 2);
    expect((takenAt[1] ?? 0) - (takenAt[0] ?? 0)).toBeGreaterThanOrEqual(490);
  });

  it('takes over the job of a worker that went silent', async () => {
    const [silent, second] = [await world.open(), await world.open()];
    // A worker that takes the job and is never heard of again: its lock is not renewed.
    const never = silent.startWorkers({ 'part.run': () => new Promise(() => {}) }, { queues: ['map'] });
    await silent.enqueue(partRun, part(1));
    await until('it is held', async () => (await silent.counts(['map']))['map']?.active === 1);
    await never.stop(100);
    await silent.close({ graceMs: 100 });
    let done = 0;
    second.startWorkers({ 'part.run': async () => void (done += 1) }, { queues: ['map'] });
    await until('the other worker did it', () => done > 0);
    expect(done).toBe(1);
  });

  it('sets up schedules once, however many processes do it at once, and forgets what is no longer listed', async () => {
    const queues = await Promise.all([1, 2, 3, 4].map(() => world.open()));
    let ticks = 0;
    const handlers = { 'sla.tick': async () => void (ticks += 1), 'run.start': async () => {} };
    for (const queue of queues) queue.startWorkers(handlers, { queues: ['control'] });
    const sla = { id: 'sla', everyMs: 500, job: slaTick, payload: {} };
    const sync = {
      id: 'sync',
      everyMs: 3_600_000,
      job: runStart,
      payload: { connections: null, full: false },
    };
    const changes = await Promise.all(queues.map((queue) => queue.upsertSchedules([sla, sync])));
    expect(changes.toSorted((left, right) => left - right)).toEqual([0, 0, 0, 2]);
    const before = ticks;
    await pause(2_600);
    expect(ticks - before).toBeGreaterThanOrEqual(3);
    expect(ticks - before).toBeLessThanOrEqual(6);
    expect(await queues[0]?.upsertSchedules([sync])).toBe(1);
    await pause(700);
    const after = ticks;
    await pause(1_200);
    expect(ticks).toBe(after);
  });

  it('answers for its health', async () => {
    const queue = await world.open();
    expect(await queue.isHealthy()).toBe(true);
    await queue.close();
    expect(await queue.isHealthy()).toBe(false);
  });
});
