import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { ConfigError } from '../errors.ts';

/** No mapping of a real object comes near; it keeps a wrong file (a log, a dump) from being parsed at all. */
const MAX_FILE_LENGTH = 1_000_000;

/** One complaint about a mapping file; `path` leads to the key it is about. */
export type FileProblem = { path: readonly PropertyKey[]; message: string };

/** A YAML text that knows the line of every key. */
export type YamlSource = { file: string; value: unknown; lineOf: (path: readonly PropertyKey[]) => number };

/** Parses one YAML document; aliases are refused, since they can make a small file explode. */
export function parseYaml(text: string, file: string): YamlSource {
  if (text.length > MAX_FILE_LENGTH) {
    throw new ConfigError({
      code: 'MAPPING_TOO_LARGE',
      message: `${file}: larger than 1 MB; is this a mapping file?`,
    });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    uniqueKeys: true,
    logLevel: 'error',
  });
  const syntaxError = document.errors[0];
  if (syntaxError !== undefined) {
    const line = lines.linePos(syntaxError.pos[0]).line;
    const reason = syntaxError.message.split('\n')[0] ?? 'cannot be read';
    throw new ConfigError({
      code: 'MAPPING_NOT_YAML',
      message: `${file}:${line}: ${reason.replace(/ at line \d+, column \d+:?$/, '')}`,
      context: { file, line },
    });
  }
  const value = toPlain(document, file);
  return { file, value, lineOf: (path) => lineOf(document, lines, path) };
}

function toPlain(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    throw new ConfigError({
      code: 'MAPPING_NOT_YAML',
      message: `${file}: YAML aliases are not allowed here`,
      cause,
    });
  }
}

/** Line of the deepest node of the path that exists; a missing key is reported at its parent. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => String(item.key) === String(key));
      const start = (pair?.key as { range?: [number, number, number] } | undefined)?.range?.[0];
      if (start !== undefined) return lines.linePos(start).line;
    }
  }
  return 1;
}

/** The first problem in the order of the file as a ConfigError; the context lists them all. */
export function throwProblems(source: YamlSource, problems: readonly FileProblem[]): never {
  const located = problems
    .map((problem) => ({ ...problem, line: source.lineOf(problem.path) }))
    .sort((a, b) => a.line - b.line);
  const texts = located.map(({ line, path, message }) => {
    const key = path.map(String).join('.');
    return `${source.file}:${line}: ${key === '' ? '' : `${key}: `}${message}`;
  });
  const more = texts.length > 1 ? ` (and ${texts.length - 1} more)` : '';
  throw new ConfigError({
    code: 'MAPPING_INVALID',
    message: `${texts[0] ?? `${source.file}: invalid`}${more}`,
    context: { file: source.file, problems: texts },
  });
}
