/** One entry of `connections`: what every connection has, whatever its kind. */
import { z } from 'zod';

/** Part of queue names, of folder names and of URLs. */
export const ConnectionName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be lower-case letters, digits, - and _, starting with a letter');

export const ConnectionBase = z.object({
  kind: z.string(),
  /** `observe`: plans are made and shown, nothing is sent. */
  mode: z.enum(['observe', 'live']).default('observe'),
  /** Lower is trusted more; absent: the order in the file decides. */
  trust: z.int().min(0).max(1_000_000).optional(),
  /** Nothing that fell due before is ever alerted. */
  go_live_at: z.iso
    .datetime({ offset: true, error: 'must be an instant such as 2026-01-31T00:00:00Z' })
    .transform((text) => new Date(text))
    .optional(),
});

export type ConnectionConfig = {
  name: string;
  kind: string;
  mode: 'observe' | 'live';
  /** Lower is trusted more; unique order: ties are broken by name. */
  trust: number;
  goLiveAt: Date | null;
  /** The connector's own part, parsed by the connector's schema. */
  settings: unknown;
};
