/** What could not be processed, kept with its payload until the record passes. */
import type { QuarantineStore } from '../engine/ports/quarantine.ts';
import type { Db } from './db.ts';
import { toJsonb } from './jsonb.ts';

export function quarantineStore(db: Db): QuarantineStore {
  return {
    async add(entries, runId, at) {
      if (entries.length === 0) return;
      // One statement cannot meet an entry twice (two unreadable rows of the same text): the last one counts.
      await db.query(
        `insert into quarantine
           (connection_id, stream, external_id, field, stage, code, message, payload, run_id, first_seen_at)
         select distinct on (connection_id, stream, coalesce(external_id, md5(payload), index::text), coalesce(field, ''), stage)
           connection_id, stream, external_id, field, stage, code, message, payload, $2::bigint, $3::timestamptz
         from jsonb_to_recordset($1) as q(index int, connection_id bigint, stream text, external_id text, field text,
           stage text, code text, message text, payload text)
         order by connection_id, stream, coalesce(external_id, md5(payload), index::text), coalesce(field, ''), stage,
           index desc
         on conflict (connection_id, stream, coalesce(external_id, md5(payload)), coalesce(field, ''), stage)
           where resolved_at is null
         do update set code = excluded.code, message = excluded.message, payload = excluded.payload,
           run_id = excluded.run_id`,
        [
          toJsonb(
            entries.map(({ connectionId, externalId, ...entry }, index) => ({
              ...entry,
              index,
              connection_id: connectionId,
              external_id: externalId,
            })),
          ),
          runId,
          at,
        ],
      );
    },

    async resolve({ connectionId, stream, stage }, externalIds, now) {
      if (externalIds.length === 0) return;
      await db.query(
        `update quarantine set resolved_at = $5
         where connection_id = $1 and stream = $2 and stage = $3 and external_id = any($4) and resolved_at is null`,
        [connectionId, stream, stage, externalIds, now],
      );
    },

    async resolveUnseen({ connectionId, stream }, runId, now) {
      await db.query(
        `update quarantine set resolved_at = $4
         where connection_id = $1 and stream = $2 and stage = 'extract' and run_id <> $3 and resolved_at is null`,
        [connectionId, stream, runId, now],
      );
    },

    async resolveWritten(outboxIds, now) {
      await db.query(
        `update quarantine q set resolved_at = $2
         from outbox o
         where o.id = any($1::bigint[]) and o.state = 'written' and q.connection_id = o.connection_id
           and q.stream = o.stream and q.external_id = o.target and q.stage = 'push' and q.resolved_at is null
           and (q.field is null or jsonb_exists(o.fields, q.field))`,
        [outboxIds, now],
      );
    },

    async openCount() {
      const { rows } = await db.query<{ count: number }>(
        `select count(*)::int as count from quarantine where resolved_at is null`,
      );
      return rows[0]?.count ?? 0;
    },
  };
}
