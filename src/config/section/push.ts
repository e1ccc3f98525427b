import { z } from 'zod';
import { MATERIAL_STEPS } from '../../core/push/materiality.ts';

const FIELDS = Object.keys(MATERIAL_STEPS) as [string, ...string[]];

/** What the push takes for a change. */
export const PushConfig = z.strictObject({
  /** Smaller changes of a score are not written; in the field's own unit (points, probability, whole currency units). */
  materiality: z.partialRecord(z.enum(FIELDS), z.number().min(0)).default({}),
});
export type PushConfig = z.output<typeof PushConfig>;
