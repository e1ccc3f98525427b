/** The program: signals, arguments, exit code. */
import { ignoreBrokenPipe } from './output.ts';
import { runCommandLine } from './run.ts';

ignoreBrokenPipe([process.stdout, process.stderr]);
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // The first asks, the second ends: a person who presses Ctrl-C twice means it.
    if (stop.signal.aborted) process.exit(3);
    stop.abort();
  });
}
process.exit(await runCommandLine(process.argv.slice(2), stop.signal));
