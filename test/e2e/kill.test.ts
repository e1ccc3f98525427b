import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareEndStates, doubledRecords, type EndState } from '../support/end-state.ts';
import { killMoments } from '../support/kill-moments.ts';
import { Scenario } from '../support/scenario.ts';
import { setGate } from '../support/stage-gate.ts';

const accounts = 150;

describe('a run that is killed', () => {
  let undisturbed: EndState;

  beforeAll(async () => {
    const scenario = await Scenario.start({ accounts });
    try {
      await scenario.sync();
      undisturbed = await scenario.endState();
    } finally {
      await scenario.close();
    }
  });

  describe.each(Object.entries(killMoments))('in the middle of %s', (_stage, place) => {
    let scenario: Scenario;
    beforeAll(async () => {
      scenario = await Scenario.start({ accounts });
    });
    afterAll(() => scenario?.close());

    it('ends as the undisturbed one, nothing twice', async () => {
      const gate = await setGate(scenario.databaseUrl, place);
      const run = scenario.startSync();
      await Promise.race([gate.reached(), run.ended()]);
      expect(run.isRunning, run.stderr).toBe(true);
      await run.kill('SIGKILL');
      await gate.release();
      const resumed = await scenario.sync();
      expect(resumed.push.failed).toBe(0);
      const state = await scenario.endState();
      expect(compareEndStates(undisturbed, state)).toEqual([]);
      expect(doubledRecords(state)).toEqual([]);
    });
  });
});
