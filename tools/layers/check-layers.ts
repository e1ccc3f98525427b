/** The layer check: every import of every file against the table, and a guard against having read too little. */
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from './judge.ts';
import { readImports } from './read-imports.ts';

export type LayerReport = { files: number; imports: number; findings: string[] };

const roots = ['src', 'connectors', 'workers', 'test', 'bench', 'tools'];

/**
 * @param root absolute folder of the repository (or of a planted tree)
 * @param minimumFiles fewer than this many files read is a finding, whatever the disk says
 */
export async function checkLayers(root: string, minimumFiles: number): Promise<LayerReport> {
  const present = roots.filter((folder) => existsSync(join(root, folder)));
  const graph = await readImports(root, present);
  const read = new Set(graph.files);
  const unread = globSync(
    present.map((folder) => `${folder}/**/*.ts`),
    { cwd: root },
  )
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !read.has(file));
  const findings = [
    ...unread.map((file) => `${file}: was not read; the check is blind`),
    ...graph.unresolved.map((line) => `${line} leads nowhere`),
    ...graph.imports.map(judge).filter((finding) => finding !== null),
    ...graph.cycles.map((ring) => `import cycle: ${ring}`),
  ];
  if (read.size < minimumFiles) {
    findings.push(
      `only ${read.size} files were read, at least ${minimumFiles} were expected; the check is blind`,
    );
  }
  return { files: read.size, imports: graph.imports.length, findings: [...new Set(findings)].sort() };
}
