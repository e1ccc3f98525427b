/**
 * `npm test`: every tier that this machine can run; says what it leaves out and why. The last line is
 * `N passed, N failed, N skipped`. Arguments: tiers (`unit`, `e2e` …); anything else goes to vitest
 * (`npm test -- unit match -t "reads a page"`).
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCodeOf, readTally, type Tally, tallyLine } from './testing/tally.ts';
import { planTiers, type Tier, tiers } from './testing/tiers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

async function main(args: readonly string[]): Promise<number> {
  const isTier = (word: string): word is Tier => tiers.some((tier) => tier === word);
  const named = args.filter(isTier);
  const plan = planTiers(process.env, named.length > 0 ? named : tiers);
  const folder = await mkdtemp(join(tmpdir(), 'goldenrod-test-report-'));
  const reportFile = join(folder, 'report.json');
  try {
    const runnerExitCode = await runVitest(
      [
        'run',
        '--passWithNoTests',
        ...plan.run.map((tier) => `--project=${tier}`),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportFile}`,
        ...args.filter((word) => !isTier(word)),
      ],
      plan.environment,
    );
    const tally = await readReport(reportFile);
    for (const note of plan.notes) console.log(note);
    console.log(tallyLine(tally));
    return exitCodeOf(tally, runnerExitCode);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runVitest(args: readonly string[], environment: Record<string, string>): Promise<number> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** A run that leaves no report has failed, whatever else it says. */
async function readReport(file: string): Promise<Tally> {
  try {
    return readTally(await readFile(file, 'utf8'));
  } catch (error) {
    console.log(`No readable report: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

process.exitCode = await main(process.argv.slice(2));
