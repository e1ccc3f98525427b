import type { z } from 'zod';
import type { Problem } from './problem.ts';
import type { Path } from './yaml-document.ts';

/** Zod's complaint in the words of the file's reader. Values are never shown: they may be secrets. */
export function explainIssue(issue: z.core.$ZodIssue, prefix: Path = []): Problem[] {
  const path = [...prefix, ...issue.path];
  switch (issue.code) {
    // Told by findUnknownKeys, with what is allowed.
    case 'unrecognized_keys':
      return [];
    case 'invalid_union':
      return explainUnion(issue, path);
    case 'invalid_type':
      return [{ path, message: explainType(issue) }];
    case 'invalid_value':
      return [
        { path, message: `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}` },
      ];
    case 'too_small':
      return [
        {
          path,
          message: explainBound(issue.origin, issue.inclusive ? 'at least' : 'more than', issue.minimum),
        },
      ];
    case 'too_big':
      return [
        {
          path,
          message: explainBound(issue.origin, issue.inclusive ? 'at most' : 'less than', issue.maximum),
        },
      ];
    case 'invalid_key':
      return issue.issues.map((inner) => ({ path, message: `this name ${inner.message}` }));
    default:
      return [{ path, message: issue.message }];
  }
}

const names: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};

function explainType(issue: z.core.$ZodIssueInvalidType): string {
  // Without `reportInput` zod tells a missing key by its message alone.
  if (issue.message.endsWith('received undefined')) return `is missing; it must be ${nameOf(issue.expected)}`;
  return issue.message.startsWith('Invalid input') ? `must be ${nameOf(issue.expected)}` : issue.message;
}

function nameOf(type: string): string {
  return names[type] ?? type;
}

function explainBound(origin: string, relation: string, bound: number | bigint): string {
  if (origin === 'string') return `must have ${relation} ${bound} characters`;
  return origin === 'array' ? `must have ${relation} ${bound} entries` : `must be ${relation} ${bound}`;
}

/** The alternative that got furthest says most; when none did, all are named. */
function explainUnion(issue: z.core.$ZodIssueInvalidUnion, path: Path): Problem[] {
  const deep = issue.errors.find((errors) => errors.some((error) => error.path.length > 0));
  if (deep) return deep.flatMap((error) => explainIssue(error, path));
  if (!issue.message.startsWith('Invalid input')) return [{ path, message: issue.message }];
  const all = issue.errors.flatMap((errors) => errors.slice(0, 1)).flatMap((error) => explainIssue(error));
  const texts = [...new Set(all.map(({ message }) => message))];
  return [{ path, message: texts.join('; or ') || issue.message }];
}
