import { beforeAll, describe, expect, it } from 'vitest';
import { compareEndStates, doubledRecords, type EndState } from '../support/end-state.ts';
import { killMoments } from '../support/kill-moments.ts';
import { emptyRedis, hasRedis } from '../support/redis.ts';
import type { Scenario } from '../support/scenario.ts';
import { type GatePlace, setGate } from '../support/stage-gate.ts';
import { undisturbedEndState, withScenario } from '../support/with-scenario.ts';

describe.skipIf(!hasRedis).concurrent('the queue on Redis', () => {
  let onPostgres: EndState;

  beforeAll(async () => {
    onPostgres = await undisturbedEndState();
  });

  async function expectSameState(scenario: Scenario): Promise<void> {
    const state = await scenario.endState();
    expect(compareEndStates(onPostgres, state)).toEqual([]);
    expect(doubledRecords(state)).toEqual([]);
  }

  it('ends in the same state as the queue on PostgreSQL', () =>
    withScenario({ redis: true }, async (scenario) => {
      expect((await scenario.sync()).push.failed).toBe(0);
      await expectSameState(scenario);
    }));

  it('loses nothing when the worker is killed and Redis has forgotten everything', () =>
    withScenario({ redis: true }, async (scenario) => {
      const gate = await setGate(scenario.databaseUrl, killMoments['merge'] as GatePlace);
      const run = scenario.startSync();
      await gate.reached();
      await run.kill('SIGKILL');
      await emptyRedis(scenario.redisUrl ?? '');
      await gate.release();
      expect((await scenario.sync()).push.failed).toBe(0);
      await expectSameState(scenario);
    }));

  it('goes on when Redis forgets everything under a running worker', () =>
    withScenario({ redis: true }, async (scenario) => {
      const gate = await setGate(scenario.databaseUrl, killMoments['map'] as GatePlace);
      const run = scenario.startSync();
      await gate.reached();
      await emptyRedis(scenario.redisUrl ?? '');
      await gate.release();
      expect(await run.ended()).toMatchObject({ exitCode: 0 });
      await expectSameState(scenario);
    }));
});
