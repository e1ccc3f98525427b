/**
 * Runs a whole load's matching in a thread of its own: it takes seconds, and a process that does not answer for
 * seconds loses its leases.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type MatchedRecords, type MatchRecordsInput, matchRecords } from '../core/match/match-records.ts';

/** Fewer records are matched faster than a thread starts. */
const WORTH_A_THREAD = 1_000;

export async function matchInThread(input: MatchRecordsInput): Promise<MatchedRecords> {
  if (input.records.length < WORTH_A_THREAD) return matchRecords(input);
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: input });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the matching thread ended with code ${code}`)));
  });
}

if (!isMainThread && parentPort !== null)
  parentPort.postMessage(matchRecords(workerData as MatchRecordsInput));
