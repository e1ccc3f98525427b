import { z } from 'zod';
import type { Json } from '../../../util/json.ts';
import { BadValue } from '../bad-value.ts';
import { firstNonEmpty } from '../coerce/coerce.ts';
import { defineTransform } from './transform.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

export const constant = defineTransform({
  summary: 'Always `value`, whatever the record holds. The only transform that needs no `from`.',
  takes: 'list',
  options: z.strictObject({ value: scalar }),
  build:
    ({ value }) =>
    () =>
      value,
});

export const fallback = defineTransform({
  summary: 'Takes `value` where the record holds nothing.',
  takes: 'list',
  options: z.strictObject({ value: scalar }),
  build: (options) => (value) => {
    const present = Array.isArray(value) ? firstNonEmpty(value) : firstNonEmpty([value]);
    return present === null ? options.value : value;
  },
});

export const picklist = defineTransform({
  summary:
    'Looks the value up in the table `values` (letter case does not count). What is not in it becomes `otherwise`, ' +
    'stays as it is with `keep_unknown: true`, or else is held back as a problem of this field.',
  takes: 'value',
  options: z
    .strictObject({
      values: z.record(z.string(), scalar.nullable()),
      otherwise: scalar.nullable().optional(),
      keep_unknown: z.boolean().default(false),
    })
    .refine((options) => options.otherwise === undefined || !options.keep_unknown, {
      message: 'otherwise and keep_unknown exclude each other',
    }),
  build: ({ values, otherwise, keep_unknown }) => {
    const table = new Map<string, Json>();
    for (const [key, target] of Object.entries(values)) table.set(toKey(key), target);
    return (value) => {
      if (value === null || value === '' || typeof value === 'object') return value;
      const found = table.get(toKey(String(value)));
      if (found !== undefined) return found;
      if (otherwise !== undefined) return otherwise;
      if (keep_unknown) return value;
      return new BadValue(
        'UNKNOWN_VALUE',
        `is not in the mapping's table (${Object.keys(values).join(', ')})`,
      );
    };
  },
});

function toKey(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}
