/** House rules that one file can break by itself. Pure: path and text in, findings out. */
import { americanWords } from './spelling.ts';

const forbiddenNames =
  /(^|[/-])(utils?|helpers?|common|misc|manager|service)\.(ts|sql|md)$|_v\d+\.|[/-]v\d+\.ts$/;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.ts$/;
const maximumLines = 400;
/** Tables of data may be long: they are read by looking up, not from top to bottom. */
const dataTables =
  /(^|\/)(data|tables?|names|fixtures|locales?)\/|-(table|data|names|words|list)\.ts$|\.(json|csv|svg|lock)$/;
/** What only a machine's own layout can have put there. */
const machinePath = /(?<![\w.$}>~])\/(work|root|home\/\w+|Users\/\w+|workspace)\/[\w.-]/;
const impure =
  /\b(Date\.now|Math\.random|performance\.now|randomUUID|randomBytes|process\.(env|argv|hrtime|cwd))\b|\bnew Date\(\)|\bconsole\./;
/** The engine serves any vendor; what only one of them has belongs into its connector or mapping. */
const vendorFree = /^src\/(core|engine|store|queue|threads|config|connector|api|console|util)\//;
const vendor = /salesforce|hubspot/i;

export type SourceFile = { path: string; text: string };

export function checkFile(file: SourceFile): string[] {
  return [
    ...checkName(file.path),
    ...checkLength(file),
    ...checkLines(file),
    ...americanWords(file.path, file.text).map(
      ({ line, word, rule }) => `${file.path}:${line}: American spelling "${word}" (${rule})`,
    ),
  ];
}

function checkName(path: string): string[] {
  const name = path.split('/').at(-1) ?? '';
  if (forbiddenNames.test(path))
    return [`${path}: the name says nothing; name the file after its one concept`];
  if (name.endsWith('.ts') && path.includes('/') && !kebabCase.test(name)) {
    return [`${path}: file names are kebab-case`];
  }
  return [];
}

function checkLength({ path, text }: SourceFile): string[] {
  const lines = text.split('\n').length - 1;
  if (!/\.(ts|md|sql)$/.test(path) || lines <= maximumLines || dataTables.test(path)) return [];
  return [`${path}: ${lines} lines, ${maximumLines} is the end`];
}

function checkLines({ path, text }: SourceFile): string[] {
  const isCore = path.startsWith('src/core/');
  return text.split('\n').flatMap((line, index) => {
    const where = `${path}:${index + 1}`;
    const findings: string[] = [];
    const place = machinePath.exec(line)?.[0];
    if (place !== undefined) findings.push(`${where}: a path of one machine (${place}…)`);
    const code = /^\s*(\*|\/\/|\/\*|--)/.test(line) ? '' : line.replace(/\s\/\/ .*$/, '');
    const unclean = isCore ? impure.exec(code)?.[0] : undefined;
    if (unclean !== undefined) findings.push(`${where}: the core is pure, no ${unclean}`);
    const name = vendorFree.test(path) ? vendor.exec(code)?.[0] : undefined;
    if (name !== undefined) findings.push(`${where}: the engine knows no vendor by name (${name})`);
    return findings;
  });
}
