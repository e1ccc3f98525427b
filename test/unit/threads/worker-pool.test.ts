import { afterEach, expect, it } from 'vitest';
import { WorkerPool } from '#src/threads/worker-pool.ts';

/** A worker that answers with what it is told, or ends. */
const SCRIPT = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ id, task, input }) => {
  if (task === 'exit') process.exit(input);
  if (task === 'turn') input = [input, globalThis.turn = (globalThis.turn ?? 0) + 1];
  parentPort.postMessage({ id, output: input });
});`;

let pool: WorkerPool;
const start = (size: number) => {
  pool = new WorkerPool(new URL(`data:text/javascript,${encodeURIComponent(SCRIPT)}`), size);
};
afterEach(() => pool.close());

it.each([0, 7])(
  'a worker that exits with code %s fails what waits, and what is asked later',
  async (code) => {
    start(2);
    await expect(pool.map('exit', [code])).rejects.toThrow(`ended early (exit code ${code})`);
    await expect(pool.map('echo', [1, 2])).rejects.toThrow('ended early');
  },
);

it('the largest tasks are taken first, and the outputs come in the order of the inputs', async () => {
  start(1);
  expect(await pool.map('turn', ['a', 'b', 'c', 'd'], [2, 7, 1, 7])).toEqual([
    ['a', 3],
    ['b', 1],
    ['c', 4],
    ['d', 2],
  ]);
});

it('a pool that is closed fails nothing', async () => {
  start(2);
  expect(await pool.map('echo', [1, 2, 3])).toEqual([1, 2, 3]);
  await pool.close();
});
