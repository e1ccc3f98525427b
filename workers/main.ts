/**
 * Entry point for service managers and containers: `node workers/main.ts [worker|scheduler|api|start] [options]`,
 * by default a worker. The commands are the same as of `goldenrod`; so are signals and exit codes: SIGTERM
 * finishes or hands back what is under way within ten seconds and ends with 0.
 */
import { runCommandLine } from '#src/cli/run.ts';

const roles: ReadonlySet<string> = new Set(['worker', 'scheduler', 'api', 'start']);

const [first = 'worker', ...rest] = process.argv.slice(2);
const argv = roles.has(first) ? [first, ...rest] : ['worker', ...process.argv.slice(2)];

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (stop.signal.aborted) process.exit(3);
    stop.abort();
  });
}
process.exit(await runCommandLine(argv, stop.signal));
