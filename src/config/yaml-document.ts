import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { type Document, isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import { ConfigError } from '../core/errors.ts';
import { errorCode } from '../util/error-code.ts';

export type Path = readonly PropertyKey[];

/** A YAML file that knows the line of every key. */
export type YamlDocument = { file: string; value: unknown; lineOf(path: Path): number };

const limitBytes = 1_000_000;

/** Reads a YAML file. A missing file reads as an empty one unless `mustExist`. */
export async function readYaml(file: string, mustExist: boolean): Promise<YamlDocument> {
  // As the user would type it, when it lies below the folder he stands in.
  const near = relative(process.cwd(), file);
  const shown = near.startsWith('..') || near === '' ? file : near;
  return parseYaml(await readText(file, shown, mustExist), shown);
}

/** Parses one document; throws a ConfigError with file and line. */
export function parseYaml(text: string, file: string): YamlDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, logLevel: 'error' });
  const mistake = document.errors[0];
  if (mistake) {
    const reason = (mistake.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
    throw invalid(`${file}:${lines.linePos(mistake.pos[0]).line}: not valid YAML: ${reason}`);
  }
  return { file, value: toPlain(document, file), lineOf: (path) => lineOf(document, lines, path) };
}

async function readText(file: string, shown: string, mustExist: boolean): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT' && !mustExist) return Buffer.alloc(0);
    if (errorCode(error) === 'ENOENT')
      throw invalid(`${shown}: no such file; mend the path given with --config.`);
    throw invalid(`${shown}: cannot be read (${errorCode(error)}); mend the path or its permissions.`);
  });
  if (bytes.length > limitBytes) throw invalid(`${shown}: larger than 1 MB; is this the configuration?`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid(`${shown}: not UTF-8 text; save it as UTF-8.`);
  }
}

function toPlain(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch {
    throw invalid(`${file}: too many YAML aliases; write the values out.`);
  }
}

/** Line of the deepest part of the path that exists. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const start = startOf(parent, path[length - 1]);
    if (start !== undefined) return lines.linePos(start).line;
  }
  return 1;
}

function startOf(parent: unknown, key: PropertyKey | undefined): number | undefined {
  const node = isMap(parent)
    ? parent.items.find((item) => String(item.key) === String(key))?.key
    : isSeq(parent)
      ? parent.items[Number(key)]
      : undefined;
  return (node as { range?: [number, number, number] } | undefined)?.range?.[0];
}

function invalid(message: string): ConfigError {
  return new ConfigError({ code: 'CONFIG_INVALID', message });
}
