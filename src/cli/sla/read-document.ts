/** Reads a JSON (or YAML) file that must have a given shape; what is wrong is one line that names file and key. */
import { readFile } from 'node:fs/promises';
import { parse as parseYaml } from 'yaml';
import type { ZodType } from 'zod';
import { ConfigError } from '../../core/errors.ts';

/** `-` reads standard input. */
export async function readDocument<T>(file: string, schema: ZodType<T>, signal: AbortSignal): Promise<T> {
  const text = await readText(file, signal);
  const result = schema.safeParse(parseText(text, file));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : `, ${pathOf(issue.path)}`;
  throw invalid(`${file}${where}: ${issue?.message ?? 'not valid'}`);
}

async function readText(file: string, signal: AbortSignal): Promise<string> {
  if (file !== '-') return await readFile(file, { encoding: 'utf8', signal });
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function parseText(text: string, file: string): unknown {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (/\.ya?ml$/i.test(file)) {
    try {
      return parseYaml(plain);
    } catch (error) {
      throw invalid(
        `${file} is no YAML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
      );
    }
  }
  try {
    return JSON.parse(plain);
  } catch (error) {
    throw invalid(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** `cases[0].events[2].at` */
function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

function invalid(message: string): ConfigError {
  return new ConfigError({ code: 'DOCUMENT_INVALID', message });
}
