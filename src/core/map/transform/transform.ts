import type { z } from 'zod';
import type { Json } from '../../../util/json.ts';
import type { BadValue } from '../bad-value.ts';

/** One compiled step between vendor value and canonical value. Lists are handed to `list` steps only. */
export type Step = { name: string; takes: 'value' | 'list'; run: (value: Json) => Json | BadValue };

export type TransformDefinition<Options extends z.ZodObject = z.ZodObject> = {
  /** One line for the documentation. */
  summary: string;
  /** `value`: applied to each item of a list. `list`: gets the whole list (a single value as a list of one). */
  takes: 'value' | 'list';
  options: Options;
  build: (options: z.infer<Options>) => (value: Json) => Json | BadValue;
};

/** Keeps the options' type from schema to `build`. */
export function defineTransform<Options extends z.ZodObject>(
  definition: TransformDefinition<Options>,
): TransformDefinition {
  return definition;
}
