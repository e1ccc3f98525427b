import { z } from 'zod';

const Percent = z.number().min(0).max(100);

/** Who wins when CRM and golden record differ. */
export const Ownership = z.enum(['golden_wins', 'crm_wins', 'fill_blank', 'newest_wins', 'never']);

/** What the push may write, and how much of it at once. */
export const PushConfig = z.strictObject({
  /** Connection → field → who wins. Our own fields are always ours. */
  ownership: z.record(z.string(), z.record(z.string(), Ownership)).default({}),
  /** Smaller changes of a score are not written; in the field's own unit. */
  materiality: z.record(z.string(), z.number().min(0)).default({}),
  /** A run that would go beyond stops and asks. */
  blast_radius: z
    .strictObject({
      max_records: z.int().min(1).optional(),
      max_percent: Percent.optional(),
      /** Share of records on which one field would be emptied. */
      max_cleared_percent: Percent.default(20),
    })
    .prefault({}),
});
export type PushConfig = z.output<typeof PushConfig>;
