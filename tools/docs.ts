/** `node tools/docs.ts`: what the documentation says of the program, held against the program. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkReadme } from './docs/check-readme.ts';
import { readSources } from './docs/read-sources.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = readSources();
const readme = readFileSync(`${root}/README.md`, 'utf8');
const findings = checkReadme(readme, sources);
for (const finding of findings) console.log(finding);
console.log(`${sources.commands.length} commands, ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;
