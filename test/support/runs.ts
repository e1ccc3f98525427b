/** How many times as thorough as usual a property is tried: `GOLDENROD_PROPERTY_RUNS=20` for a long run. */
const FACTOR = Math.max(1, Number(process.env['GOLDENROD_PROPERTY_RUNS'] ?? '1'));

/** Parameters of `fc.assert` for so many tries in a usual run. */
export function runs(usual: number): { numRuns: number } {
  return { numRuns: Math.round(usual * FACTOR) };
}
