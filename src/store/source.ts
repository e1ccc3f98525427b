/** Connections, how far their streams are read, and the source records themselves. */
import type { ConnectionRow, SourceRow, SourceStore } from '../engine/ports/source.ts';
import type { JsonObject } from '../util/json.ts';
import type { Db } from './db.ts';
import { toJsonb } from './jsonb.ts';

const CONNECTION_COLUMNS = `id, name, kind, mode, trust, go_live_at as "goLiveAt"`;

/** What is a measure of its account. */
const TELLS_ACCOUNT: ReadonlySet<string> = new Set(['opportunity', 'transaction', 'case']);

/** Whom records belong to, as they are stored and as they are about to be: one that moves concerns both. */
const beforeAndAfter = (field: 'account' | 'case') => `(
  select s.connection_id, v.owner
  from unnest($1::bigint[], $2::text[]) as r(id, owner) join source_record s on s.id = r.id
    cross join lateral (values (s.mapped ->> '${field}'), (r.owner)) as v(owner)) c`;

export function sourceStore(db: Db): SourceStore {
  return {
    async syncConnections(rows) {
      await db.query(
        `insert into connection (name, kind, mode, trust, go_live_at)
         select name, kind, mode, trust, go_live_at
         from jsonb_to_recordset($1) as c(name text, kind text, mode text, trust int, go_live_at timestamptz)
         on conflict (name) do update
           set kind = excluded.kind, mode = excluded.mode, trust = excluded.trust,
               go_live_at = coalesce(excluded.go_live_at, connection.go_live_at)
           where (connection.kind, connection.mode, connection.trust, connection.go_live_at)
             is distinct from (excluded.kind, excluded.mode, excluded.trust,
                               coalesce(excluded.go_live_at, connection.go_live_at))`,
        [JSON.stringify(rows.map(({ goLiveAt, ...row }) => ({ ...row, go_live_at: goLiveAt })))],
      );
      // Live without a word about since when: since now.
      await db.query(`update connection set go_live_at = now() where mode = 'live' and go_live_at is null`);
      return this.connections();
    },

    async connections() {
      const { rows } = await db.query<ConnectionRow>(
        `select ${CONNECTION_COLUMNS} from connection order by name`,
      );
      return rows;
    },

    async registerStreams(connectionId, streams) {
      // What was taken out of the configuration before it was read whole holds up nobody any more.
      await db.query(
        `delete from stream_cursor where connection_id = $1 and stream <> all($2) and first_load_done_at is null`,
        [connectionId, streams.map((stream) => stream.name)],
      );
      await db.query(
        `insert into stream_cursor (connection_id, stream, entity)
         select $1, s.name, s.entity from jsonb_to_recordset($2) as s(name text, entity text)
         on conflict do nothing`,
        [connectionId, JSON.stringify(streams)],
      );
    },

    async forgetConnections(keptIds) {
      await db.query(
        `delete from stream_cursor where connection_id <> all($1::bigint[]) and first_load_done_at is null`,
        [keptIds],
      );
    },

    async cursor(connectionId, stream) {
      const { rows } = await db.query<{ cursor: JsonObject | null }>(
        `select cursor from stream_cursor where connection_id = $1 and stream = $2`,
        [connectionId, stream],
      );
      return rows[0]?.cursor ?? null;
    },

    async saveCursor({ connectionId, stream, entity }, cursor, readAt) {
      await db.query(
        `insert into stream_cursor (connection_id, stream, entity, cursor, last_read_at) values ($1, $2, $3, $4, $5)
         on conflict (connection_id, stream) do update
           set cursor = excluded.cursor, entity = excluded.entity, last_read_at = excluded.last_read_at`,
        [connectionId, stream, entity, JSON.stringify(cursor), readAt],
      );
    },

    async markFirstLoadDone(connectionId, stream, at) {
      await db.query(
        `update stream_cursor set first_load_done_at = coalesce(first_load_done_at, $3)
         where connection_id = $1 and stream = $2`,
        [connectionId, stream, at],
      );
    },

    async unfinishedFirstLoads(entity) {
      const { rows } = await db.query<{ name: string }>(
        `select c.name || '/' || s.stream as name
         from stream_cursor s join connection c on c.id = s.connection_id
         where s.entity = $1 and s.first_load_done_at is null order by 1`,
        [entity],
      );
      return rows.map((row) => row.name);
    },

    async upsertRecords({ connectionId, stream, entity }, records) {
      if (records.length === 0) return 0;
      const { rowCount } = await db.query(
        `insert into source_record
           (connection_id, stream, entity, external_id, payload, payload_hash, source_modified_at, deleted_at, merged_into)
         select $1, $2, $3, r.external_id, r.payload::jsonb, r.payload_hash, r.modified_at,
                case when r.deleted then r.modified_at end, r.merged_into
         from unnest($4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::bool[], $9::text[])
           as r(external_id, payload, payload_hash, modified_at, deleted, merged_into)
         on conflict (connection_id, stream, external_id) do update
           set payload = excluded.payload, payload_hash = excluded.payload_hash, version = source_record.version + 1,
               source_modified_at = excluded.source_modified_at, deleted_at = excluded.deleted_at,
               merged_into = excluded.merged_into, map_due = true
           where source_record.payload_hash <> excluded.payload_hash`,
        [
          connectionId,
          stream,
          entity,
          records.map((r) => r.externalId),
          records.map((r) => toJsonb(r.payload)),
          records.map((r) => r.payloadHash),
          records.map((r) => r.modifiedAt),
          records.map((r) => r.deleted),
          records.map((r) => r.mergedInto),
        ],
      );
      return rowCount ?? 0;
    },

    async deleteUnseen(connectionId, stream, seenExternalIds, at) {
      const { rowCount } = await db.query(
        `update source_record set deleted_at = $4, map_due = true, payload_hash = 'deleted', version = version + 1
         where connection_id = $1 and stream = $2 and deleted_at is null
           and external_id not in (select unnest($3::text[]))`,
        [connectionId, stream, seenExternalIds, at],
      );
      return rowCount ?? 0;
    },

    async mapDueCount(connectionId, stream) {
      const { rows } = await db.query<{ count: number }>(
        `select count(*)::int as count from source_record where connection_id = $1 and stream = $2 and map_due`,
        [connectionId, stream],
      );
      return rows[0]?.count ?? 0;
    },

    async takeMapDue(connectionId, stream, limit) {
      const { rows } = await db.query<SourceRow>(
        `select s.id, c.name as connection, s.stream, s.entity, s.external_id as "externalId", s.payload, s.mapped,
           s.content_hash as "contentHash", s.ours, s.source_modified_at as "modifiedAt", s.deleted_at is not null as deleted
         from source_record s join connection c on c.id = s.connection_id
         where s.connection_id = $1 and s.stream = $2 and s.map_due
         order by s.id limit $3 for no key update of s`,
        [connectionId, stream, limit],
      );
      return rows;
    },

    async saveMapped(rows) {
      if (rows.length === 0) return;
      await db.query(
        `update source_record s
         set mapped = r.mapped::jsonb, content_hash = r.content_hash, ours = s.ours || r.ours::jsonb, map_due = false,
             match_due = s.match_due or (r.changed and s.entity in ('account', 'contact')),
             sla_due = s.sla_due or (r.changed and s.entity = 'case'),
             push_due = s.push_due or (s.entity = 'case' and s.ours is distinct from s.ours || r.ours::jsonb)
         from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bool[])
           as r(id, mapped, content_hash, ours, changed)
         where s.id = r.id`,
        [
          rows.map((r) => r.id),
          rows.map((r) => JSON.stringify(r.mapped)),
          rows.map((r) => r.contentHash),
          rows.map((r) => JSON.stringify(r.ours)),
          rows.map((r) => r.changed),
        ],
      );
      // A field of ours that is no longer what we wrote must be planned again.
      await db.query(
        `update golden_record g set push_due = true
         from golden_member m join source_record s on s.id = m.record_id
         where s.id = any($1::bigint[]) and g.id = m.golden_id and not g.push_due`,
        [rows.filter((r) => Object.keys(r.ours).length > 0).map((r) => r.id)],
      );
    },

    async touchDependants(entity, rows) {
      if (rows.length === 0 || !(entity === 'case_event' || TELLS_ACCOUNT.has(entity))) return;
      const values = [
        rows.map((r) => r.id),
        rows.map((r) => r.mapped[entity === 'case_event' ? 'case' : 'account']),
      ];
      // Locked in the order of their ids: streams are mapped side by side, and two would wait for each other.
      if (entity === 'case_event')
        await db.query(
          `update source_record set sla_due = true where id in (
             select p.id
             from ${beforeAndAfter('case')}
               join source_record p on p.connection_id = c.connection_id and p.entity = 'case' and p.external_id = c.owner
             where not p.sla_due order by p.id for no key update of p)`,
          values,
        );
      else
        await db.query(
          `update golden_record set score_due = true where id in (
             select g.id
             from ${beforeAndAfter('account')}
               join source_record a on a.connection_id = c.connection_id and a.entity = 'account' and a.external_id = c.owner
               join golden_member m on m.record_id = a.id
               join golden_record g on g.id = m.golden_id
             where not g.score_due order by g.id for no key update of g)`,
          values,
        );
    },

    async markAllForMapping(connectionId) {
      await db.query(
        `update source_record set map_due = true where connection_id = $1 and deleted_at is null`,
        [connectionId],
      );
    },
  };
}
