/** `npm run bench -- <what> [arguments]`: runs `bench/<what>/main.ts`. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [what = '', ...rest] = process.argv.slice(2);
const script = join(import.meta.dirname, what, 'main.ts');
if (what === '' || !existsSync(script)) {
  const there = readdirSync(import.meta.dirname).filter((name) =>
    existsSync(join(import.meta.dirname, name, 'main.ts')),
  );
  process.stderr.write(`Usage: npm run bench -- <${there.join('|')}> [arguments]\n`);
  process.exit(2);
}
// Each bench reads its own arguments, as if it had been called directly.
process.argv.splice(2, process.argv.length, ...rest);
await import(script);

export {};
