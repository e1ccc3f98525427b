import { describe, expect, it } from 'vitest';
import type { PartRef } from '#src/engine/stage.ts';
import { createSweeper } from '#src/queue/sweeper.ts';
import { silentLog } from '#src/util/log.ts';

function part(partId: number): PartRef {
  return { partId, runId: 1, stage: 'map', part: `sf/account ${partId}`, connectionName: 'sf' };
}

/** A table of due parts and a list of the jobs that were made for them. */
function world() {
  const state = { due: [] as PartRef[], at: 0, jobs: [] as number[], queueDown: false };
  const sweeper = createSweeper({
    port: { listDueParts: async () => state.due },
    queue: {
      enqueueAll: async (_job, payloads) => {
        if (state.queueDown) throw new Error('queue is down');
        state.jobs.push(...payloads.map((payload) => (payload as unknown as PartRef).partId));
      },
    },
    log: silentLog,
    everyMs: 1,
    repeatMs: 60_000,
    now: () => state.at,
  });
  return { state, sweeper };
}

describe('sweeper', () => {
  it('gives a job to all that is due when it starts', async () => {
    const { state, sweeper } = world();
    state.due = [part(1), part(2)];
    expect(await sweeper.sweep()).toBe(2);
    expect(state.jobs).toEqual([1, 2]);
  });

  it('leaves a part that has just fallen due to the job that was made with it', async () => {
    const { state, sweeper } = world();
    await sweeper.sweep();
    state.due = [part(1)];
    expect(await sweeper.sweep()).toBe(0);
    state.due = [];
    expect(await sweeper.sweep()).toBe(0);
    expect(state.jobs).toEqual([]);
  });

  it('gives a job to a part that is due at two looks in a row', async () => {
    const { state, sweeper } = world();
    await sweeper.sweep();
    state.due = [part(1)];
    await sweeper.sweep();
    expect(await sweeper.sweep()).toBe(1);
  });

  it('does not repeat itself for a part that waits behind others, until a while has passed', async () => {
    const { state, sweeper } = world();
    state.due = [part(1)];
    await sweeper.sweep();
    state.at = 59_999;
    expect(await sweeper.sweep()).toBe(0);
    state.at = 60_000;
    expect(await sweeper.sweep()).toBe(1);
  });

  it('takes up again a part that was held in between and lost its holder', async () => {
    const { state, sweeper } = world();
    state.due = [part(1)];
    await sweeper.sweep();
    state.due = [];
    await sweeper.sweep();
    state.due = [part(1)];
    await sweeper.sweep();
    expect(await sweeper.sweep()).toBe(1);
    expect(state.jobs).toEqual([1, 1]);
  });

  it('tries again at the next look when the queue was down', async () => {
    const { state, sweeper } = world();
    state.due = [part(1)];
    state.queueDown = true;
    await expect(sweeper.sweep()).rejects.toThrow('queue is down');
    state.queueDown = false;
    expect(await sweeper.sweep()).toBe(1);
  });

  it('goes on after a failure, and ends with the signal', async () => {
    const stop = new AbortController();
    let looks = 0;
    const sweeper = createSweeper({
      port: {
        listDueParts: async () => {
          looks += 1;
          if (looks === 3) stop.abort();
          throw new Error('database is away');
        },
      },
      queue: { enqueueAll: async () => {} },
      log: silentLog,
      everyMs: 1,
    });
    await sweeper.run(stop.signal);
    expect(looks).toBe(3);
  });
});
