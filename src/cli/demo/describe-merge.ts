import type { Runtime } from '../../runtime.ts';
import type { ExampleMerge } from '../../store/report.ts';

/** The evidence that holds a merge together, strongest first. */
export async function describeMerge(_runtime: Runtime, _merge: ExampleMerge): Promise<string[]> {
  return [];
}
