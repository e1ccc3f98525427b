import type { Score, ScoreKind } from './score.ts';

type Missing = { kind: ScoreKind; unit: string; asOf: string; model: string; coverage: number; why: string };

/** The honest answer where there is too little to judge by; never a neutral number. */
export function notEnoughData({ kind, unit, asOf, model, coverage, why }: Missing): Score {
  return {
    kind,
    status: 'not_enough_data',
    value: null,
    unit,
    band: null,
    pendingBand: null,
    components: [],
    reasons: { up: [], down: [`Not enough data: ${why}`] },
    asOf,
    model,
    coverage,
  };
}
