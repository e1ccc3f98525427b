/**
 * Keys that the schema does not know. Zod drops them silently unless every object is strict, and a misspelt key
 * that is dropped leaves the user with a default he did not ask for.
 */
import { z } from 'zod';
import { nearestWord } from '../util/nearest-word.ts';
import type { Problem } from './problem.ts';
import type { Path } from './yaml-document.ts';

/** One problem per unknown key, with what is allowed there. */
export function findUnknownKeys(schema: z.core.$ZodType, value: unknown, path: Path = []): Problem[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodUnion) return fewest(inner.options, value, path);
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    return value.flatMap((item, index) => findUnknownKeys(inner.element, item, [...path, index]));
  }
  if (!isObject(value)) return [];
  if (inner instanceof z.ZodRecord) {
    return Object.entries(value).flatMap(([key, item]) =>
      findUnknownKeys(inner.valueType, item, [...path, key]),
    );
  }
  return inner instanceof z.ZodObject ? inObject(inner, value, path) : [];
}

function inObject(
  schema: z.ZodObject<z.core.$ZodShape>,
  value: Record<string, unknown>,
  path: Path,
): Problem[] {
  const isOpen = schema.def.catchall instanceof z.ZodUnknown;
  return Object.entries(value).flatMap(([key, item]) => {
    const known: z.core.$ZodType | undefined = Object.hasOwn(schema.shape, key)
      ? schema.shape[key]
      : undefined;
    if (known) return findUnknownKeys(known, item, [...path, key]);
    return isOpen ? [] : [{ path: [...path, key], message: unknownKey(key, Object.keys(schema.shape)) }];
  });
}

/** Of the alternatives the one that fits best speaks. */
function fewest(options: readonly z.core.$ZodType[], value: unknown, path: Path): Problem[] {
  const results = options
    .filter((option) => takesObjects(option) === isObject(value))
    .map((option) => findUnknownKeys(option, value, path));
  return results.toSorted((left, right) => left.length - right.length)[0] ?? [];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable
  ) {
    return unwrap(schema.def.innerType);
  }
  return schema instanceof z.ZodPipe ? unwrap(schema.def.in) : schema;
}

function takesObjects(schema: z.core.$ZodType): boolean {
  const inner = unwrap(schema);
  return inner instanceof z.ZodObject || inner instanceof z.ZodRecord;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What to say of a key that nobody knows. */
export function unknownKey(key: string, allowed: readonly string[]): string {
  const near = nearestWord(key, allowed);
  const hint = near === undefined ? '' : `did you mean ${near}? `;
  return `unknown key; ${hint}Allowed here: ${allowed.toSorted().join(', ') || 'none'}`;
}
