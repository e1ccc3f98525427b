import type { z } from 'zod';
import { compileMapping, suggest } from './compile.ts';
import type { Mapping } from './mapping.ts';
import { MappingFile } from './schema.ts';
import { FORBIDDEN_NAMES } from './vendor-path.ts';
import { type FileProblem, parseYaml, throwProblems } from './yaml-source.ts';

const KEYS_AT: Readonly<Record<string, readonly string[]>> = {
  '': ['entity', 'object', 'fields', 'push', 'constants'],
  fields: ['from', 'transform', 'with'],
  push: ['to', 'transform', 'with'],
};

/**
 * Reads a mapping file. `file` is the name that messages show.
 * Throws ConfigError (MAPPING_NOT_YAML, MAPPING_INVALID, MAPPING_TOO_LARGE) naming file, line, key and what is allowed.
 */
export function parseMapping(text: string, file: string): Mapping {
  const source = parseYaml(text, file);
  const forbidden = forbiddenKeys(source.value, []);
  if (forbidden.length > 0) throwProblems(source, forbidden);
  const parsed = MappingFile.safeParse(source.value ?? {}, { reportInput: true });
  if (!parsed.success) throwProblems(source, parsed.error.issues.flatMap(toProblems));
  const { mapping, problems } = compileMapping(parsed.data, file);
  if (problems.length > 0) throwProblems(source, problems);
  return mapping;
}

function toProblems(issue: z.core.$ZodIssue): FileProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const allowed = KEYS_AT[issue.path.length === 0 ? '' : String(issue.path[0])] ?? [];
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `unknown key${suggest(key, allowed)}`,
    }));
  }
  // A field is text or an object; of the two complaints the object's is the one that says something.
  if (issue.code === 'invalid_union') {
    const nested = issue.errors.find((errors) =>
      errors.some((error) => error.path.length > 0 || error.code === 'unrecognized_keys'),
    );
    if (nested !== undefined) {
      return nested.flatMap((error) => toProblems({ ...error, path: [...issue.path, ...error.path] }));
    }
    const custom = issue.errors.flat().find((error) => error.code === 'custom');
    return [
      {
        path: issue.path,
        message: custom?.message ?? 'must be a vendor field name or {from, transform, with}',
      },
    ];
  }
  return [{ path: issue.path, message: wordOf(issue) }];
}

function wordOf(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined && issue.code !== 'custom') return 'is missing';
  if (issue.code === 'invalid_value')
    return `unknown value${suggest(String(issue.input), issue.values.map(String))}`;
  return issue.message;
}

/** Zod drops `__proto__` silently; a mapping that holds it is either an attack or a mistake, and is refused. */
function forbiddenKeys(value: unknown, path: readonly string[]): FileProblem[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.getOwnPropertyNames(value).flatMap((key) => {
    const here = [...path, key];
    if (FORBIDDEN_NAMES.has(key) && !Array.isArray(value))
      return [{ path: here, message: 'not allowed as a name' }];
    return key === 'length' && Array.isArray(value)
      ? []
      : forbiddenKeys((value as Record<string, unknown>)[key], here);
  });
}
