/** What the terminal report tells of a run: a handful of examples out of many records. */
import type { CanonicalRecord } from '../core/model/field.ts';
import type { JsonObject } from '../util/json.ts';
import type { Db } from './db.ts';

export type ExampleMember = { key: string; connection: string; stream: string; record: CanonicalRecord };
export type ExampleMerge = { goldenId: string; name: string; members: ExampleMember[] };

/** Golden accounts whose members spell the name most differently, across most connections. */
export async function exampleMerges(db: Db, limit: number): Promise<ExampleMerge[]> {
  const { rows } = await db.query<ExampleMerge>(
    `select g.id as "goldenId", coalesce(g.fields ->> 'name', g.id) as name,
       jsonb_agg(jsonb_build_object('key', c.name || '/' || s.stream || '/' || s.external_id, 'connection', c.name,
         'stream', s.stream, 'record', s.mapped) order by c.trust, s.id) as members
     from golden_record g join golden_member m on m.golden_id = g.id
       join source_record s on s.id = m.record_id join connection c on c.id = s.connection_id
     where g.entity = 'account'
     group by g.id
     having count(*) between 3 and 6
     order by count(distinct s.connection_id) desc, count(distinct lower(s.mapped ->> 'name')) desc, g.id
     limit $1`,
    [limit],
  );
  return rows;
}

export type AccountAtRisk = {
  goldenId: string;
  name: string;
  churn: JsonObject;
  value: JsonObject;
  health: JsonObject | null;
};

/** Accounts where most value is likely to be lost. */
export async function accountsAtRisk(db: Db, limit: number): Promise<AccountAtRisk[]> {
  const { rows } = await db.query<AccountAtRisk>(
    `select g.id as "goldenId", coalesce(g.fields ->> 'name', g.id) as name, c.body as churn, v.body as value,
       h.body as health
     from golden_record g
       join score c on c.golden_id = g.id and c.kind = 'churn_risk' and c.body ->> 'status' = 'scored'
       join score v on v.golden_id = g.id and v.kind = 'value' and v.body ->> 'status' = 'scored'
       left join score h on h.golden_id = g.id and h.kind = 'health' and h.body ->> 'status' = 'scored'
     where g.redirect_to is null and (c.body ->> 'value')::float8 >= 0.5
       and exists (select from golden_member m where m.golden_id = g.id)
     order by (c.body ->> 'value')::float8 * (v.body ->> 'value')::float8 desc, g.id limit $1`,
    [limit],
  );
  return rows;
}

export type BreachRow = {
  connection: string;
  externalId: string;
  number: string | null;
  subject: string | null;
  account: string | null;
  metric: string;
  breachedAt: Date;
  state: string;
};

/** The latest breaches that were alerted. */
export async function alertedBreaches(db: Db, limit: number): Promise<BreachRow[]> {
  const { rows } = await db.query<BreachRow>(
    `select c.name as connection, s.external_id as "externalId", s.mapped ->> 'number' as number,
       s.mapped ->> 'subject' as subject, g.fields ->> 'name' as account, a.metric, a.due_at as "breachedAt",
       s.mapped ->> 'state' as state
     from sla_alert a join source_record s on s.id = a.record_id join connection c on c.id = s.connection_id
       left join source_record p on p.connection_id = s.connection_id and p.entity = 'account'
         and p.external_id = s.mapped ->> 'account'
       left join golden_member m on m.record_id = p.id left join golden_record g on g.id = m.golden_id
     where a.kind = 'breach' and a.retracted_at is null
     order by a.due_at desc, a.key limit $1`,
    [limit],
  );
  return rows;
}

export type WriteRow = { connection: string; stream: string; operation: string; count: number };

export async function writesOfRun(db: Db, runId: number): Promise<WriteRow[]> {
  const { rows } = await db.query<WriteRow>(
    `select c.name as connection, o.stream, o.operation, count(*)::int as count
     from outbox o join connection c on c.id = o.connection_id
     where o.run_id = $1 and o.state = 'written' group by 1, 2, 3 order by 1, 2, 3`,
    [runId],
  );
  return rows;
}

/** Golden id of every live account and contact record, by member key; for comparison with a known truth. */
export async function clustering(
  db: Db,
  entity: 'account' | 'contact',
): Promise<{ key: string; goldenId: string }[]> {
  const { rows } = await db.query<{ key: string; goldenId: string }>(
    `select c.name || '/' || s.external_id as key, m.golden_id as "goldenId"
     from golden_member m join source_record s on s.id = m.record_id join connection c on c.id = s.connection_id
     where s.entity = $1 order by 1`,
    [entity],
  );
  return rows;
}

export async function sourceRecordCount(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from source_record where deleted_at is null`,
  );
  return rows[0]?.count ?? 0;
}

/** How many golden accounts have each score. */
export async function scoreCounts(
  db: Db,
): Promise<Record<string, { scored: number; not_enough_data: number }>> {
  const { rows } = await db.query<{ kind: string; scored: number; missing: number }>(
    `select kind, count(*) filter (where body ->> 'status' = 'scored')::int as scored,
       count(*) filter (where body ->> 'status' <> 'scored')::int as missing
     from score s join golden_record g on g.id = s.golden_id and g.redirect_to is null
     where exists (select from golden_member m where m.golden_id = g.id) group by kind order by kind`,
  );
  return Object.fromEntries(
    rows.map(({ kind, scored, missing }) => [kind, { scored, not_enough_data: missing }]),
  );
}
