import { describe, expect, it } from 'vitest';
import { concurrencyOf } from '#src/queue/concurrency.ts';
import { jobs } from '#src/queue/jobs/registry.ts';
import { isLane, queueNames, queueOfStage } from '#src/queue/queue-names.ts';
import { schedulesOf } from '#src/queue/schedules-of.ts';

describe('queues', () => {
  it('are one per connection for extract and push, one for all the others', () => {
    expect(queueOfStage('extract', 'sf')).toBe('extract.sf');
    expect(queueOfStage('push', 'sf')).toBe('push.sf');
    expect(queueOfStage('push', null)).toBe('push');
    expect(queueOfStage('map', 'sf')).toBe('map');
  });

  it('cover every part that there can be', () => {
    const names = queueNames(['sf', 'erp']);
    for (const stage of ['extract', 'map', 'match', 'merge', 'score', 'sla', 'push'] as const) {
      for (const connection of ['sf', 'erp', null]) expect(names).toContain(queueOfStage(stage, connection));
    }
    expect(names).toContain('control');
    expect(new Set(names).size).toBe(names.length);
  });

  it('can be paused only where one connection sets the pace', () => {
    expect(queueNames(['sf']).filter(isLane)).toEqual(['extract.sf', 'push.sf']);
  });

  it('send the writes of one connection in one line', () => {
    expect(concurrencyOf(['push.sf', 'match', 'extract.sf', 'control'])).toEqual({
      'push.sf': 1,
      match: 1,
      'extract.sf': 3,
      control: 2,
    });
  });
});

describe('jobs', () => {
  it('stand in the registry under their own names, noun and verb', () => {
    for (const [name, job] of Object.entries(jobs)) {
      expect(job.name).toBe(name);
      expect(name).toMatch(/^[a-z]+\.[a-z]+$/);
    }
  });

  it('refuse a payload that is not theirs', () => {
    expect(jobs['part.run'].payload.safeParse({ partId: 1 }).success).toBe(false);
    expect(jobs['run.start'].payload.safeParse({ connections: null, full: 'yes' }).success).toBe(false);
    expect(jobs['sla.tick'].payload.safeParse({ any: 1 }).success).toBe(false);
  });
});

describe('schedules', () => {
  it('leave out what is switched off', () => {
    expect(
      schedulesOf({ sync: 1_000, full: null, sla: 2_000 }).map(({ id, everyMs }) => [id, everyMs]),
    ).toEqual([
      ['sync', 1_000],
      ['sla', 2_000],
    ]);
    expect(schedulesOf({ sync: null, full: null, sla: null })).toEqual([]);
  });
});
