import type { EndState } from './end-state.ts';
import { Scenario, type ScenarioOptions } from './scenario.ts';

/** What one run leaves when nobody disturbs it: the measure for every disturbed one of the same size and seed. */
export async function undisturbedEndState(options: ScenarioOptions = {}): Promise<EndState> {
  const scenario = await Scenario.start(options);
  try {
    await scenario.sync();
    return await scenario.endState();
  } finally {
    await scenario.close();
  }
}
