/** Judges one import against the table. Pure: paths and names in, a sentence or null out. */
import { connectorPackages, type Layer, layers, sdkFiles } from './table.ts';

export type Import = {
  /** Importing file, relative to the root, with `/`. */
  from: string;
  /** A file relative to the root, a package name, or a built-in module without `node:`. */
  to: string;
  kind: 'file' | 'package' | 'builtin';
};

export function layerOf(file: string): Layer | undefined {
  return layers.find((layer) => layer.files.test(file));
}

/** Null when allowed; else why not. */
export function judge({ from, to, kind }: Import): string | null {
  const layer = layerOf(from);
  if (!layer)
    return `${from}: belongs to no layer; put it into one or add the layer to tools/layers/table.ts`;
  if (kind === 'file') return judgeFile(layer, from, to);
  if (kind === 'builtin') {
    const allowed = layer.builtins === undefined || layer.builtins.includes(to);
    return allowed ? null : `${from}: ${layer.name} may not import node:${to}`;
  }
  const allowed = layer.name === 'connectors' ? connectorMay(from, to) : matches(layer.packages, to);
  return allowed ? null : `${from}: ${layer.name} may not import the package ${to} here`;
}

function judgeFile(layer: Layer, from: string, to: string): string | null {
  const target = layerOf(to);
  if (!target) return `${from}: imports ${to}, which belongs to no layer`;
  if (target.name === 'test') {
    return layer.name === 'test' ? null : `${from}: nobody imports tests, benchmarks or tools (${to})`;
  }
  if (layer.name === 'connectors' && target.name === 'connectors') {
    return island(from) === island(to) ? null : `${from}: a connector never imports another (${to})`;
  }
  if (target.name === layer.name) return null;
  if (layer.mayImport === 'any' || layer.mayImport.includes(target.name)) return null;
  return `${from}: ${layer.name} may not import ${target.name} (${to})`;
}

function connectorMay(from: string, name: string): boolean {
  const { sdk = [], parser = [] } = connectorPackages[island(from)] ?? {};
  if (name === 'zod' || matches(parser, name)) return true;
  return matches(sdk, name) && sdkFiles.includes(from.split('/').at(-1) ?? '');
}

function island(file: string): string {
  return file.split('/')[1] ?? '';
}

function matches(patterns: readonly string[] | 'any', name: string): boolean {
  if (patterns === 'any') return true;
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
}
