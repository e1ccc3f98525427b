/**
 * Planted faults. A fault waits until `after` matching requests have passed, then acts on the next `times` of them,
 * then rests. The first planted fault that is due wins; those behind it do not count the request.
 */
import { z } from 'zod';
import type { SandboxRequest } from './message.ts';

const Match = z.strictObject({
  method: z.string().optional(),
  /** A prefix of the path, or a regular expression over path and query. */
  path: z.string().optional(),
  /** A regular expression over the body. */
  body: z.string().optional(),
});

export const FaultPlan = z.strictObject({
  match: Match.default({}),
  /** null: for ever. */
  times: z.int().positive().nullable().default(1),
  after: z.int().nonnegative().default(0),
  action: z.enum(['status', 'delay', 'drop_before', 'drop_after', 'corrupt']),
  status: z.int().min(200).max(599).default(503),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  delay_ms: z.int().nonnegative().max(3_600_000).default(1_000),
});
export type FaultPlan = z.infer<typeof FaultPlan>;

type Planted = { plan: FaultPlan; seen: number; done: number };

export class FaultBox {
  readonly #planted: Planted[] = [];

  plant(plan: FaultPlan): void {
    for (const pattern of [plan.match.path, plan.match.body]) if (pattern !== undefined) new RegExp(pattern);
    this.#planted.push({ plan, seen: 0, done: 0 });
  }

  clear(): void {
    this.#planted.length = 0;
  }

  list(): (FaultPlan & { seen: number; done: number })[] {
    return this.#planted.map(({ plan, seen, done }) => ({ ...plan, seen, done }));
  }

  /** The fault that strikes this request, if any. */
  strike(request: SandboxRequest): FaultPlan | undefined {
    for (const planted of this.#planted) {
      const { plan } = planted;
      if (plan.times !== null && planted.done >= plan.times) continue;
      if (!matches(plan, request)) continue;
      planted.seen += 1;
      if (planted.seen <= plan.after) continue;
      planted.done += 1;
      return plan;
    }
    return undefined;
  }
}

function matches({ match }: FaultPlan, request: SandboxRequest): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== request.method) return false;
  if (match.body !== undefined && !new RegExp(match.body).test(request.body)) return false;
  const { path } = match;
  return path === undefined || request.path.startsWith(path) || new RegExp(path).test(request.url);
}
