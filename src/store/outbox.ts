/**
 * Writes to the CRMs.
 *
 * planned → sending → written | rejected | gone; back to planned on a retry; planned → superseded by a newer plan.
 * Invariants (unique indexes): at most one planned and at most one sending write for each target; a create's key
 * is planned, sending or written once for ever. A `sending` row whose lease ran out may be claimed again and is
 * then `uncertain`: the CRM may have done the work.
 */

import type { CanonicalRecord } from '../core/model/field.ts';
import type { ClaimedWrite, OutboxStore, WriteTarget } from '../engine/ports/outbox.ts';
import type { AlertRow } from '../engine/ports/sla.ts';
import type { Db } from './db.ts';

const TARGET_COLUMNS = `s.id as "recordId", s.connection_id as "connectionId", c.name as connection,
  c.kind as "connectionKind", s.stream, s.entity, s.external_id as "externalId", s.ours, s.held,
  coalesce((select jsonb_agg(distinct k) from outbox o, jsonb_object_keys(o.fields) k
    where o.record_id = s.id and o.state in ('planned', 'sending') and o.operation = 'update'
      and (o.state = 'sending' or (o.state = 'planned' and o.uncertain))), '[]') as uncertain`;

/** A write that may be sent now: planned with nothing in flight to its target, or in flight with a lease run out. */
const DUE = `(
  (o.state = 'sending'
    and o.lease_until < now() - case when o.operation = 'create' then $2::bigint else 0 end * interval '1 millisecond')
  or (o.state = 'planned' and (o.not_before is null or o.not_before <= now())
    and not exists (select 1 from outbox f where f.connection_id = o.connection_id and f.stream = o.stream
      and f.target = o.target and f.state = 'sending')))`;

