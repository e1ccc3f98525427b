/** Everything that is known of one record, value, score or clock. */
import type { JsonObject } from '../util/json.ts';
import type { Db } from './db.ts';

export type RecordFacts = {
  id: number;
  connection: string;
  mode: string;
  stream: string;
  entity: string;
  externalId: string;
  modifiedAt: Date;
  deleted: boolean;
  mapped: JsonObject | null;
  ours: JsonObject;
  held: JsonObject;
  goldenId: string | null;
  mapDue: boolean;
  matchDue: boolean;
  /** What the other type told of it when it was matched. */
  told: string;
};

/** Records that go by this id: `connection/stream/external id`, an external id alone, or a case's number. */
export async function findRecords(db: Db, entity: string, id: string): Promise<RecordFacts[]> {
  const { rows } = await db.query<RecordFacts>(
    `select s.id, c.name as connection, c.mode, s.stream, s.entity, s.external_id as "externalId",
       s.source_modified_at as "modifiedAt", s.deleted_at is not null as deleted, s.mapped, s.ours, s.held,
       m.golden_id as "goldenId", s.map_due as "mapDue", s.match_due as "matchDue", coalesce(r.collective, '') as told
     from source_record s join connection c on c.id = s.connection_id left join golden_member m on m.record_id = s.id
       left join match_record r on r.record_id = s.id
     where s.entity = $1
       and (s.external_id = $2 or s.mapped ->> 'number' = $2 or c.name || '/' || s.stream || '/' || s.external_id = $2
         or c.name || '/' || s.external_id = $2)
     order by c.name, s.stream limit 20`,
    [entity, id],
  );
  return rows;
}

/** Names of the records of these keys, as they were mapped. */
export async function namesOf(db: Db, keys: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ key: string; name: string }>(
    `select m.key, s.mapped ->> 'name' as name from match_record m join source_record s on s.id = m.record_id
     where m.key = any($1) and s.mapped ->> 'name' is not null`,
    [keys],
  );
  return new Map(rows.map(({ key, name }) => [key, name]));
}

/** What matching stored of these records: their contents of the second round. */
export async function matchedContents(
  db: Db,
  recordIds: readonly number[],
): Promise<{ id: number; key: string; content: number }[]> {
  const { rows } = await db.query<{ id: number; key: string; content: number }>(
    `select record_id as id, key, second as content from match_record where record_id = any($1::bigint[])`,
    [recordIds],
  );
  return rows;
}

export type GoldenFacts = {
  id: string;
  entity: string;
  fields: JsonObject;
  provenance: Record<string, { from: string; rule: string; losers: { from: string; value: unknown }[] }>;
  redirectTo: string | null;
  bornAt: Date;
};

export async function findGolden(db: Db, id: string): Promise<GoldenFacts | null> {
  const { rows } = await db.query<GoldenFacts>(
    `select id, entity, fields, provenance, redirect_to as "redirectTo", born_at as "bornAt"
     from golden_record where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export type LineageRow = {
  event: string;
  otherGoldenId: string | null;
  recordKey: string | null;
  cause: string;
  at: Date;
};

export async function lineageOf(db: Db, goldenId: string): Promise<LineageRow[]> {
  const { rows } = await db.query<LineageRow>(
    `select event, other_golden_id as "otherGoldenId", record_key as "recordKey", cause, at
     from lineage where golden_id = $1 order by id`,
    [goldenId],
  );
  return rows;
}

export type QuarantineRow = { stage: string; field: string | null; code: string; message: string; at: Date };

export async function quarantineOf(
  db: Db,
  record: { connection: string; stream: string; externalId: string },
): Promise<QuarantineRow[]> {
  const { rows } = await db.query<QuarantineRow>(
    `select q.stage, q.field, q.code, q.message, q.first_seen_at as at
     from quarantine q join connection c on c.id = q.connection_id
     where c.name = $1 and q.stream = $2 and q.external_id = $3 and q.resolved_at is null order by q.id`,
    [record.connection, record.stream, record.externalId],
  );
  return rows;
}

export type WriteFacts = {
  id: number;
  operation: string;
  fields: JsonObject;
  state: string;
  reason: string;
  error: JsonObject | null;
  plannedAt: Date;
  settledAt: Date | null;
};

export async function writesOf(db: Db, recordId: number): Promise<WriteFacts[]> {
  const { rows } = await db.query<WriteFacts>(
    `select id, operation, fields, state, reason, error, planned_at as "plannedAt", settled_at as "settledAt"
     from outbox where record_id = $1 order by id desc limit 5`,
    [recordId],
  );
  return rows;
}

export async function clocksOf(db: Db, recordId: number): Promise<JsonObject[]> {
  const { rows } = await db.query<{ body: JsonObject }>(
    `select body from sla_clock where record_id = $1 order by policy, metric, cycle`,
    [recordId],
  );
  return rows.map((row) => row.body);
}
