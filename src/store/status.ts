/** What the status page shows, in a few cheap statements. */
import type {
  ConnectionStatus,
  EngineStatus,
  RunStatus,
  StageStatus,
  StatusReader,
  WorkerStatus,
} from '../engine/status-reader.ts';
import type { Db } from './db.ts';

const RUNS_SHOWN = 10;
const WORKER_SHOWN_MS = 60_000;

export function statusReader(db: Db): StatusReader {
  return {
    async ping() {
      await db.query('select 1');
    },
    async status(): Promise<EngineStatus> {
      const [runs, connections, workers] = await Promise.all([
        readRuns(db),
        readConnections(db),
        readWorkers(db),
      ]);
      return { runs, connections, workers };
    },
  };
}

async function readRuns(db: Db): Promise<RunStatus[]> {
  const { rows } = await db.query<Omit<RunStatus, 'stages'> & { stages: StageStatus[] }>(
    `select r.id, r.kind, r.state, r.as_of as "asOf", r.started_at as "startedAt", r.ended_at as "endedAt",
       r.error ->> 'message' as error,
       coalesce((select jsonb_agg(to_jsonb(s) - 'first' order by s.first) from (
         select p.stage, min(p.id) as first, sum(p.done)::bigint as done, sum(p.total)::bigint as total,
           jsonb_build_object(
             'due', count(*) filter (where p.state = 'due' and (p.lease_until is null or p.lease_until < now())),
             'running', count(*) filter (where p.state = 'due' and p.lease_until >= now()),
             'done', count(*) filter (where p.state = 'done'),
             'failed', count(*) filter (where p.state = 'failed')) as parts
         from run_part p where p.run_id = r.id group by p.stage) s), '[]') as stages
     from run r order by r.id desc limit $1`,
    [RUNS_SHOWN],
  );
  return rows;
}

async function readConnections(db: Db): Promise<ConnectionStatus[]> {
  const { rows } = await db.query<ConnectionStatus>(
    `select c.name, c.kind, c.mode, c.paused_reason as "pausedReason",
       (select count(*) from source_record s where s.connection_id = c.id and s.deleted_at is null)::int as records,
       (select max(last_read_at) from stream_cursor s where s.connection_id = c.id) as "lastExtractAt",
       (select count(*) from quarantine q where q.connection_id = c.id and q.resolved_at is null)::int as quarantined,
       (select jsonb_build_object(
          'planned', count(*) filter (where o.state = 'planned'), 'sending', count(*) filter (where o.state = 'sending'),
          'written', count(*) filter (where o.state = 'written'), 'rejected', count(*) filter (where o.state = 'rejected'),
          'gone', count(*) filter (where o.state = 'gone'))
        from outbox o where o.connection_id = c.id) as writes
     from connection c order by c.name`,
  );
  return rows;
}

async function readWorkers(db: Db): Promise<WorkerStatus[]> {
  const { rows } = await db.query<WorkerStatus>(
    `select id, pid, queues, seen_at as "seenAt" from worker
     where seen_at > now() - $1 * interval '1 millisecond' order by seen_at desc, id`,
    [WORKER_SHOWN_MS],
  );
  return rows;
}
