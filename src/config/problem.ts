import { ConfigError } from '../core/errors.ts';
import type { Path, YamlDocument } from './yaml-document.ts';

/** One complaint; `path` leads to the key that it is about. */
export type Problem = { path: Path; message: string };

/** The first problem in the order of the file as one line; the context lists all of them. */
export function throwProblems(document: YamlDocument, problems: readonly Problem[]): never {
  const lines = problems
    .map((problem) => ({ ...problem, line: document.lineOf(problem.path) }))
    .toSorted((left, right) => left.line - right.line)
    .map(({ line, path, message }) => {
      const key = path.map(String).join('.');
      return `${document.file}:${line}: ${key === '' ? '' : `${key}: `}${message}`;
    });
  const more = lines.length > 1 ? ` (and ${lines.length - 1} more)` : '';
  throw new ConfigError({
    code: 'CONFIG_INVALID',
    message: `${lines[0]}${more}`,
    context: { problems: lines },
  });
}
