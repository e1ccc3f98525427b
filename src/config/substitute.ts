import type { Problem } from './problem.ts';
import type { Path } from './yaml-document.ts';

const reference = /\$\{([A-Z][A-Z0-9_]*)\}/g;

/**
 * Replaces `${NAME}` in texts by that environment variable, so that two connections of one kind can have secrets
 * of their own without any secret in the file. A name that is not set is a problem.
 */
export function substitute(
  value: unknown,
  lookUp: (name: string) => string | undefined,
  path: Path = [],
): { value: unknown; problems: Problem[] } {
  const problems: Problem[] = [];
  const walk = (node: unknown, at: Path): unknown => {
    if (typeof node === 'string') return inText(node, at);
    if (Array.isArray(node)) return node.map((item, index) => walk(item, [...at, index]));
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, walk(item, [...at, key])]));
  };
  const inText = (text: string, at: Path): string =>
    text.replaceAll(reference, (whole, name: string) => {
      const found = lookUp(name);
      if (found !== undefined) return found;
      problems.push({ path: at, message: `the environment variable ${name} is not set` });
      return whole;
    });
  return { value: walk(value, path), problems };
}
