import { z } from 'zod';
import type { Json } from '../../../util/json.ts';
import { firstNonEmpty } from '../coerce/coerce.ts';
import { defineTransform } from './transform.ts';

export const first = defineTransform({
  summary: 'The first value that is not empty.',
  takes: 'list',
  options: z.strictObject({}),
  build: () => (value) => (Array.isArray(value) ? firstNonEmpty(value) : value),
});

export const join = defineTransform({
  summary: 'Joins values with `by` (default a blank). Empty ones are left out, unless `keep_empty: true`.',
  takes: 'list',
  options: z.strictObject({ by: z.string().max(10).default(' '), keep_empty: z.boolean().default(false) }),
  build:
    ({ by, keep_empty }) =>
    (value) => {
      const items = (Array.isArray(value) ? value : [value]).map(toPart);
      const kept = keep_empty ? items : items.filter((item) => item !== '');
      return kept.every((item) => item === '') ? null : kept.join(by);
    },
});

export const split = defineTransform({
  summary: 'Splits text at `by` (default `;`) into several values.',
  takes: 'list',
  options: z.strictObject({ by: z.string().min(1).max(10).default(';') }),
  build:
    ({ by }) =>
    (value) =>
      (Array.isArray(value) ? value : [value]).flatMap((item): Json[] =>
        typeof item === 'string' ? item.split(by) : [item],
      ),
});

function toPart(item: Json): string {
  return item === null || typeof item === 'object' ? '' : String(item).trim();
}
