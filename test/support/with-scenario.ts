import type { EndState } from './end-state.ts';
import { Scenario, type ScenarioOptions } from './scenario.ts';

/** A scenario for as long as `work` takes; closed however that ends. Tests that run side by side have one each. */
export async function withScenario<T>(
  options: ScenarioOptions,
  work: (scenario: Scenario) => Promise<T>,
): Promise<T> {
  const scenario = await Scenario.start(options);
  try {
    return await work(scenario);
  } finally {
    await scenario.close();
  }
}

/** What one run leaves when nobody disturbs it: the measure for every disturbed one of the same size and seed. */
export function undisturbedEndState(options: ScenarioOptions = {}): Promise<EndState> {
  return withScenario(options, async (scenario) => {
    await scenario.sync();
    return scenario.endState();
  });
}
