#!/usr/bin/env node
// Kept free of anything but plain statements: an older Node must get far enough to print the line below.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `goldenrod: Node ${process.versions.node} is too old, Node 24 or newer is needed; "npx goldenrod" in the checkout brings its own.\n`,
  );
  process.exit(2);
}

const { runCommandLine } = await import('./run.ts');
const { ignoreBrokenPipe } = await import('./output.ts');

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

export {};
