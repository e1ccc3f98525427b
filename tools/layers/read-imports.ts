/** Reads the import graph with dependency-cruiser. */
import { cruise, type ICruiseResult, type IDependency } from 'dependency-cruiser';
import type { Import } from './judge.ts';

export type ImportGraph = {
  /** Our own files that were really parsed. */
  files: string[];
  imports: Import[];
  /** `from: specifier` of what leads nowhere. */
  unresolved: string[];
  /** Rings of value imports, each as `a → b → a`. */
  cycles: string[];
};

/**
 * @param root absolute folder that holds `roots`
 * @param roots folders and files to read, relative to `root`
 */
export async function readImports(root: string, roots: readonly string[]): Promise<ImportGraph> {
  const { output } = await cruise([...roots], {
    baseDir: root,
    // TypeScript 7 has no compiler API that dependency-cruiser knows: without swc it reads nothing and is content.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
    validate: true,
    ruleSet: {
      forbidden: [
        { name: 'cycle', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
      ],
    },
  });
  if (typeof output === 'string')
    throw new Error('dependency-cruiser returned text where its result was expected');
  return graphOf(output);
}

function graphOf(result: ICruiseResult): ImportGraph {
  const graph: ImportGraph = { files: [], imports: [], unresolved: [], cycles: [] };
  for (const module of result.modules) {
    if (!isOurs(module.source) || module.coreModule || module.couldNotResolve) continue;
    graph.files.push(module.source);
    for (const dependency of module.dependencies) {
      if (dependency.couldNotResolve) graph.unresolved.push(`${module.source}: ${dependency.module}`);
      else graph.imports.push(toImport(module.source, dependency));
    }
  }
  for (const violation of result.summary.violations) {
    const steps = violation.cycle?.map((step) => step.name) ?? [];
    if (violation.type === 'cycle') graph.cycles.push([violation.from, ...steps].join(' → '));
  }
  return graph;
}

function toImport(from: string, dependency: IDependency): Import {
  if (dependency.coreModule || dependency.dependencyTypes.includes('core')) {
    return { from, to: dependency.module.replace(/^node:/, ''), kind: 'builtin' };
  }
  if (isOurs(dependency.resolved)) return { from, to: dependency.resolved, kind: 'file' };
  return { from, to: packageName(dependency.module), kind: 'package' };
}

function isOurs(path: string): boolean {
  return !path.startsWith('..') && !path.includes('node_modules/');
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
