import { expect, test } from 'vitest';
import { createPool } from '../../../src/store/pool.ts';
import { silentLog } from '../../../src/util/log.ts';

test('a lost connection is told, but not by a pool that is closing', async () => {
  const told: string[] = [];
  const log = { ...silentLog, warn: (message: string) => told.push(message) };
  const pool = createPool('postgres://127.0.0.1:1/none', { max: 1, applicationName: 'test', log });
  pool.emit('error', new Error('terminating connection due to administrator command'));
  expect(told).toEqual(['a database connection was lost']);
  await pool.end();
  pool.emit('error', new Error('terminating connection due to administrator command'));
  expect(told).toHaveLength(1);
});
