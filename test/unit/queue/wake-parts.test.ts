import { describe, expect, it } from 'vitest';
import type { PartRef } from '#src/engine/stage.ts';
import { wakeParts } from '#src/queue/wake-parts.ts';
import type { Log } from '#src/util/log.ts';

const held = {
  partId: 3,
  runId: 1,
  stage: 'push',
  part: 'send/sf',
  connectionName: 'sf',
  token: 'secret',
} as PartRef;

/** A queue that notes what it is given. */
function notebook(down = false) {
  const added: { payload: unknown; delayMs: number }[] = [];
  const add = async (payload: unknown, delayMs: number) => {
    if (down) throw new Error('queue is down');
    added.push({ payload, delayMs });
  };
  const warnings: string[] = [];
  const log: Log = {
    error() {},
    warn: (message) => void warnings.push(message),
    info() {},
    debug() {},
    child: () => log,
  };
  const wake = wakeParts(
    {
      enqueue: (_job, payload, options) => add(payload, options?.delayMs ?? 0),
      enqueueAll: async (_job, payloads) => {
        for (const payload of payloads) await add(payload, 0);
      },
    },
    log,
  );
  return { wake, added, warnings };
}

describe('waking workers for parts', () => {
  it('names the part and nothing else of what the caller holds', async () => {
    const { wake, added } = notebook();
    await wake([held], 0);
    const { token: _, ...name } = held as PartRef & { token: string };
    expect(added).toEqual([{ payload: name, delayMs: 0 }]);
  });

  it('puts the wake-up off as long as the part is', async () => {
    const { wake, added } = notebook();
    await wake([held, held], 1_500);
    expect(added.map(({ delayMs }) => delayMs)).toEqual([1_500, 1_500]);
  });

  it('tells the log and goes on when the queue is down: the sweeper follows', async () => {
    const { wake, warnings } = notebook(true);
    await wake([held], 0);
    await wake([held], 100);
    expect(warnings).toHaveLength(2);
  });
});
