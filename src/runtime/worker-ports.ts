import type { Engine } from '../engine/engine.ts';
import type { WorkerPorts } from '../queue/worker-process.ts';
import { checkClock } from '../store/check-clock.ts';
import type { Pool } from '../store/pool.ts';
import { recordHeartbeat, removeWorker } from '../store/worker.ts';

/** What a worker process needs, out of engine and store. */
export function workerPorts({ engine, pool }: { engine: Engine; pool: Pool }): WorkerPorts {
  return {
    runPart: (part, signal) => engine.runPart(part, signal),
    listDueParts: () => engine.listDueParts(),
    async startRun({ connections, full }) {
      await engine.startRun({ connections, full, dryRun: false }, new Date());
    },
    tickSla: () => engine.tickSla(new Date()),
    checkClock: () => checkClock(pool),
    heartbeat: (worker) => recordHeartbeat(pool, worker),
    retire: (workerId) => removeWorker(pool, workerId),
  };
}
