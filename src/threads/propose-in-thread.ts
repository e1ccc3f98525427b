/** Works out a new version of a model in a thread of its own: a process that does not answer for seconds loses its leases. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type Proposal, type ProposeInput, propose } from '../core/match/propose.ts';

/** Fewer records are matched faster than a thread starts. */
const WORTH_A_THREAD = 1_000;

/** @throws whatever the thread fails with */
export async function proposeInThread(input: ProposeInput): Promise<Proposal> {
  return input.records.length < WORTH_A_THREAD ? propose(input) : outcomeOf(start(input));
}

/** By itself: what waits for the thread must not hold the records, of which the thread has a copy. */
function start(workerData: ProposeInput): Worker {
  return new Worker(new URL(import.meta.url), { workerData });
}

function outcomeOf(worker: Worker): Promise<Proposal> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread ended with code ${code}`)));
  });
}

if (!isMainThread && parentPort !== null) {
  const proposal = propose(workerData as ProposeInput);
  const { records, pairs } = proposal;
  parentPort.postMessage(
    proposal,
    [...Object.values(records), ...Object.values(pairs)].map((array) => array.buffer as ArrayBuffer),
  );
}
