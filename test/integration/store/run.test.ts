import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError } from '#src/core/errors.ts';
import { createPool, type Pool } from '#src/store/pool.ts';
import { createStore } from '#src/store/store.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();
let pool: Pool;
let store: ReturnType<typeof createStore>;
const request = { connections: null, full: false, dryRun: false };

beforeAll(() => {
  pool = createPool(database.url, { max: 4, applicationName: 'test' });
  store = createStore(pool);
});
afterAll(() => pool.end());
beforeEach(() => pool.query('truncate run restart identity cascade'));

async function runWithPart(): Promise<{ runId: number; partId: number }> {
  const { run } = await store.run.startOrResume(request, new Date());
  await store.run.addParts(run.id, 0, 'map', [{ stage: 'map', part: 'crm/account', connectionName: 'crm' }]);
  const [part] = await store.run.dueParts(run.id);
  return { runId: run.id, partId: part?.partId ?? 0 };
}

describe('runs', () => {
  it('ten starts at once are one run', async () => {
    const starts = await Promise.all(
      Array.from({ length: 10 }, () => store.run.startOrResume(request, new Date())),
    );
    expect(new Set(starts.map(({ run }) => run.id)).size).toBe(1);
    expect(starts.filter(({ resumed }) => !resumed)).toHaveLength(1);
  });

  it('a part is held by one worker at a time', async () => {
    const { partId } = await runWithPart();
    const claims = await Promise.all(Array.from({ length: 8 }, () => store.run.claim(partId, 60_000)));
    expect(claims.filter((held) => held !== null)).toHaveLength(1);
  });

  it('a lease that ran out is taken over, and its former holder can commit nothing more', async () => {
    const { partId } = await runWithPart();
    const slow = await store.run.claim(partId, -1);
    const next = await store.run.claim(partId, 60_000);
    if (slow === null || next === null) throw new Error('both claims should have succeeded');
    await expect(store.transaction((tx) => tx.run.assertHeld(slow))).rejects.toThrow(CancelledError);
    await store.transaction((tx) => tx.run.assertHeld(next));
    await store.run.complete(slow, {});
    expect(await store.run.openPartCount(slow.runId)).toBe(1);
    await store.run.complete(next, {});
    expect(await store.run.openPartCount(slow.runId)).toBe(0);
  });

  it('a released part waits for its time, and counts the attempt only when told', async () => {
    const { partId, runId } = await runWithPart();
    const held = await store.run.claim(partId, 60_000);
    if (held === null) throw new Error('the claim should have succeeded');
    await store.run.release(held, 60_000, false, null);
    expect(await store.run.dueParts(runId)).toEqual([]);
    await pool.query('update run_part set not_before = null');
    const again = await store.run.claim(partId, 60_000);
    expect(again).toMatchObject({ attempts: 0, starts: 2 });
  });

  it('nothing of a run that ended is worked on', async () => {
    const { partId, runId } = await runWithPart();
    await store.run.finish(runId, 'failed', { message: 'x' });
    expect(await store.run.claim(partId, 60_000)).toBeNull();
    expect((await store.run.startOrResume(request, new Date())).run.id).not.toBe(runId);
  });
});
