import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runSync } from '#src/cli/sync/run-sync.ts';
import { readEnvironment } from '#src/config/environment.ts';
import type { RunRequest } from '#src/engine/ports/run.ts';
import { openRuntime, type Runtime } from '#src/runtime.ts';
import { silentLog } from '#src/util/log.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();
const AS_OF = new Date('2026-06-01T00:00:00Z');
const EVERYTHING: RunRequest = { connections: null, full: false, dryRun: false };
const TICK: RunRequest = { connections: [], full: false, dryRun: false };
let home: string;
let runtime: Runtime;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'goldenrod-join-'));
  runtime = await openRuntime({
    home,
    configFile: join(home, 'goldenrod.yaml'),
    environment: readEnvironment({
      DATABASE_URL: database.url,
      GOLDENROD_SECRET_KEY: 'ab'.repeat(32),
    }),
    log: silentLog,
    applicationName: 'test',
  });
});
afterEach(async () => {
  await runtime.close();
  await rm(home, { recursive: true });
});

function sync(request: RunRequest) {
  return runSync({
    runtime,
    request,
    asOf: AS_OF,
    signal: new AbortController().signal,
    log: silentLog,
    onProgress: () => undefined,
  });
}

describe('sync while another run is under way', () => {
  it('joins a run that does what was asked for', async () => {
    const { run } = await runtime.engine.startRun(EVERYTHING, AS_OF);
    expect(await sync(EVERYTHING)).toMatchObject({ resumed: true, run: { id: run.id, state: 'done' } });
  });

  it('waits for a tick of the clocks, which reads nothing, and then does its own work', async () => {
    const { run } = await runtime.engine.startRun(TICK, AS_OF);
    const done = await sync(EVERYTHING);
    expect(done).toMatchObject({ resumed: false, run: { state: 'done', request: EVERYTHING } });
    expect((await runtime.store.run.get(run.id))?.state).toBe('done');
  });

  it('never writes for a dry run', async () => {
    const { run } = await runtime.engine.startRun(EVERYTHING, AS_OF);
    await expect(sync({ ...EVERYTHING, dryRun: true })).rejects.toThrow(`run ${run.id} is under way`);
    expect((await runtime.store.run.get(run.id))?.state).toBe('active');
    await sync(EVERYTHING);
  });
});
