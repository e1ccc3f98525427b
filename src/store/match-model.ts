/** Versions of the matching models. */
import { alignModel } from '../core/match/align-model.ts';
import type { MatchModel } from '../core/match/model.ts';
import type { MatchStore } from '../engine/ports/match.ts';
import type { ModelStore, ModelVersion, PreviewStore } from '../engine/ports/model.ts';
import type { Db } from './db.ts';
import { previewStore } from './model-preview.ts';

type StoredModel = { version: number; model: MatchModel };

/** What matching itself asks for: the version in force. */
export function modelInForce(
  db: Db,
): Pick<MatchStore, 'modelVersion' | 'model' | 'addModel' | 'completeModel'> {
  return {
    async modelVersion(entity) {
      const { rows } = await db.query<{ version: number }>(
        `select version from match_model where entity = $1 and state = 'in_force'`,
        [entity],
      );
      return rows[0]?.version ?? null;
    },

    async model(entity) {
      const { rows } = await db.query<StoredModel>(
        `select version, model from match_model where entity = $1 and state = 'in_force'`,
        [entity],
      );
      return readModel(rows[0]);
    },

    async addModel(entity, version, model, at) {
      await db.query(
        `insert into match_model (entity, version, model, state, estimated_at, adopted_at, in_force_at)
         values ($1, $2, $3, 'in_force', $4, $4, $4)`,
        [entity, version, JSON.stringify(model), at],
      );
    },

    async completeModel(entity, version, model) {
      await db.query(`update match_model set model = $3 where entity = $1 and version = $2`, [
        entity,
        version,
        JSON.stringify(model),
      ]);
    },
  };
}

function readModel(row: StoredModel | undefined): StoredModel | null {
  return row === undefined ? null : { version: row.version, model: alignModel(row.model) };
}

export function modelStore(db: Db): ModelStore {
  return { ...readMethods(db), ...changeMethods(db), ...previewStore(db) };
}

type ReadMethods = 'versions' | 'read' | 'adopted';

function readMethods(db: Db): Pick<ModelStore, ReadMethods> {
  return {
    async versions(entity) {
      const { rows } = await db.query<ModelVersion>(
        `select version, state, estimated_at as "estimatedAt", adopted_at as "adoptedAt", in_force_at as "inForceAt",
           preview
         from match_model where entity = $1 order by version desc`,
        [entity],
      );
      return rows;
    },

    async read(entity, version) {
      const { rows } = await db.query<{ model: MatchModel }>(
        `select model from match_model where entity = $1 and version = $2 and state <> 'discarded'`,
        [entity, version],
      );
      return rows[0] === undefined ? null : alignModel(rows[0].model);
    },

    async adopted(entity) {
      const { rows } = await db.query<StoredModel>(
        `select version, model from match_model where entity = $1 and state = 'adopted'`,
        [entity],
      );
      return readModel(rows[0]);
    },
  };
}

function changeMethods(db: Db): Omit<ModelStore, ReadMethods | keyof PreviewStore> {
  return {
    async propose(entity, model, preview, at) {
      // Two statements: in one, the index would still see the earlier candidate.
      await db.query(
        `update match_model set state = 'discarded', model = '{}' where entity = $1 and state = 'candidate'`,
        [entity],
      );
      const { rows } = await db.query<{ version: number }>(
        `insert into match_model (entity, version, model, state, estimated_at, preview)
         select $1, coalesce(max(version), 0) + 1, $2, 'candidate', $4, $3 from match_model where entity = $1
         on conflict do nothing returning version`,
        [entity, JSON.stringify(model), JSON.stringify(preview), at],
      );
      return rows[0]?.version ?? null;
    },

    async adopt(entity, version, at) {
      const { rowCount } = await db.query(
        `update match_model set state = 'adopted', adopted_at = $3
         where entity = $1 and version = $2 and state = 'candidate'`,
        [entity, version, at],
      );
      return rowCount === 1;
    },

    async discard(entity) {
      const { rows } = await db.query<{ version: number }>(
        `update match_model set state = 'discarded', model = '{}'
         where entity = $1 and state in ('candidate', 'adopted') returning version`,
        [entity],
      );
      return rows[0]?.version ?? null;
    },

    async putInForce(entity, version, at) {
      await db.query(`update match_model set state = 'retired' where entity = $1 and state = 'in_force'`, [
        entity,
      ]);
      const { rowCount } = await db.query(
        `update match_model set state = 'in_force', in_force_at = $3
         where entity = $1 and version = $2 and state = 'adopted'`,
        [entity, version, at],
      );
      return rowCount === 1;
    },
  };
}
