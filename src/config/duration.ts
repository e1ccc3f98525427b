import { z } from 'zod';

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30s`, `15m`, `1h`, `1d` as milliseconds. */
export const Duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[smhd]$/, 'must be a duration such as 30s, 15m, 1h or 1d')
  .transform((text) => Number.parseInt(text, 10) * (unitMs[text.at(-1) ?? ''] ?? 0));
