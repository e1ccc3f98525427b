/** `node tools/rules.ts`: the house rules over every tracked or new file of this repository. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFile } from './rules/file-rules.ts';
import { checkLockfile } from './rules/lockfile.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const checkedEndings = /\.(ts|md|sql|ya?ml|json|sh)$|^\.ci\/|^\.env\.example$/;

function listFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
  });
  return list
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)));
}

const files = listFiles().filter((path) => checkedEndings.test(path));
const findings = files.flatMap((path) => {
  const text = readFileSync(join(root, path), 'utf8');
  return path === 'package-lock.json' ? checkLockfile(text) : checkFile({ path, text });
});
for (const finding of findings) console.log(finding);
console.log(`${files.length} files, ${findings.length} findings`);
process.exitCode = findings.length === 0 && files.length > 0 ? 0 : 1;
