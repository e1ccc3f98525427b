import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { QuarantineEntry } from '#src/engine/ports/quarantine.ts';
import { createPool, type Pool } from '#src/store/pool.ts';
import { createStore } from '#src/store/store.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();
let pool: Pool;
let store: ReturnType<typeof createStore>;
let connectionId: number;
let runId: number;

beforeAll(() => {
  pool = createPool(database.url, { max: 2, applicationName: 'test' });
  store = createStore(pool);
});
afterAll(() => pool.end());

beforeEach(async () => {
  await pool.query('truncate connection, run restart identity cascade');
  const [connection] = await store.source.syncConnections([
    { name: 'erp', kind: 'csv', mode: 'observe', trust: 1, goLiveAt: null },
  ]);
  connectionId = connection?.id ?? 0;
  const request = { connections: null, full: false, dryRun: false };
  runId = (await store.run.startOrResume(request, new Date())).run.id;
});

function row(over: Partial<QuarantineEntry>): QuarantineEntry {
  return {
    connectionId,
    stream: 'customers',
    externalId: null,
    field: null,
    stage: 'extract',
    code: 'CSV_COLUMNS',
    message: 'first',
    payload: 'a;b',
    ...over,
  };
}

async function messages(): Promise<string[]> {
  const { rows } = await pool.query<{ message: string }>('select message from quarantine order by message');
  return rows.map(({ message }) => message);
}

describe('quarantine', () => {
  it('takes two unreadable rows of the same text in one page as one entry', async () => {
    await store.quarantine.add([row({}), row({ message: 'second' })], runId, new Date());
    expect(await messages()).toEqual(['second']);
  });

  it('takes two problems of one field as one entry, and other fields as their own', async () => {
    const problem = { externalId: '7', stage: 'map' } as const;
    await store.quarantine.add(
      [
        row({ ...problem, field: 'vat_id', message: 'not a number' }),
        row({ ...problem, field: 'vat_id', message: 'too long' }),
        row({ ...problem, field: 'duns', message: 'too short' }),
      ],
      runId,
      new Date(),
    );
    expect(await messages()).toEqual(['too long', 'too short']);
  });
});
