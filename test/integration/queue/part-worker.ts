/**
 * A worker process over the real tables, whose work is a wait: the first worker to hold a part keeps it for ever,
 * the next one finishes it. Arguments: store URL, queue kind, queue URL, schema. Says `serving`, `holding <id>`.
 */
import type { QueueBackendConfig } from '#src/queue/backend.ts';
import { queueNames } from '#src/queue/queue-names.ts';
import { createQueueRuntime } from '#src/queue/runtime.ts';
import { runWorkerProcess, type WorkerPorts } from '#src/queue/worker-process.ts';
import { checkClock } from '#src/store/check-clock.ts';
import { createPool } from '#src/store/pool.ts';
import { runStore } from '#src/store/run.ts';
import type { Log } from '#src/util/log.ts';

const [storeUrl = '', kind = '', queueUrl = '', schema = ''] = process.argv.slice(2);
const pool = createPool(storeUrl, { max: 3, applicationName: 'part-worker' });
const runs = runStore(pool);
const queue = await createQueueRuntime({ backend: { kind, url: queueUrl } as QueueBackendConfig, schema });

const LEASE_MS = 3_000;

const ports: WorkerPorts = {
  listDueParts: () => runs.dueParts(null),
  async runPart(ref) {
    const held = await runs.claim(ref.partId, LEASE_MS);
    if (held === null) return;
    if (held.starts === 1 && held.part.startsWith('hang')) {
      process.stdout.write(`holding ${held.partId}\n`);
      await new Promise(() => {});
    }
    await runs.complete(held, {});
  },
  startRun: async () => {},
  tickSla: async () => {},
  checkClock: () => checkClock(pool),
  heartbeat: async () => {},
  retire: async () => {},
};

const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
const complain = (message: string): void => void process.stderr.write(`${message}\n`);
const log: Log = { error: complain, warn: complain, info() {}, debug() {}, child: () => log };
await runWorkerProcess({
  ports,
  queue,
  queues: queueNames(['sf']),
  log,
  signal: stop.signal,
  graceMs: 2_000,
  onServing: () => process.stdout.write('serving\n'),
});
await queue.close();
await pool.end();
// As the command line does: a timer of a closed connection must not keep the process.
process.exit(0);