export function outboxStore(db: Db): OutboxStore {
  return {
    async planDueCount() {
      const { rows } = await db.query<{ count: number }>(
        `select ((select count(*) from golden_record where push_due and redirect_to is null)
          + (select count(*) from source_record where push_due))::int as count`,
      );
      return rows[0]?.count ?? 0;
    },

    async takePlanDue(limit) {
      const golden = await db.query<{ id: string }>(
        `update golden_record set push_due = false where id in
           (select id from golden_record where push_due order by id limit $1 for no key update)
         returning id`,
        [limit],
      );
      const cases = await db.query<{ id: number }>(
        `update source_record set push_due = false where id in
           (select id from source_record where push_due order by id limit $1 for no key update)
         returning id`,
        [limit],
      );
      return {
        goldenIds: golden.rows.map((row) => row.id).sort(),
        caseIds: cases.rows.map((row) => row.id).sort((a, b) => a - b),
      };
    },

    async targetsOfGolden(goldenIds) {
      const { rows } = await db.query<WriteTarget>(
        `select ${TARGET_COLUMNS}, m.golden_id as "goldenId"
         from golden_member m join source_record s on s.id = m.record_id join connection c on c.id = s.connection_id
         where m.golden_id = any($1) and s.deleted_at is null order by s.id`,
        [goldenIds],
      );
      return rows;
    },

    async targetsOfCases(recordIds) {
      const { rows } = await db.query<WriteTarget>(
        `select ${TARGET_COLUMNS}, null as "goldenId"
         from source_record s join connection c on c.id = s.connection_id
         where s.id = any($1::bigint[]) and s.entity = 'case' and s.deleted_at is null order by s.id`,
        [recordIds],
      );
      return rows;
    },

    async alertsWithoutWrite(connectionIds, limit) {
      const { rows } = await db.query<AlertRow & WriteTarget & { account: CanonicalRecord | null }>(
        `select a.key, a.task_key as "taskKey", a.kind, a.metric, a.due_at as "dueAt", a.raised_at as "raisedAt",
           a.retracted_at as "retractedAt", a.body, g.id as "goldenId", g.fields as account, ${TARGET_COLUMNS}
         from sla_alert a join source_record s on s.id = a.record_id join connection c on c.id = s.connection_id
           left join source_record p on p.connection_id = s.connection_id and p.entity = 'account'
             and p.external_id = s.mapped ->> 'account'
           left join golden_member m on m.record_id = p.id left join golden_record g on g.id = m.golden_id
         where s.connection_id = any($2::bigint[]) and a.retracted_at is null and s.deleted_at is null
           and not exists (select 1 from outbox o
             where o.connection_id = s.connection_id and o.stream = 'task' and o.target = a.task_key)
         order by a.key limit $1`,
        [limit, connectionIds],
      );
      return rows.map((row) => ({ ...row, target: row }));
    },

    async plan(writes, runId) {
      if (writes.length === 0) return;
      const rows = JSON.stringify(writes.map((write, index) => ({ index, ...write })));
      await db.query(
        `update outbox o set state = 'superseded', settled_at = now()
         from jsonb_to_recordset($1) as w("connectionId" bigint, stream text, target text)
         where o.connection_id = w."connectionId" and o.stream = w.stream and o.target = w.target
           and o.state = 'planned' and o.operation = 'update'`,
        [rows],
      );
      await insertPlanned(db, rows, runId);
    },

    async planRest(writes, runId) {
      if (writes.length === 0) return;
      await insertPlanned(db, JSON.stringify(writes.map((write, index) => ({ index, ...write }))), runId);
    },

    async reviveCreates(runId) {
      const { rowCount } = await db.query(
        `update outbox set state = 'planned', uncertain = true, attempts = 0, not_before = null, settled_at = null,
           run_id = $1
         where state = 'rejected' and operation = 'create' and error ->> 'kind' = 'transient'`,
        [runId],
      );
      return rowCount ?? 0;
    },

    async withdraw(targets) {
      if (targets.length === 0) return;
      await db.query(
        `update outbox o set state = 'superseded', settled_at = now()
         from jsonb_to_recordset($1) as w("connectionId" bigint, stream text, target text)
         where o.connection_id = w."connectionId" and o.stream = w.stream and o.target = w.target
           and o.state = 'planned' and o.operation = 'update'`,
        [JSON.stringify(targets)],
      );
    },

    async withdrawRetracted() {
      await db.query(
        `update outbox o set state = 'superseded', settled_at = now()
         from sla_alert a
         where a.task_key = o.target and a.retracted_at is not null and o.stream = 'task' and o.state = 'planned'
           and not o.uncertain`,
      );
    },

    async openCount(connectionId) {
      const { rows } = await db.query<{ count: number }>(
        `select count(*)::int as count from outbox where connection_id = $1 and state in ('planned', 'sending')`,
        [connectionId],
      );
      return rows[0]?.count ?? 0;
    },

    async claim(connectionId, limit, { token, ms, runId, restCreatesMs }) {
      const next = await db.query<{ stream: string; operation: 'update' | 'create' }>(
        `select o.stream, o.operation from outbox o where o.connection_id = $1 and ${DUE}
         order by o.lane, o.id limit 1`,
        [connectionId, restCreatesMs],
      );
      const first = next.rows[0];
      if (first === undefined) return [];
      const { rows } = await db.query<ClaimedWrite>(
        `with taken as (
           select o.id from outbox o
           where o.connection_id = $1 and ${DUE} and o.stream = $3 and o.operation = $4
           order by o.lane, o.id limit $5 for update skip locked
         )
         update outbox o
         set state = 'sending', uncertain = o.uncertain or o.state = 'sending', attempts = o.attempts + 1,
             lease_until = now() + $7 * interval '1 millisecond', lease_token = $6, run_id = $8
         from taken t where o.id = t.id
         returning o.id, o.stream, o.operation, o.target, o.record_id as "recordId", o.fields,
           o.related_to as "relatedTo", o.uncertain, o.attempts, o.lane`,
        [
          connectionId,
          restCreatesMs,
          first.stream,
          first.operation,
          limit(first.stream, first.operation),
          token,
          ms,
          runId,
        ],
      );
      return rows.sort((a, b) => a.lane - b.lane || a.id - b.id);
    },

    async extend(token, ms) {
      await db.query(
        `update outbox set lease_until = now() + $2 * interval '1 millisecond' where lease_token = $1 and state = 'sending'`,
        [token, ms],
      );
    },

    async settle(token, outcomes) {
      const rows = JSON.stringify(outcomes);
      const settled = await db.query<{ id: number }>(
        `update outbox o
         set state = case when r.state = 'planned' and exists (
               select 1 from outbox n where n.connection_id = o.connection_id and n.stream = o.stream
                 and n.target = o.target and n.state = 'planned') then 'superseded' else r.state end,
             uncertain = r.state = 'planned' and (o.uncertain or (r.error ->> 'kind') = 'transient'),
             external_id = coalesce(r."externalId", o.external_id), error = r.error,
             not_before = case when r.state = 'planned' then now() + r."delayMs" * interval '1 millisecond' end,
             settled_at = case when r.state <> 'planned' then now() end, lease_until = null, lease_token = null
         from jsonb_to_recordset($2) as r(id bigint, state text, "externalId" text, error jsonb, "delayMs" bigint)
         where o.id = r.id and o.lease_token = $1 and o.state = 'sending' returning o.id`,
        [token, rows],
      );
      // What was confirmed is what the CRM holds now: the next extract will bring it back as no news.
      await db.query(
        `update source_record s set ours = s.ours || o.fields
         from jsonb_to_recordset($1) as r(id bigint, state text) join outbox o on o.id = r.id
         where r.state = 'written' and o.state = 'written' and o.operation = 'update' and s.id = o.record_id`,
        [rows],
      );
      const settledIds = settled.rows.map((row) => row.id);
      await planAgainNextTime(db, settledIds);
      return new Set(settledIds);
    },

    async hold(rows) {
      await db.query(
        `update source_record s set held = s.held || r.fields
         from jsonb_to_recordset($1) as r("recordId" bigint, fields jsonb) where s.id = r."recordId"`,
        [JSON.stringify(rows)],
      );
    },

    async runCounts(runId) {
      const { rows } = await db.query<{ state: string; count: number }>(
        `select state, count(*)::int as count from outbox where run_id = $1 group by state`,
        [runId],
      );
      return Object.fromEntries(rows.map((row) => [row.state, row.count]));
    },

    async nextDueInMs(connectionId) {
      const { rows } = await db.query<{ ms: number | null }>(
        `select (extract(epoch from min(case when state = 'sending' then lease_until
             else coalesce(not_before, now()) end) - now()) * 1000)::float8 as ms
         from outbox where connection_id = $1 and state in ('planned', 'sending')`,
        [connectionId],
      );
      const ms = rows[0]?.ms ?? null;
      return ms === null ? null : Math.max(0, ms);
    },
  };
}

