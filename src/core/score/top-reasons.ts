import type { WeighedReason } from './compare-with-peers.ts';
import type { ScoreReasons } from './score.ts';

const TOP = 3;

/** The three strongest each way; equal ones in alphabetical order, so that the choice is always the same. */
export function topReasons(reasons: readonly WeighedReason[]): ScoreReasons {
  const ranked = [...reasons].sort(
    (a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.text < b.text ? -1 : 1),
  );
  const take = (sign: number): string[] =>
    ranked
      .filter(({ weight }) => weight * sign > 0)
      .slice(0, TOP)
      .map(({ text }) => text);
  return { up: take(1), down: take(-1) };
}
