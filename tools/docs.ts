/**
 * `node tools/docs.ts`: what the documentation says of the program, held against the program.
 * `node tools/docs.ts --write` renews what is generated: .env.example and the README's table of variables.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkLinks } from './docs/check-links.ts';
import { checkReadme } from './docs/check-readme.ts';
import { environmentTable, replaceTable } from './docs/environment-table.ts';
import { envExample, environmentVariables, readSources } from './docs/read-sources.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function generated(): { path: string; text: string }[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  return [
    { path: '.env.example', text: envExample() },
    { path: 'README.md', text: replaceTable(readme, environmentTable(environmentVariables())) },
  ];
}

function staleFiles(): string[] {
  return generated()
    .filter(
      ({ path, text }) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
    )
    .map(({ path }) => `${path}: is not what the program says; run: node tools/docs.ts --write`);
}

function brokenLinks(): string[] {
  const paths = globSync(['*.md', 'docs/**/*.md', 'connectors/*/*.md'], { cwd: root });
  const pages = paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  return checkLinks(pages, (path) => existsSync(join(root, path)));
}

if (process.argv.includes('--write')) {
  for (const { path, text } of generated()) writeFileSync(join(root, path), text);
}
const sources = readSources();
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const findings = [...staleFiles(), ...checkReadme(readme, sources), ...brokenLinks()];
for (const finding of findings) console.log(finding);
console.log(
  `${sources.commands.length} commands, ${sources.environment.length} variables, ${findings.length} findings`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
