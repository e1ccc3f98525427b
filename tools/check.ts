/**
 * `npm run check`: everything CI runs except the tests. Checks run side by side, as many as there are processors;
 * each prints one line, a failure its output too.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CommandResult, runCommand } from './run-command.ts';

type Check = { name: string; says: string; program: string; args: readonly string[] };

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const script = (name: string): { program: string; args: string[] } => ({
  program: process.execPath,
  args: [join(root, 'tools', name)],
});

/** Slowest first, so that none of them is left running alone at the end. */
const checks: readonly Check[] = [
  { name: 'knip', says: 'dead code, unused dependencies', program: bin('knip'), args: ['--no-progress'] },
  { name: 'types', says: 'tsc', program: bin('tsc'), args: ['--noEmit'] },
  {
    name: 'lint',
    says: 'oxlint, type-aware',
    program: bin('oxlint'),
    args: ['--type-aware', '--deny-warnings'],
  },
  { name: 'format', says: 'biome', program: bin('biome'), args: ['check'] },
  { name: 'layers', says: 'who may import whom', ...script('layers.ts') },
  { name: 'rules', says: 'names, lengths, spelling, purity', ...script('rules.ts') },
  { name: 'docs', says: 'README and .env.example', ...script('docs.ts') },
];

async function main(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.log(
      `Unknown check ${unknown.join(', ')}; there are ${checks.map((check) => check.name).join(', ')}.`,
    );
    return 2;
  }
  const startedAt = performance.now();
  const queue = checks.filter((check) => wanted.length === 0 || wanted.includes(check.name));
  const total = queue.length;
  let failed = 0;
  const worker = async (): Promise<void> => {
    for (let check = queue.shift(); check; check = queue.shift()) {
      const result = await runCommand(check.program, check.args, root);
      if (result.exitCode !== 0) failed += 1;
      report(check, result);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${total - failed} of ${total} checks passed in ${seconds} s`);
  return failed === 0 ? 0 : 1;
}

function report(check: Check, { exitCode, output, seconds }: CommandResult): void {
  const verdict = exitCode === 0 ? 'ok  ' : 'FAIL';
  console.log(`${verdict} ${check.name.padEnd(8)} ${seconds.toFixed(1).padStart(5)} s  ${check.says}`);
  if (exitCode !== 0) console.log(`${output.trimEnd().replaceAll(/^/gm, '     ')}\n`);
}

process.exitCode = await main(process.argv.slice(2));
