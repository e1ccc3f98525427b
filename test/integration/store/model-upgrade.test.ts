import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrate } from '#src/store/migrate.ts';
import { createPool } from '#src/store/pool.ts';
import { createStore } from '#src/store/store.ts';
import { useDatabase } from '../../support/database.ts';
import { tempDir } from '../../support/temp-dir.ts';

const database = useDatabase({ empty: true });
const migrations = join(import.meta.dirname, '../../../src/store/migrations');

const released = (type: string, records: number) =>
  JSON.stringify({ type, records, extras: [], features: [], kinships: [], prior: -10 });

test('models of a released database stay in force, the newest of each type', async () => {
  const folder = await tempDir();
  await copyFile(join(migrations, '0001_initial.sql'), join(folder, '0001_initial.sql'));
  await migrate(database.url, folder);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `insert into match_model (entity, version, model, adopted_at) values
       ('account', 1, $1, '2026-01-01Z'), ('account', 2, $2, '2026-02-01Z'), ('contact', 1, $3, '2026-01-01Z')`,
    [released('account', 1), released('account', 2), released('contact', 3)],
  );
  await client.end();
  await migrate(database.url);
  const pool = createPool(database.url, { max: 1, applicationName: 'test' });
  const { model, match } = createStore(pool);
  expect(await model.versions('account')).toMatchObject([
    { version: 2, state: 'in_force', inForceAt: new Date('2026-02-01Z'), preview: null },
    { version: 1, state: 'retired', estimatedAt: new Date('2026-01-01Z') },
  ]);
  expect(await match.model('account')).toMatchObject({ version: 2, model: { records: 2 } });
  expect(await match.model('contact')).toMatchObject({ version: 1, model: { records: 3 } });
  await pool.end();
});
