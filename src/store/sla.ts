/** Clocks (a cache of the replay), alerts (facts), and the statuses that are pushed. */
import type { AlertRow, CaseSource, SlaStore } from '../engine/ports/sla.ts';
import type { JsonObject } from '../util/json.ts';
import type { Db } from './db.ts';

const DUE = `s.entity = 'case' and s.mapped is not null
  and (s.sla_due or exists (select 1 from sla_clock k where k.record_id = s.id and k.next_deadline_at <= $1))`;

export function slaStore(db: Db): SlaStore {
  return {
    async dueCount(asOf) {
      const { rows } = await db.query<{ count: number }>(
        // By two short indexes, not by a look at every case: every tick of the clocks asks this.
        `select count(*)::int as count from source_record s
         where s.entity = 'case' and s.mapped is not null and s.id in (
           select id from source_record where sla_due
           union select record_id from sla_clock where next_deadline_at <= $1)`,
        [asOf],
      );
      return rows[0]?.count ?? 0;
    },

    async takeDue(asOf, limit, afterId) {
      const { rows } = await db.query<CaseSource>(
        `select s.id as "recordId", c.name || '/' || s.stream || '/' || s.external_id as key, c.name as connection,
           s.external_id as "externalId", c.go_live_at as "goLiveAt", s.mapped, g.id as "goldenId",
           coalesce(g.fields, '{}') as account, s.deleted_at is not null as deleted,
           coalesce((select jsonb_agg(e.mapped order by e.mapped ->> 'at', e.external_id)
             from source_record e
             where e.connection_id = s.connection_id and e.entity = 'case_event'
               and e.mapped ->> 'case' = s.external_id and e.deleted_at is null), '[]') as events
         from source_record s join connection c on c.id = s.connection_id
           left join source_record a on a.connection_id = s.connection_id and a.entity = 'account'
             and a.external_id = s.mapped ->> 'account'
           left join golden_member m on m.record_id = a.id
           left join golden_record g on g.id = m.golden_id
         where s.id > $3 and ${DUE}
         order by s.id limit $2 for update of s`,
        [asOf, limit, afterId],
      );
      return rows;
    },

    async alertsOf(recordIds) {
      const { rows } = await db.query<AlertRow>(
        `select key, task_key as "taskKey", record_id as "recordId", kind, metric, due_at as "dueAt", raised_at as "raisedAt",
           retracted_at as "retractedAt", body
         from sla_alert where record_id = any($1::bigint[]) order by key`,
        [recordIds],
      );
      return rows;
    },

    async saveClocks(recordIds, clocks) {
      await db.query(`delete from sla_clock where record_id = any($1::bigint[])`, [recordIds]);
      await db.query(
        `insert into sla_clock (record_id, policy, metric, cycle, state, due_at, breached_at, next_deadline_at, body)
         select "recordId", policy, metric, cycle, state, "dueAt", "breachedAt", "nextDeadlineAt", body
         from jsonb_to_recordset($1) as k("recordId" bigint, policy text, metric text, cycle int, state text,
           "dueAt" timestamptz, "breachedAt" timestamptz, "nextDeadlineAt" timestamptz, body jsonb)`,
        [JSON.stringify(clocks)],
      );
      await db.query(`update source_record set sla_due = false where id = any($1::bigint[])`, [recordIds]);
      // Breaches are a measure of health.
      await db.query(
        `update golden_record g set score_due = true
         from source_record s
           join source_record a on a.connection_id = s.connection_id and a.entity = 'account'
             and a.external_id = s.mapped ->> 'account'
           join golden_member m on m.record_id = a.id
         where s.id = any($1::bigint[]) and g.id = m.golden_id and not g.score_due`,
        [recordIds],
      );
    },

    async addAlerts(alerts) {
      await db.query(
        `insert into sla_alert (key, task_key, record_id, kind, metric, due_at, raised_at, body)
         select key, "taskKey", "recordId", kind, metric, "dueAt", "raisedAt", body
         from jsonb_to_recordset($1) as a(key text, "taskKey" text, "recordId" bigint, kind text, metric text, "dueAt" timestamptz,
           "raisedAt" timestamptz, body jsonb)
         on conflict (key) do nothing`,
        [JSON.stringify(alerts)],
      );
    },

    async retractAlerts(keys, at) {
      await db.query(`update sla_alert set retracted_at = $2 where key = any($1) and retracted_at is null`, [
        keys,
        at,
      ]);
    },

    async clocksOfAccounts(goldenIds) {
      const { rows } = await db.query<{ goldenId: string; body: JsonObject }>(
        `select m.golden_id as "goldenId", k.body
         from golden_member m
           join source_record a on a.id = m.record_id
           join source_record s on s.connection_id = a.connection_id and s.entity = 'case'
             and s.mapped ->> 'account' = a.external_id and s.deleted_at is null
           join sla_clock k on k.record_id = s.id
         where m.golden_id = any($1) order by m.golden_id, k.record_id, k.policy, k.metric, k.cycle`,
        [goldenIds],
      );
      return rows;
    },

    async statuses(subjects) {
      const { rows } = await db.query<{ subject: string; body: JsonObject }>(
        `select subject, body from sla_status where subject = any($1)`,
        [subjects],
      );
      return new Map(rows.map((row) => [row.subject, row.body]));
    },

    async saveStatuses(statuses) {
      const { rows } = await db.query<{ subject: string }>(
        `insert into sla_status (subject, body)
         select r.subject, r.body::jsonb from unnest($1::text[], $2::text[]) as r(subject, body)
         on conflict (subject) do update set body = excluded.body where sla_status.body <> excluded.body
         returning subject`,
        [statuses.map((s) => s.subject), statuses.map((s) => JSON.stringify(s.body))],
      );
      const subjects = rows.map((row) => row.subject);
      await db.query(`update golden_record set push_due = true where id = any($1)`, [subjects]);
      await db.query(`update source_record set push_due = true where id = any($1::bigint[])`, [
        subjects.filter((subject) => /^\d+$/.test(subject)).map(Number),
      ]);
      return subjects;
    },

    async counts() {
      const { rows } = await db.query<{ clocks: number; warnings: number; breaches: number; alerts: number }>(
        `select (select count(*) from sla_clock)::int as clocks,
           (select count(*) from sla_alert where kind = 'warning' and retracted_at is null)::int as warnings,
           (select count(*) from sla_clock where breached_at is not null)::int as breaches,
           (select count(*) from sla_alert where kind = 'breach' and retracted_at is null)::int as alerts`,
      );
      return rows[0] ?? { clocks: 0, warnings: 0, breaches: 0, alerts: 0 };
    },
  };
}
