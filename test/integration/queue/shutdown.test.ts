import { describe, expect, it } from 'vitest';
import { CancelledError } from '#src/core/errors.ts';
import { partRun } from '#src/queue/jobs/part-run.ts';
import { until } from '../../support/until.ts';
import { backendKinds, part, pause, useQueueWorld } from './queue-world.ts';

describe.each(backendKinds)('shutdown on %s', (kind) => {
  const world = useQueueWorld(kind);

  it('lets a running job finish, and takes no other', async () => {
    const queue = await world.open();
    const done: number[] = [];
    let started = 0;
    const handler = async ({ partId }: { partId: number }) => {
      started += 1;
      await pause(400);
      done.push(partId);
    };
    const workers = queue.startWorkers({ 'part.run': handler }, { queues: ['map'] });
    await queue.enqueueAll(partRun, [part(1), part(2)]);
    await until('one runs', () => started === 1);
    await workers.stop(5_000);
    expect(done).toEqual([1]);
    expect((await queue.counts(['map']))['map']).toMatchObject({ waiting: 1, active: 0, completed: 1 });
  });

  it('tells a long job to stop at half of the grace, and hands it back', async () => {
    const queue = await world.open();
    let started = 0;
    const handler = (_: unknown, { signal }: { signal: AbortSignal }) =>
      new Promise<void>((_resolve, reject) => {
        started += 1;
        signal.addEventListener('abort', () =>
          reject(new CancelledError({ code: 'STOPPED', message: 'stopped' })),
        );
      });
    const workers = queue.startWorkers({ 'part.run': handler }, { queues: ['map'] });
    await queue.enqueue(partRun, part(1));
    await until('it runs', () => started === 1);
    const start = performance.now();
    await workers.stop(4_000);
    expect(performance.now() - start).toBeLessThan(3_800);
    expect((await queue.counts(['map']))['map']).toMatchObject({ waiting: 1, active: 0 });
  });

  it('ends within the grace even when a job does not listen', async () => {
    const queue = await world.open();
    let started = 0;
    const handler = () => {
      started += 1;
      return new Promise<void>(() => {});
    };
    queue.startWorkers({ 'part.run': handler }, { queues: ['map'] });
    await queue.enqueue(partRun, part(1));
    await until('it runs', () => started === 1);
    const start = performance.now();
    await queue.close({ graceMs: 1_000 });
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('of idle workers is quick', async () => {
    const queue = await world.open({ idlePollSeconds: 30 });
    queue.startWorkers({}, { queues: ['map', 'match', 'merge', 'push.sf'] });
    await pause(300);
    const start = performance.now();
    await queue.close();
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
