import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTransactions } from '#src/cli/score/read-transactions.ts';
import { ConfigError } from '#src/core/errors.ts';
import { runCli } from '../../support/cli-process.ts';
import { tempDir } from '../../support/temp-dir.ts';

async function score(csv: string, ...more: string[]) {
  const file = join(await tempDir(), 'tx.csv');
  await writeFile(file, csv);
  return await runCli(['score', 'clv', '--transactions', file, ...more]);
}

describe('score clv', () => {
  it('reads other column names and says which model spoke', async () => {
    const csv = '\uFEFFClient,Day,Total\na,2026-02-20,5\nb,20260301,"1.50"\na,2026-03-05T10:00:00Z,7\n';
    const { exitCode, stdout } = await score(csv, '--map', 'Client=customer,Day=date,Total=amount', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      customers: 2,
      model: 'shrunk_simple',
      until: '2026-03-05',
      loglik: null,
      customers_out: [
        { customer: 'a', frequency: 1, monetary: 7 },
        { customer: 'b', frequency: 0, p_alive: null },
      ],
    });
  });

  it.each([
    ['customer,date,amount\na,2026-02-30,5\n', 'line 2: "2026-02-30" is no date'],
    ['customer,date,amount\na,2026-02-20,five\n', 'line 2: "five" is no amount'],
    ['customer,date,amount\n,2026-02-20,5\n', 'line 2: the customer is empty'],
    ['customer,date,amount,Amount\na,2026-02-20,5,5\n', 'two columns hold the amount'],
    ['customer,date\na,2026-02-20\n', 'has no column for amount'],
    ['customer,date,amount\na,2026-02-20,5,6\n', 'Invalid Record Length'],
    ['', 'is empty'],
  ])('refuses %j with one line', async (csv, message) => {
    const file = join(await tempDir(), 'tx.csv');
    await writeFile(file, csv);
    const reading = readTransactions(file, { map: undefined, signal: new AbortController().signal });
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toBeInstanceOf(ConfigError);
  });

  it('ends with exit code 2 when there is no purchase', async () => {
    const { exitCode, stdout, stderr } = await score('customer,date,amount\n');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('holds no purchase')]);
  });
});
