import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliProcess, runCli, runCliJson } from '../../support/cli-process.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { until } from '../../support/until.ts';
import { writeTree } from '../../support/write-tree.ts';

const program = `
const [word] = process.argv.slice(2);
if (word === 'say') { console.log(JSON.stringify({ said: process.argv[3], secret: process.env.SECRET ?? null })); }
if (word === 'stay') { process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); console.log('{"up":true}'); }
if (word === 'fail') { console.error('goldenrod: no such thing'); process.exit(2); }
`;

async function entry(): Promise<{ entry: string }> {
  const folder = await tempDir();
  await writeTree(folder, { 'program.mjs': program });
  return { entry: join(folder, 'program.mjs') };
}

describe('commands as processes', () => {
  it('returns what a command said, and runs it without the variables of the caller', async () => {
    process.env['SECRET'] = 'of the caller';
    try {
      expect(await runCliJson(['say', 'yes'], await entry())).toEqual({ said: 'yes', secret: null });
    } finally {
      delete process.env['SECRET'];
    }
  });

  it('reads the document of a command that stays up, and ends it either way', async () => {
    const options = await entry();
    for (const [signal, end] of [
      ['SIGTERM', { exitCode: 0, signal: null }],
      ['SIGKILL', { exitCode: null, signal: 'SIGKILL' }],
    ] as const) {
      const command = new CliProcess(['stay'], options);
      expect(await command.document()).toEqual({ up: true });
      expect(command.isRunning).toBe(true);
      expect(await command.kill(signal)).toMatchObject(end);
      expect(command.isRunning).toBe(false);
    }
  });

  it('hands on exit code and message of a failure', async () => {
    const options = await entry();
    expect(await runCli(['fail'], options)).toMatchObject({
      exitCode: 2,
      stderr: 'goldenrod: no such thing\n',
    });
    await expect(runCliJson(['fail'], options)).rejects.toThrow(/ended with 2: goldenrod: no such thing/);
    await expect(new CliProcess(['fail'], options).document()).rejects.toThrow(/no document: goldenrod/);
  });
});

describe('until', () => {
  it('returns the first answer that is something, over failures too', async () => {
    let asked = 0;
    const answer = await until(
      'three',
      () => {
        asked += 1;
        if (asked === 1) throw new Error('not yet');
        return asked >= 3 && asked;
      },
      { intervalMs: 1 },
    );
    expect(answer).toBe(3);
  });

  it('says what it waited for', async () => {
    await expect(until('rain', () => false, { timeoutMs: 20, intervalMs: 5 })).rejects.toThrow(
      '20 ms for rain',
    );
  });
});
