/** Seeded moments for kills that nobody chose: the same seed gives the same moments, so that a failure can be had again. */
export function randomMoments(
  seed: number,
  count: number,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): number[] {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const unit = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    return Math.round(fromMs + unit * (toMs - fromMs));
  });
}
