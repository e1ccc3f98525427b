/** Golden records, who their members are, and how that came about. */
import type { GoldenStore, MemberRow } from '../engine/ports/golden.ts';
import type { Db } from './db.ts';
import { prepared } from './prepared.ts';

export function goldenStore(db: Db): GoldenStore {
  return {
    async membershipOf(recordIds) {
      const { rows } = await prepared<{ recordId: number; key: string; goldenId: string; bornAt: Date }>(
        db,
        `select m.record_id as "recordId", c.name || '/' || s.stream || '/' || s.external_id as key,
           m.golden_id as "goldenId", g.born_at as "bornAt"
         from golden_member m join golden_record g on g.id = m.golden_id
           join source_record s on s.id = m.record_id join connection c on c.id = s.connection_id
         where m.record_id = any($1::bigint[]) order by m.record_id`,
        [recordIds],
      );
      return rows;
    },

    async existingIds(ids) {
      const { rows } = await prepared<{ id: string }>(db, `select id from golden_record where id = any($1)`, [
        ids,
      ]);
      return new Set(rows.map((row) => row.id));
    },

    async applyIdentity({ entity, membership, departed, born, retired, changed, lineage, cause, runId, at }) {
      // Most changes are a few of these.
      if (born.length > 0)
        await prepared(
          db,
          `insert into golden_record (id, entity, born_at) select b.id, $1, $3 from unnest($2::text[]) as b(id)`,
          [entity, born, at],
        );
      await prepared(
        db,
        `insert into golden_member (record_id, golden_id)
         select m.* from unnest($1::bigint[], $2::text[]) as m(record_id, golden_id)
         on conflict (record_id) do update set golden_id = excluded.golden_id
           where golden_member.golden_id <> excluded.golden_id`,
        [[...membership.keys()], [...membership.values()]],
      );
      if (departed.length > 0)
        await prepared(db, `delete from golden_member where record_id = any($1::bigint[])`, [departed]);
      if (retired.size > 0)
        await prepared(
          db,
          `update golden_record g set redirect_to = r.heir, merge_due = false, score_due = false, push_due = false
           from unnest($1::text[], $2::text[]) as r(id, heir) where g.id = r.id`,
          [[...retired.keys()], [...retired.values()]],
        );
      await prepared(
        db,
        `update golden_record set merge_due = true, push_due = true, score_due = score_due or entity = 'account'
         where id = any($1)`,
        [changed],
      );
      await prepared(
        db,
        `insert into lineage (entity, golden_id, event, other_golden_id, record_key, cause, run_id, at)
         select $1, l."goldenId", l.event, l."otherGoldenId", l."recordKey", $3, $4, $5
         from jsonb_to_recordset($2)
           as l("goldenId" text, event text, "otherGoldenId" text, "recordKey" text)`,
        [entity, JSON.stringify(lineage), cause, runId, at],
      );
    },

    async mergeDueCount(entity) {
      const { rows } = await db.query<{ count: number }>(
        `select count(*)::int as count from golden_record where entity = $1 and merge_due and redirect_to is null`,
        [entity],
      );
      return rows[0]?.count ?? 0;
    },

    async markMergeDueByMatchDue(entity) {
      await db.query(
        `update golden_record g set merge_due = true from golden_member m join source_record s on s.id = m.record_id
         where s.entity = $1 and s.match_due and g.id = m.golden_id and not g.merge_due`,
        [entity],
      );
    },

    async takeMergeDue(entity, limit) {
      const { rows } = await db.query<{ id: string }>(
        `select id from golden_record where entity = $1 and merge_due and redirect_to is null
         order by id limit $2 for no key update`,
        [entity, limit],
      );
      return rows.map((row) => row.id);
    },

    async members(goldenIds) {
      const { rows } = await db.query<MemberRow>(
        `select m.golden_id as "goldenId", s.id as "recordId", c.name || '/' || s.stream || '/' || s.external_id as key,
           c.name as connection, c.trust, s.stream, s.external_id as "externalId", s.source_modified_at as "modifiedAt",
           s.mapped, s.ours
         from golden_member m join source_record s on s.id = m.record_id join connection c on c.id = s.connection_id
         where m.golden_id = any($1) order by m.golden_id, s.id`,
        [goldenIds],
      );
      return rows;
    },

    async saveMerged(rows) {
      await db.query(
        `update golden_record g
         set fields = r.fields::jsonb, provenance = r.provenance::jsonb, fields_hash = r.hash, merge_due = false,
             version = g.version + case when g.fields_hash is distinct from r.hash then 1 else 0 end,
             score_due = g.score_due or (g.entity = 'account' and g.fields_hash is distinct from r.hash)
         from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as r(id, fields, provenance, hash)
         where g.id = r.id`,
        [
          rows.map((r) => r.id),
          rows.map((r) => JSON.stringify(r.fields)),
          rows.map((r) => JSON.stringify(r.provenance)),
          rows.map((r) => r.hash),
        ],
      );
      // Policies choose by the account's fields, and an account shows the clocks of all its members' cases.
      await db.query(
        `update source_record s set sla_due = true
         from golden_member m join source_record a on a.id = m.record_id and a.entity = 'account'
         where m.golden_id = any($1) and s.connection_id = a.connection_id and s.entity = 'case'
           and s.mapped ->> 'account' = a.external_id and s.deleted_at is null and not s.sla_due`,
        [rows.map((r) => r.id)],
      );
    },

    async counts() {
      const { rows } = await db.query<{ entity: 'account' | 'contact'; golden: number; records: number }>(
        `select g.entity, count(distinct g.id)::int as golden, count(*)::int as records
         from golden_record g join golden_member m on m.golden_id = g.id group by 1`,
      );
      const none = { golden: 0, records: 0, merged: 0 };
      const counts = { account: none, contact: none };
      for (const { entity, golden, records } of rows)
        counts[entity] = { golden, records, merged: records - golden };
      return counts;
    },
  };
}
