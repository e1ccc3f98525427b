/** Which records are due for matching, and which contents each has. */
import type { FormerRecord, GoneRecord, MatchRecord, MatchStore } from '../engine/ports/match.ts';
import type { Db } from './db.ts';
import { prepared } from './prepared.ts';

const KEY = `c.name || '/' || s.stream || '/' || s.external_id as key`;
const RECORD_COLUMNS = `s.id, ${KEY}, s.mapped as record, s.connection_id as "connectionId",
  case when s.entity = 'contact' then s.mapped ->> 'account' end as account`;

type DueMethods = 'dueCount' | 'takeDue' | 'clearDue' | 'clearAllDue' | 'allLive';
type RecordMethods =
  | 'forgetAll'
  | 'saveRecords'
  | 'saveFirstClusters'
  | 'recordIds'
  | 'firstClusters'
  | 'departed'
  | 'saveSeconds';

export function matchRecordStore(db: Db): Pick<MatchStore, DueMethods | RecordMethods> {
  return { ...dueStore(db), ...recordStore(db) };
}

function dueStore(db: Db): Pick<MatchStore, DueMethods> {
  return {
    async dueCount(entity) {
      const { rows } = await db.query<{ count: number }>(
        `select count(*)::int as count from source_record where entity = $1 and match_due`,
        [entity],
      );
      return rows[0]?.count ?? 0;
    },

    async takeDue(entity, limit) {
      const { rows } = await prepared<MatchRecord & { gone: boolean }>(
        db,
        `select ${RECORD_COLUMNS}, s.deleted_at is not null or s.mapped is null as gone
         from source_record s join connection c on c.id = s.connection_id
         where s.entity = $1 and s.match_due order by s.id limit $2 for update of s`,
        [entity, limit],
      );
      return {
        live: rows.filter((row) => !row.gone).map(({ gone: _, ...record }) => record),
        gone: rows.filter((row) => row.gone).map(({ id, key }) => ({ id, key })),
      };
    },

    async clearDue({ live, gone }) {
      await prepared(
        db,
        `with cleared as (
           update source_record set match_due = false where id = any($1::bigint[]) and match_due
         )
         update golden_record g set merge_due = true from golden_member m
         where m.record_id = any($2::bigint[]) and g.id = m.golden_id and not g.merge_due`,
        [[...live, ...gone], live],
      );
    },

    async clearAllDue(entity) {
      await db.query(`update source_record set match_due = false where entity = $1 and match_due`, [entity]);
    },

    async allLive(entity) {
      const { rows } = await db.query<MatchRecord>(
        `select ${RECORD_COLUMNS} from source_record s join connection c on c.id = s.connection_id
         where s.entity = $1 and s.deleted_at is null and s.mapped is not null order by s.id`,
        [entity],
      );
      return rows;
    },
  };
}

function recordStore(db: Db): Pick<MatchStore, RecordMethods> {
  return {
    async forgetAll(entity) {
      if (entity === 'contact') await db.query('delete from match_link');
      for (const table of [
        'match_pair',
        'match_key',
        'match_variant',
        'match_content',
        'match_cluster',
        'match_record',
      ])
        await db.query(`delete from ${table} where entity = $1`, [entity]);
    },

    async saveRecords(entity, live, gone) {
      const ids = [...live.map(({ id }) => id), ...gone];
      // Read and written in one statement: it sees the rows as they were.
      const { rows } = await prepared<(FormerRecord | { id: null }) & { hasDecisions: boolean }>(
        db,
        `with former as (
           select record_id, content, second, first_cluster from match_record where record_id = any($7::bigint[])
         ), left_alone as (
           delete from match_record where record_id = any($8::bigint[])
         ), saved as (
           insert into match_record (record_id, entity, key, content, second, collective, first_cluster)
           select r.id, $1, r.key, r.content, r.second, r.collective, r.first_cluster
           from unnest($2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $9::text[])
             as r(id, key, content, second, collective, first_cluster)
           on conflict (record_id) do update
             set key = excluded.key, content = excluded.content, second = excluded.second, collective = excluded.collective
             where (match_record.content, match_record.second, match_record.key, match_record.collective)
               is distinct from (excluded.content, excluded.second, excluded.key, excluded.collective)
         )
         select d.has as "hasDecisions", f.record_id as id, f.content, f.second, f.first_cluster as "firstCluster"
         from (select exists (select from decision where entity = $1) as has) d left join former f on true`,
        [
          entity,
          live.map(({ id }) => id),
          live.map(({ key }) => key),
          live.map(({ content }) => content),
          live.map(({ second }) => second),
          live.map(({ collective }) => collective),
          ids,
          gone,
          live.map(({ firstCluster }) => firstCluster ?? null),
        ],
      );
      return {
        former: rows.flatMap(({ hasDecisions: _, ...former }) => (former.id === null ? [] : [former])),
        hasDecisions: rows[0]?.hasDecisions ?? false,
      };
    },

    async saveFirstClusters(clusters) {
      if (clusters.length === 0) return;
      await prepared(
        db,
        `update match_record m set first_cluster = c.name
         from unnest($1::bigint[], $2::text[]) as c(id, name) where m.record_id = c.id`,
        [clusters.map(({ id }) => id), clusters.map(({ cluster }) => cluster)],
      );
    },

    async recordIds(entity) {
      const { rows } = await db.query<{ id: number }>(
        `select record_id as id from match_record where entity = $1 order by record_id`,
        [entity],
      );
      return rows.map(({ id }) => id);
    },

    async firstClusters(entity) {
      const { rows } = await db.query<{ id: number; key: string; cluster: string }>(
        `select record_id as id, key, first_cluster as cluster from match_record where entity = $1 order by record_id`,
        [entity],
      );
      return rows;
    },

    async departed(entity) {
      const { rows } = await db.query<GoneRecord>(
        `select s.id, ${KEY}
         from golden_member g join source_record s on s.id = g.record_id join connection c on c.id = s.connection_id
         where s.entity = $1 and not exists (select from match_record m where m.record_id = s.id) order by s.id`,
        [entity],
      );
      return rows;
    },

    async saveSeconds(records) {
      await db.query(
        `update match_record m set second = r.second, collective = r.collective
         from unnest($1::bigint[], $2::bigint[], $3::text[]) as r(id, second, collective) where m.record_id = r.id`,
        [records.map(({ id }) => id), records.map(({ second }) => second), records.map((r) => r.collective)],
      );
    },
  };
}
