import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SlaConfig } from '#src/core/sla/sla-config.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { replayClocks } from '#src/engine/stages/replay-clocks.ts';
import { createPool, type Pool } from '#src/store/pool.ts';
import { createStore } from '#src/store/store.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();
const NOW = new Date('2026-06-01T12:00:00Z');
let pool: Pool;

beforeAll(() => {
  pool = createPool(database.url, { max: 2, applicationName: 'test' });
});
afterAll(() => pool.end());

describe('the last case of an account, deleted in the CRM', () => {
  it('takes what was shown of its clocks back', async () => {
    const store = createStore(pool);
    await store.source.syncConnections([
      { name: 'crm', kind: 'salesforce', mode: 'live', trust: 1, goLiveAt: null },
    ]);
    await pool.query(
      `insert into source_record (connection_id, stream, entity, external_id, payload, payload_hash, mapped,
         source_modified_at, deleted_at, sla_due)
       select id, 'account', 'account', '001', '{}'::jsonb, 'h', '{}'::jsonb, now(), null::timestamptz, false from connection
       union all
       select id, 'case', 'case', '500', '{}', 'h', '{"account":"001"}', now(), now(),
         true from connection`,
    );
    await pool.query(`insert into golden_record (id, entity, born_at) values ('ga_1', 'account', now())`);
    await pool.query(
      `insert into golden_member select id, 'ga_1' from source_record where entity = 'account'`,
    );
    await pool.query(
      `insert into sla_status values ('ga_1', '{"sla_status":"breached","sla_breaches_90d":1}')`,
    );
    const request = { connections: null, full: false, dryRun: false };
    const { run } = await store.run.startOrResume(request, NOW);
    await store.run.addParts(run.id, 5, 'sla', [{ stage: 'sla', part: 'replay', connectionName: null }]);
    const [part] = await store.run.dueParts(run.id);
    const held = await store.run.claim(part?.partId ?? 0, 60_000);
    if (held === null) throw new Error('the part is free');
    const context = { store, config: { sla: SlaConfig.parse({}) } } as unknown as EngineContext;

    await replayClocks(context, held, new AbortController().signal);

    expect(await store.sla.statuses(['ga_1'])).toEqual(
      new Map([['ga_1', { sla_status: null, sla_breaches_90d: null }]]),
    );
    expect((await store.outbox.takePlanDue(10)).goldenIds).toEqual(['ga_1']);
  });
});
