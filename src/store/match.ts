/** Match models, keys, pairs and the stewards' decisions. */
import type { MatchRecord, MatchStore } from '../engine/ports/match.ts';
import type { Json } from '../util/json.ts';
import type { Db } from './db.ts';

const RECORD_COLUMNS = `s.id, c.name || '/' || s.stream || '/' || s.external_id as key, s.mapped as record`;

export function matchStore(db: Db): MatchStore {
  return {
    async model(entity) {
      const { rows } = await db.query<{ version: number; model: Json }>(
        `select version, model from match_model where entity = $1 order by version desc limit 1`,
        [entity],
      );
      return rows[0] ?? null;
    },

    async addModel(entity, version, model, at) {
      await db.query(`insert into match_model (entity, version, model, adopted_at) values ($1, $2, $3, $4)`, [
        entity,
        version,
        JSON.stringify(model),
        at,
      ]);
    },

    async dueCount(entity) {
      const { rows } = await db.query<{ count: number }>(
        `select count(*)::int as count from source_record where entity = $1 and match_due`,
        [entity],
      );
      return rows[0]?.count ?? 0;
    },

    async takeDue(entity, limit) {
      const { rows } = await db.query<MatchRecord & { gone: boolean }>(
        `select ${RECORD_COLUMNS}, s.deleted_at is not null as gone
         from source_record s join connection c on c.id = s.connection_id
         where s.entity = $1 and s.match_due order by s.id limit $2 for update of s`,
        [entity, limit],
      );
      return {
        live: rows.filter((row) => !row.gone).map(({ id, key, record }) => ({ id, key, record })),
        gone: rows.filter((row) => row.gone).map(({ id, key }) => ({ id, key })),
      };
    },

    async clearDue(recordIds) {
      await db.query(
        `update source_record set match_due = false where id = any($1::bigint[]) and match_due`,
        [recordIds],
      );
    },

    async allLive(entity) {
      const { rows } = await db.query<MatchRecord>(
        `select ${RECORD_COLUMNS} from source_record s join connection c on c.id = s.connection_id
         where s.entity = $1 and s.deleted_at is null and s.mapped is not null order by s.id`,
        [entity],
      );
      return rows;
    },

    async byIds(recordIds) {
      const { rows } = await db.query<MatchRecord>(
        `select ${RECORD_COLUMNS} from source_record s join connection c on c.id = s.connection_id
         where s.id = any($1::bigint[]) and s.deleted_at is null order by s.id`,
        [recordIds],
      );
      return rows;
    },

    async replaceKeys(entity, keys) {
      await db.query(`delete from match_key where record_id = any($1::bigint[])`, [
        keys.map((k) => k.recordId),
      ]);
      const recordIds: number[] = [];
      const values: number[] = [];
      for (const { recordId, keys: own } of keys) {
        for (const key of own) {
          recordIds.push(recordId);
          values.push(key);
        }
      }
      await db.query(
        `insert into match_key (entity, key, record_id)
         select $1, k.key, k.record_id from unnest($2::bigint[], $3::bigint[]) as k(key, record_id)
         on conflict do nothing`,
        [entity, values, recordIds],
      );
    },

    async partners(entity, recordIds) {
      const { rows } = await db.query<{ id: number }>(
        `select distinct o.record_id as id
         from match_key m join match_key o on o.entity = m.entity and o.key = m.key
         where m.entity = $1 and m.record_id = any($2::bigint[]) order by 1`,
        [entity, recordIds],
      );
      return rows.map((row) => row.id);
    },

    async deletePairsOf(recordIds) {
      const { rows } = await db.query<{ left_id: number; right_id: number }>(
        `delete from match_pair where left_id = any($1::bigint[]) or right_id = any($1::bigint[])
         returning left_id, right_id`,
        [recordIds],
      );
      return [...new Set(rows.flatMap((row) => [row.left_id, row.right_id]))];
    },

    async insertPairs(entity, pairs) {
      if (pairs.length === 0) return;
      await db.query(
        `insert into match_pair (entity, left_id, right_id, weight, probability, decision, constraint_reason)
         select $1, p.* from unnest($2::bigint[], $3::bigint[], $4::float8[], $5::float8[], $6::text[], $7::text[]) as p
         on conflict (left_id, right_id) do update
           set weight = excluded.weight, probability = excluded.probability, decision = excluded.decision,
               constraint_reason = excluded.constraint_reason`,
        [
          entity,
          pairs.map((p) => p.leftId),
          pairs.map((p) => p.rightId),
          pairs.map((p) => p.weight),
          pairs.map((p) => p.probability),
          pairs.map((p) => p.decision),
          pairs.map((p) => p.constraintReason),
        ],
      );
    },

    async component(recordIds) {
      const { rows } = await db.query<{ id: number }>(
        `with recursive reached(id) as (
           select unnest($1::bigint[])
           union
           select next.id from reached r cross join lateral (
             select right_id as id from match_pair where left_id = r.id
             union all
             select left_id from match_pair where right_id = r.id
             union all
             select m2.record_id from golden_member m1 join golden_member m2 on m2.golden_id = m1.golden_id
             where m1.record_id = r.id
           ) next
         )
         select id from reached order by id`,
        [recordIds],
      );
      return rows.map((row) => row.id);
    },

    async decisions(entity) {
      const { rows } = await db.query<{ leftKey: string; rightKey: string; verdict: 'same' | 'different' }>(
        `select left_key as "leftKey", right_key as "rightKey", verdict from decision where entity = $1 order by id`,
        [entity],
      );
      return rows;
    },

    async reviewCount(entity) {
      const { rows } = await db.query<{ count: number }>(
        `select count(*)::int as count from match_pair p
           join golden_member l on l.record_id = p.left_id join golden_member r on r.record_id = p.right_id
         where p.entity = $1 and p.decision = 'review' and l.golden_id <> r.golden_id`,
        [entity],
      );
      return rows[0]?.count ?? 0;
    },
  };
}
