/** Score models, the facts that scores are computed from, and the scores. */
import type { AccountSource, ScoreStore, StoredScore } from '../engine/ports/score.ts';
import type { Json } from '../util/json.ts';
import type { Db } from './db.ts';

/** Live, and not emptied: a golden record whose last member was deleted redirects to nothing. */
const PRESENT = `g.entity = 'account' and g.redirect_to is null
  and exists (select from golden_member m where m.golden_id = g.id)`;

const DUE = `${PRESENT}
  and (score_due or not exists (
    select 1 from score s where s.golden_id = g.id
      and (s.as_of at time zone 'UTC')::date = ($1::timestamptz at time zone 'UTC')::date))`;

export function scoreStore(db: Db): ScoreStore {
  return {
    async model() {
      const { rows } = await db.query<{ version: number; model: Json; fittedAt: Date }>(
        `select version, model, fitted_at as "fittedAt" from score_model order by version desc limit 1`,
      );
      return rows[0] ?? null;
    },

    async addModel(version, model, fittedAt) {
      await db.query(
        `insert into score_model (version, model, fitted_at) values ($1, $2, $3) on conflict do nothing`,
        [version, JSON.stringify(model), fittedAt],
      );
    },

    async dueAccounts(asOf, limit) {
      const { rows } = await db.query<{ id: string }>(
        `select id from golden_record g where ${DUE} order by id limit $2 for no key update`,
        [asOf, limit],
      );
      return rows.map((row) => row.id);
    },

    async dueCount(asOf) {
      const { rows } = await db.query<{ count: number }>(
        `select count(*)::int as count from golden_record g where ${DUE}`,
        [asOf],
      );
      return rows[0]?.count ?? 0;
    },

    async allAccountIds() {
      const { rows } = await db.query<{ id: string }>(
        `select g.id from golden_record g where ${PRESENT} order by g.id`,
      );
      return rows.map((row) => row.id);
    },

    async knownEntities() {
      const { rows } = await db.query<{ entity: string }>(`select distinct entity from stream_cursor`);
      return new Set(rows.map((row) => row.entity));
    },

    async facts(goldenIds) {
      const { rows } = await db.query<AccountSource>(
        `with member as (
           select m.golden_id, s.connection_id, s.external_id
           from golden_member m join source_record s on s.id = m.record_id where m.golden_id = any($1)
         ), child as (
           select member.golden_id, s.entity,
             jsonb_agg(case when s.entity <> 'case' then s.mapped else s.mapped || jsonb_build_object('breaches',
               (select coalesce(jsonb_agg(k.breached_at order by k.breached_at), '[]')
                from sla_clock k where k.record_id = s.id and k.breached_at is not null)) end
               order by s.external_id) as records
           from member join source_record s on s.connection_id = member.connection_id
             and s.entity in ('transaction', 'opportunity', 'case')
             and s.mapped ->> 'account' = member.external_id and s.deleted_at is null
           group by 1, 2
         )
         select g.id as "goldenId", g.fields,
           coalesce((select records from child where golden_id = g.id and entity = 'transaction'), '[]') as transactions,
           coalesce((select records from child where golden_id = g.id and entity = 'opportunity'), '[]') as opportunities,
           coalesce((select records from child where golden_id = g.id and entity = 'case'), '[]') as cases
         from golden_record g where g.id = any($1) order by g.id`,
        [goldenIds],
      );
      return rows;
    },

    async scores(goldenIds) {
      const { rows } = await db.query<StoredScore>(
        `select golden_id as "goldenId", kind, body, as_of as "asOf", model_version as "modelVersion"
         from score where golden_id = any($1) order by golden_id, kind`,
        [goldenIds],
      );
      return rows;
    },

    async save(scores, scored, asOf) {
      const columns = [
        scores.map((s) => s.goldenId),
        scores.map((s) => s.kind),
        scores.map((s) => JSON.stringify(s.body)),
        scores.map((s) => s.modelVersion),
        asOf,
      ];
      await db.query(
        `insert into score (golden_id, kind, body, model_version, as_of)
         select r.golden_id, r.kind, r.body::jsonb, r.model_version, $5
         from unnest($1::text[], $2::text[], $3::text[], $4::int[]) as r(golden_id, kind, body, model_version)
         on conflict (golden_id, kind) do update
           set body = excluded.body, model_version = excluded.model_version, as_of = excluded.as_of`,
        columns,
      );
      await db.query(
        `insert into score_history (golden_id, kind, body, as_of)
         select r.golden_id, r.kind, r.body::jsonb, date_trunc('day', $4::timestamptz at time zone 'UTC') at time zone 'UTC'
         from unnest($1::text[], $2::text[], $3::text[]) as r(golden_id, kind, body)
         on conflict (golden_id, kind, as_of) do update set body = excluded.body`,
        [columns[0], columns[1], columns[2], asOf],
      );
      await db.query(`update golden_record set score_due = false, push_due = true where id = any($1)`, [
        scored,
      ]);
    },
  };
}