async function insertPlanned(db: Db, writes: string, runId: number): Promise<void> {
  await db.query(
    `insert into outbox (connection_id, stream, operation, target, record_id, fields, old_fields, related_to, lane,
       reason, run_id)
     select "connectionId", stream, operation, target, "recordId", fields, "oldFields", "relatedTo", lane, reason, $2
     from jsonb_to_recordset($1) as w(index int, "connectionId" bigint, stream text, operation text, target text,
       "recordId" bigint, fields jsonb, "oldFields" jsonb, "relatedTo" jsonb, lane smallint, reason text)
     order by index
     on conflict do nothing`,
    [writes, runId],
  );
}

/** An update that was given up because the CRM was not well is no refusal: the next run plans its record again. */
async function planAgainNextTime(db: Db, settledIds: readonly number[]): Promise<void> {
  const { rows } = await db.query<{ recordId: number }>(
    `select record_id as "recordId" from outbox where id = any($1::bigint[]) and state = 'rejected'
       and operation = 'update' and error ->> 'kind' = 'transient' and record_id is not null`,
    [settledIds],
  );
  if (rows.length === 0) return;
  const recordIds = rows.map((row) => row.recordId);
  await db.query(
    `update golden_record g set push_due = true from golden_member m
     where m.record_id = any($1::bigint[]) and g.id = m.golden_id`,
    [recordIds],
  );
  await db.query(
    `update source_record set push_due = true where id = any($1::bigint[]) and entity = 'case'`,
    [recordIds],
  );
}
