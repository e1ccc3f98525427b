import { expect, it } from 'vitest';
import { LEASE_MS } from '#src/engine/run-part.ts';
import { SWEEP_EVERY_MS } from '#src/queue/sweeper.ts';

it('work goes on within 20 seconds of a worker start after a kill: lease, two looks, and time to start', () => {
  expect(LEASE_MS + 2 * SWEEP_EVERY_MS).toBeLessThanOrEqual(17_000);
});
