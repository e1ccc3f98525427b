/** A status document with something of everything, and with what an attacker would put into a name. */
import type { EngineStatus } from '#src/engine/status-reader.ts';

export const at = new Date('2026-03-01T12:00:00Z');

export const idle: EngineStatus = { runs: [], connections: [], workers: [] };

export const busy: EngineStatus = {
  runs: [
    {
      id: 7,
      kind: 'sync',
      state: 'active',
      asOf: at,
      startedAt: new Date('2026-03-01T11:58:30Z'),
      endedAt: null,
      error: null,
      stages: [
        { stage: 'extract', parts: { due: 1, running: 1, done: 3, failed: 0 }, done: 12_345, total: null },
        { stage: 'map', parts: { due: 0, running: 0, done: 0, failed: 1 }, done: 10, total: 200 },
      ],
    },
    {
      id: 6,
      kind: 'dry_run',
      state: 'failed',
      asOf: at,
      startedAt: new Date('2026-03-01T10:00:00Z'),
      endedAt: new Date('2026-03-01T10:03:00Z'),
      error: '<script>alert("run")</script>',
      stages: [],
    },
  ],
  connections: [
    {
      name: 'sales<img src=x onerror=alert(1)>',
      kind: 'salesforce',
      mode: 'live',
      pausedReason: 'token & "secret" refused',
      records: 9_000,
      lastExtractAt: new Date('2026-03-01T11:59:48Z'),
      quarantined: 3,
      writes: { planned: 5, sending: 2, written: 1_000, rejected: 4, gone: 1 },
    },
  ],
  workers: [{ id: 'w', pid: 4711, queues: ['map', 'match'], seenAt: new Date('2026-03-01T11:59:58Z') }],
};

export const queues = { map: { waiting: 4, active: 1, delayed: 2, failed: 0, completed: 9 } };
