#!/usr/bin/env node
// The package's bin. JavaScript, since a Node that cannot read TypeScript must get far enough to say so.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `goldenrod: Node ${process.versions.node} is too old, Node 24 or newer is needed; "npx goldenrod" in the checkout, after "npm ci", brings its own.\n`,
  );
  process.exit(2);
}
await import('./main.ts');
