import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { matchRecords } from '#src/core/match/match-records.ts';
import { GOLDEN_TYPES } from '#src/core/model/entity.ts';
import { migrate } from '#src/store/migrate.ts';
import { useDatabase } from '../../support/database.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { observePerson, people } from './small-people.ts';
import { companies, observe, pick, seeded } from './small-world.ts';
import { TwoTypes } from './two-types.ts';

const database = useDatabase({ empty: true });
const migrations = join(import.meta.dirname, '../../../src/store/migrations');
let world: TwoTypes | undefined;
afterAll(() => world?.end());

it('a home from before the second round is matched anew, under its models and golden ids', async () => {
  const folder = await tempDir();
  await copyFile(join(migrations, '0001_initial.sql'), join(folder, '0001_initial.sql'));
  await migrate(database.url, folder);
  world = new TwoTypes(database.url);
  await world.connect();
  const random = seeded(9);
  const [firms, staff] = [companies(20, random), people(30, 20, random)];
  for (let index = 0; index < 60; index++)
    await world.put(
      'account',
      { connection: 'crm', name: `a${index}` },
      observe(pick(random, firms), random),
    );
  for (let index = 0; index < 90; index++) {
    const record = { ...observePerson(pick(random, staff), random), account: `a${index % 60}` };
    await world.put('contact', { connection: 'crm', name: `c${index}` }, record);
  }
  // As the first version left it: matched in one round, each record a golden record of its own.
  for (const entity of GOLDEN_TYPES) {
    const records = await world.store.match.allLive(entity);
    const { model } = matchRecords({ entity, records, model: null, decisions: [], thresholds: {} });
    await world.query(
      `insert into match_model (entity, version, model, adopted_at) values ($1, 1, $2, now())`,
      [entity, JSON.stringify(model)],
    );
    await world.query(
      `insert into match_record (record_id, entity, key, content)
       select id, entity, 'crm/' || entity || '/' || external_id, id from source_record where entity = $1`,
      [entity],
    );
    await world.query(
      `insert into golden_record (id, entity, born_at)
       select 'old_' || external_id, entity, now() from source_record where entity = $1`,
      [entity],
    );
    await world.query(
      `insert into golden_member (record_id, golden_id)
       select id, 'old_' || external_id from source_record where entity = $1`,
      [entity],
    );
  }
  await world.query('update source_record set match_due = false');

  await migrate(database.url);
  await world.hold();
  await world.match();

  const models = await world.models();
  const batch = await world.batch(models);
  for (const entity of GOLDEN_TYPES) {
    const { told, variants, keys, ...outcome } = batch[entity];
    expect(await world.stored(entity)).toEqual(outcome);
    expect(await world.sizes(entity)).toEqual({ told, variants, keys });
    expect(await world.store.match.modelVersion(entity)).toBe(1);
    expect(models[entity].collective).toBe(true);
  }
  const ids = await world.goldenIds();
  expect(ids.every((id) => id.startsWith('old_'))).toBe(true);
  expect(ids.length).toBeLessThan(150);
});
