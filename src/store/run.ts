/**
 * Runs and their parts.
 *
 * run: active → done | failed; at most one is active (unique index).
 * run_part: due → done | failed. A worker holds a due part by lease and token; a lease that ran out is free to
 * take. Invariant: whoever commits work of a part holds its current token (`assertHeld` in that transaction).
 */
import { randomUUID } from 'node:crypto';
import { CancelledError } from '../core/errors.ts';
import type { HeldPart, PartRow, RunRequest, RunRow, RunStore } from '../engine/ports/run.ts';
import type { PartRef, Stage } from '../engine/stage.ts';
import type { JsonObject } from '../util/json.ts';
import type { Db } from './db.ts';
import { prepared } from './prepared.ts';

const RUN_COLUMNS = `id, state, stage, phase, as_of as "asOf", request, error, started_at as "startedAt", ended_at as "endedAt"`;

export function runStore(db: Db): RunStore {
  return {
    async startOrResume(request, asOf) {
      const inserted = await db.query<RunRow>(
        `insert into run (kind, state, stage, as_of, request) values ($1, 'active', 'extract', $2, $3)
         on conflict ((true)) where state = 'active' do nothing
         returning ${RUN_COLUMNS}`,
        [request.dryRun ? 'dry_run' : 'sync', asOf, JSON.stringify(request satisfies RunRequest)],
      );
      const fresh = inserted.rows[0];
      if (fresh !== undefined) return { run: fresh, resumed: false };
      const active = await db.query<RunRow>(`select ${RUN_COLUMNS} from run where state = 'active'`);
      const run = active.rows[0];
      // The active run ended between the two statements: ask again.
      return run === undefined ? this.startOrResume(request, asOf) : { run, resumed: true };
    },

    async get(runId) {
      const { rows } = await db.query<RunRow>(`select ${RUN_COLUMNS} from run where id = $1`, [runId]);
      return rows[0] ?? null;
    },

    async active() {
      const { rows } = await db.query<RunRow>(`select ${RUN_COLUMNS} from run where state = 'active'`);
      return rows[0] ?? null;
    },

    async parts(runId) {
      const { rows } = await db.query<PartRow>(
        `select stage, part, state, total, done, attempts, result, error from run_part where run_id = $1 order by id`,
        [runId],
      );
      return rows;
    },

    async addParts(runId, phase, stage, parts) {
      await db.query(`update run set phase = $2, stage = $3 where id = $1`, [runId, phase, stage]);
      await db.query(
        `insert into run_part (run_id, stage, part, connection_name)
         select $1, p.stage, p.part, p.connection_name
         from jsonb_to_recordset($2) as p(stage text, part text, connection_name text)
         on conflict do nothing`,
        [
          runId,
          JSON.stringify(
            parts.map((p) => ({ stage: p.stage, part: p.part, connection_name: p.connectionName })),
          ),
        ],
      );
    },

    async lock(runId) {
      const { rows } = await db.query<RunRow>(`select ${RUN_COLUMNS} from run where id = $1 for update`, [
        runId,
      ]);
      return rows[0] ?? null;
    },

    async openPartCount(runId) {
      const { rows } = await db.query<{ count: number }>(
        `select count(*)::int as count from run_part where run_id = $1 and state = 'due'`,
        [runId],
      );
      return rows[0]?.count ?? 0;
    },

    async dueParts(runId) {
      const { rows } = await db.query<PartRef>(
        `select p.id as "partId", p.run_id as "runId", p.stage, p.part, p.connection_name as "connectionName"
         from run_part p join run r on r.id = p.run_id and r.state = 'active'
         where p.state = 'due' and ($1::bigint is null or p.run_id = $1)
           and (p.lease_until is null or p.lease_until < now())
           and (p.not_before is null or p.not_before <= now())
         order by p.id`,
        [runId],
      );
      return rows;
    },

    async finish(runId, state, error) {
      await db.query(
        `update run set state = $2, error = $3, ended_at = now() where id = $1 and state = 'active'`,
        [runId, state, error === null ? null : JSON.stringify(error)],
      );
    },

    async claim(partId, leaseMs) {
      const { rows } = await db.query<HeldPart & { asOf: Date; stage: Stage }>(
        `update run_part p
         set lease_until = now() + $2 * interval '1 millisecond', lease_token = $3, starts = starts + 1,
             started_at = coalesce(p.started_at, now())
         from run r
         where p.id = $1 and r.id = p.run_id and r.state = 'active' and p.state = 'due'
           and (p.lease_until is null or p.lease_until < now())
           and (p.not_before is null or p.not_before <= now())
         returning p.id as "partId", p.run_id as "runId", p.stage, p.part, p.connection_name as "connectionName",
           p.lease_token as token, p.attempts, p.starts, r.as_of as "asOf", r.request`,
        [partId, leaseMs, randomUUID()],
      );
      return rows[0] ?? null;
    },

    async extendLease(held, leaseMs) {
      const { rowCount } = await db.query(
        `update run_part set lease_until = now() + $3 * interval '1 millisecond'
         where id = $1 and lease_token = $2 and state = 'due'`,
        [held.partId, held.token, leaseMs],
      );
      return rowCount === 1;
    },

    async attempts(held) {
      const { rows } = await db.query<{ attempts: number }>(`select attempts from run_part where id = $1`, [
        held.partId,
      ]);
      return rows[0]?.attempts ?? 0;
    },

    async assertHeld(held) {
      const { rowCount } = await prepared(
        db,
        `select 1 from run_part p join run r on r.id = p.run_id
         where p.id = $1 and p.lease_token = $2 and p.state = 'due' and r.state = 'active' for share of p`,
        [held.partId, held.token],
      );
      if (rowCount !== 1) {
        throw new CancelledError({
          code: 'LEASE_LOST',
          message: `another worker holds ${held.stage}/${held.part} of run ${held.runId} now`,
        });
      }
    },

    async progress(held, done, total) {
      await db.query(
        `update run_part set attempts = case when $3 > done then 0 else attempts end, done = $3, total = coalesce($4, total)
         where id = $1 and lease_token = $2`,
        [held.partId, held.token, done, total],
      );
    },

    async complete(held, result) {
      await end(db, held, { state: 'done', result, error: null });
    },

    async release(held, delayMs, countAttempt, error) {
      await db.query(
        `update run_part
         set lease_until = null, lease_token = null, attempts = attempts + $4,
             not_before = now() + $3 * interval '1 millisecond', error = coalesce($5, error)
         where id = $1 and lease_token = $2 and state = 'due'`,
        [
          held.partId,
          held.token,
          delayMs,
          countAttempt ? 1 : 0,
          error === null ? null : JSON.stringify(error),
        ],
      );
    },

    async failPart(held, error) {
      await end(db, held, { state: 'failed', result: {}, error });
    },
  };
}

async function end(
  db: Db,
  held: HeldPart,
  { state, result, error }: { state: 'done' | 'failed'; result: JsonObject; error: JsonObject | null },
): Promise<void> {
  await db.query(
    `update run_part
     set state = $3, result = $4, error = $5, lease_until = null, lease_token = null, ended_at = now()
     where id = $1 and lease_token = $2 and state = 'due'`,
    [held.partId, held.token, state, JSON.stringify(result), error === null ? null : JSON.stringify(error)],
  );
}
