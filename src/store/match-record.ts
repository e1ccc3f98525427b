/** Which records are due for matching, and which content each has. */
import type { ContentRecord } from '../core/match/cluster-contents.ts';
import type { MatchRecord, MatchStore } from '../engine/ports/match.ts';
import type { Db } from './db.ts';
import { prepared } from './prepared.ts';

const RECORD_COLUMNS = `s.id, c.name || '/' || s.stream || '/' || s.external_id as key, s.mapped as record`;

type RecordMethods =
  | 'beginChanges'
  | 'dueCount'
  | 'takeDue'
  | 'clearDue'
  | 'allLive'
  | 'saveRecords'
  | 'forget';

export function matchRecordStore(db: Db): Pick<MatchStore, RecordMethods> {
  return {
    async beginChanges() {
      // The next commit that does wait for the disk, such as the one that ends the part, takes this one along.
      await db.query(
        `select set_config('synchronous_commit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)`,
      );
    },

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
        live: rows.filter((row) => !row.gone).map(({ id, key, record }) => ({ id, key, record })),
        gone: rows.filter((row) => row.gone).map(({ id, key }) => ({ id, key })),
      };
    },

    async clearDue(recordIds) {
      await prepared(
        db,
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

    async forget(entity) {
      for (const table of ['match_pair', 'match_key', 'match_content', 'match_record'])
        await db.query(`delete from ${table} where entity = $1`, [entity]);
    },

    async saveRecords(entity, live, gone) {
      const ids = [...live.map(({ id }) => id), ...gone];
      // Read and written in one statement: it sees the rows as they were.
      const { rows } = await prepared<Pick<ContentRecord, 'content'>>(
        db,
        `with former as (
           select content from match_record where record_id = any($5::bigint[])
         ), left_alone as (
           delete from match_record where record_id = any($6::bigint[])
         ), saved as (
           insert into match_record (record_id, entity, key, content)
           select r.id, $1, r.key, r.content from unnest($2::bigint[], $3::text[], $4::bigint[]) as r(id, key, content)
           on conflict (record_id) do update set key = excluded.key, content = excluded.content
             where match_record.content <> excluded.content or match_record.key <> excluded.key
         )
         select distinct content from former`,
        [entity, live.map(({ id }) => id), live.map(({ key }) => key), live.map((r) => r.content), ids, gone],
      );
      return rows.map((row) => row.content);
    },
  };
}
