/** Who serves which queues; a heartbeat that stopped is of a dead worker. */
import type { Db } from './db.ts';

export type WorkerRow = { id: string; pid: number; queues: readonly string[] };

export async function recordHeartbeat(db: Db, { id, pid, queues }: WorkerRow): Promise<void> {
  await db.query(
    `insert into worker (id, pid, queues, seen_at) values ($1, $2, $3, now())
     on conflict (id) do update set seen_at = now(), queues = excluded.queues`,
    [id, pid, queues],
  );
}

export async function removeWorker(db: Db, id: string): Promise<void> {
  await db.query(`delete from worker where id = $1 or seen_at < now() - interval '1 hour'`, [id]);
}

/** Queues that live workers serve. */
export async function servedQueues(db: Db, deadAfterMs: number): Promise<Set<string>> {
  const { rows } = await db.query<{ queue: string }>(
    `select distinct unnest(queues) as queue from worker where seen_at > now() - $1 * interval '1 millisecond'`,
    [deadAfterMs],
  );
  return new Set(rows.map((row) => row.queue));
}
