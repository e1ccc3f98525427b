import { describe, expect, it } from 'vitest';
import { runMeasured } from '../../../bench/match/process-cost.ts';

const hasProc = process.platform === 'linux';
/** By its own processor time: a crowded machine gives it less than the wall clock shows. */
const busyFor = (ms: number) => `
  for (let spent = 0; spent < ${ms * 1000}; ) {
    for (let i = 0; i < 1e5; i++) Math.sqrt(i);
    const { user, system } = process.cpuUsage();
    spent = user + system;
  }`;

describe('what a process costs', () => {
  it.runIf(hasProc)('is its processor time and its highest memory', async () => {
    const script = `globalThis.kept = Buffer.alloc(150e6, 1); ${busyFor(300)} console.log('done')`;
    const { stdout, seconds, cpu_seconds, peak_rss_mb } = await runMeasured(process.execPath, ['-e', script]);
    expect(stdout).toBe('done\n');
    expect(seconds).toBeGreaterThan(0.2);
    expect(cpu_seconds).toBeGreaterThan(0.28);
    expect(peak_rss_mb).toBeGreaterThan(150);
    expect(peak_rss_mb).toBeLessThan(400);
  });

  it.runIf(hasProc)('counts what its own children cost', async () => {
    const child = `globalThis.kept = Buffer.alloc(200e6, 1); ${busyFor(300)}`;
    const script = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(child)}])`;
    const { cpu_seconds, peak_rss_mb } = await runMeasured(process.execPath, ['-e', script]);
    expect(cpu_seconds).toBeGreaterThan(0.28);
    expect(peak_rss_mb).toBeGreaterThan(200);
  });

  it('stops at the line it is watched for', async () => {
    const script = "console.log('there'); setTimeout(() => console.log('later'), 1500)";
    const started = performance.now();
    const { stdout, seconds } = await runMeasured(process.execPath, ['-e', script], { until: 'there' });
    expect(stdout).toBe('there\nlater\n');
    expect((performance.now() - started) / 1000 - seconds).toBeGreaterThan(1);
  });

  it('refuses a process that fails, with what it said last', async () => {
    const script = "console.error('no such file'); process.exit(3)";
    await expect(runMeasured(process.execPath, ['-e', script])).rejects.toThrow(/code 3: no such file/);
    await expect(runMeasured(process.execPath, ['-e', ''], { until: 'there' })).rejects.toThrow(
      /without saying/,
    );
  });
});
