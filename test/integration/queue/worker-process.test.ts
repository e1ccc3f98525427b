import { afterEach, describe, expect, it } from 'vitest';
import { TransientError } from '#src/core/errors.ts';
import { runSchedulerProcess } from '#src/queue/scheduler-process.ts';
import { schedulesOf } from '#src/queue/schedules-of.ts';
import {
  HEARTBEAT_DEAD_MS,
  HEARTBEAT_EVERY_MS,
  runWorkerProcess,
  type WorkerPorts,
} from '#src/queue/worker-process.ts';
import { silentLog } from '#src/util/log.ts';
import { until } from '../../support/until.ts';
import { part, pause, useQueueWorld } from './queue-world.ts';

describe('a worker process', () => {
  const world = useQueueWorld('postgres');
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  /** Ports that note what they are asked. */
  const notebook = () => {
    const notes = { beats: [] as string[], retired: [] as string[], ran: [] as number[], runs: 0, ticks: 0 };
    let due = [part(1)];
    const ports: WorkerPorts = {
      listDueParts: async () => due,
      runPart: async ({ partId }) => {
        due = due.filter((candidate) => candidate.partId !== partId);
        notes.ran.push(partId);
      },
      startRun: async () => void (notes.runs += 1),
      tickSla: async () => void (notes.ticks += 1),
      checkClock: async () => {},
      heartbeat: async ({ id }) => void notes.beats.push(id),
      retire: async (id) => void notes.retired.push(id),
    };
    return { ports, notes };
  };

  const start = async (ports: WorkerPorts) => {
    const queue = await world.open();
    const stop = new AbortController();
    const running = runWorkerProcess({
      ports,
      queue,
      queues: ['map', 'control'],
      log: silentLog,
      signal: stop.signal,
      sweepEveryMs: 100,
    });
    const ended = running.catch((error: unknown) => error);
    stops.push(() => {
      stop.abort();
      return ended;
    });
    return { queue, stop: () => stop.abort(), running };
  };

  it('says that it lives before it works, sweeps, and signs off', async () => {
    const { ports, notes } = notebook();
    const { stop, running } = await start(ports);
    await until('the due part ran', () => notes.ran.length === 1);
    expect(notes.beats.length).toBeGreaterThan(0);
    stop();
    await running;
    expect(notes.retired).toEqual([notes.beats[0]]);
    const beats = notes.beats.length;
    await pause(200);
    expect(notes.beats.length).toBe(beats);
  });

  it('is not taken for dead because of one late heartbeat', () => {
    expect(HEARTBEAT_DEAD_MS).toBeGreaterThanOrEqual(2 * HEARTBEAT_EVERY_MS);
  });

  it('does not begin with a wrong clock', async () => {
    const { ports, notes } = notebook();
    const skew = new TransientError({ code: 'CLOCK_SKEW', message: '5 s off' });
    const { running } = await start({ ...ports, checkClock: () => Promise.reject(skew) });
    await expect(running).rejects.toBe(skew);
    expect(notes.beats).toEqual([]);
  });

  it('stops, and says why, when its clock goes wrong', async () => {
    const { ports, notes } = notebook();
    let checks = 0;
    const skew = new TransientError({ code: 'CLOCK_SKEW', message: '5 s off' });
    const checkClock = async () => {
      checks += 1;
      if (checks > 1) throw skew;
    };
    const { running } = await start({ ...ports, checkClock });
    await expect(running).rejects.toBe(skew);
    expect(notes.retired).toHaveLength(1);
  });

  it('does the scheduled work of a scheduler elsewhere', async () => {
    const { ports, notes } = notebook();
    await start(ports);
    const elsewhere = await world.open();
    const stop = new AbortController();
    const schedules = schedulesOf({ sync: 300, full: null, sla: 300 });
    const scheduling = runSchedulerProcess({
      queue: elsewhere,
      schedules,
      log: silentLog,
      signal: stop.signal,
    });
    await until('both came', () => notes.runs >= 2 && notes.ticks >= 2);
    stop.abort();
    await expect(scheduling).resolves.toBeUndefined();
  });
});
