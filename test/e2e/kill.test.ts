import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareEndStates, doubledRecords, type EndState } from '../support/end-state.ts';
import { killMoments } from '../support/kill-moments.ts';
import { randomMoments } from '../support/random-moments.ts';
import type { Scenario } from '../support/scenario.ts';
import { type GatePlace, setGate } from '../support/stage-gate.ts';
import { undisturbedEndState, withScenario } from '../support/with-scenario.ts';

type Estimated = { preview: { pairs: unknown[]; golden: object } };
type Shown = { in_force: { version: number } };

let undisturbed: EndState;

beforeAll(async () => {
  undisturbed = await undisturbedEndState();
  // Equal end states would prove nothing if there were nothing in them.
  expect(undisturbed['salesforce']?.['Task']?.length).toBeGreaterThan(0);
  expect(undisturbed['hubspot']?.['tasks']?.length).toBeGreaterThan(0);
});

async function expectUndisturbed(scenario: Scenario): Promise<void> {
  const state = await scenario.endState();
  expect(compareEndStates(undisturbed, state)).toEqual([]);
  expect(doubledRecords(state)).toEqual([]);
}

// Side by side, because most of the time goes by waiting for a dead worker's leases to run out.
describe.concurrent('a run that is killed', () => {
  it.each(Object.entries(killMoments))('in the middle of %s ends as the undisturbed one', (_stage, place) =>
    withScenario({}, async (scenario) => {
      const gate = await setGate(scenario.databaseUrl, place);
      const run = scenario.startSync();
      await Promise.race([gate.reached(), run.ended()]);
      expect(run.isRunning, run.stderr).toBe(true);
      await run.kill('SIGKILL');
      await gate.release();
      expect((await scenario.sync()).push.failed).toBe(0);
      await expectUndisturbed(scenario);
    }),
  );

  it('again and again, at moments nobody chose, ends as the undisturbed one', () =>
    withScenario({}, async (scenario) => {
      for (const moment of randomMoments(20_260_930, 4, { fromMs: 500, toMs: 4_000 })) {
        const run = scenario.startSync();
        await Promise.race([sleep(moment), run.ended()]);
        await run.kill('SIGKILL');
      }
      expect((await scenario.sync()).push.failed).toBe(0);
      await expectUndisturbed(scenario);
    }));

  it('with its worker, while somebody else waits for it, is taken up by the next worker', () =>
    withScenario({}, async (scenario) => {
      const gate = await setGate(scenario.databaseUrl, { table: 'match_pair', on: 'insert', occurrence: 1 });
      const worker = scenario.command('worker');
      await scenario.untilWorkerServes();
      const run = scenario.startSync();
      await gate.reached();
      await worker.kill('SIGKILL');
      await gate.release();
      scenario.command('worker');
      expect(await run.ended()).toMatchObject({ exitCode: 0 });
      await expectUndisturbed(scenario);
    }));

  it.each(['extract', 'match', 'push'])(
    'or only loses its connections, in the middle of %s, goes on by itself',
    (stage) =>
      withScenario({}, async (scenario) => {
        const gate = await setGate(scenario.databaseUrl, killMoments[stage] as GatePlace);
        const run = scenario.startSync();
        await Promise.race([gate.reached(), run.ended()]);
        expect(run.isRunning, run.stderr).toBe(true);
        await scenario.cutDatabaseConnections();
        await gate.release();
        const ended = await run.ended();
        expect(ended, run.stderr).toMatchObject({ exitCode: 0 });
        await expectUndisturbed(scenario);
      }),
  );

  it('while it puts an adopted model in force ends as the undisturbed one', () =>
    withScenario({}, async (scenario) => {
      await scenario.sync();
      // Estimated from the same records: what is in force may not change anything, however often it is begun.
      const { preview } = await scenario.json<Estimated>('model', ['account', '--estimate']);
      expect(preview).toMatchObject({ pairs: [], golden: { split: 0, joined: 0 } });
      await scenario.json('model', ['account', '--adopt']);
      const gate = await setGate(scenario.databaseUrl, { table: 'match_pair', on: 'insert', occurrence: 1 });
      const run = scenario.startSync();
      await Promise.race([gate.reached(), run.ended()]);
      expect(run.isRunning, run.stderr).toBe(true);
      await run.kill('SIGKILL');
      await gate.release();
      expect(await scenario.json<Shown>('model', ['account'])).toMatchObject({ in_force: { version: 1 } });
      expect((await scenario.sync()).push.failed).toBe(0);
      expect(await scenario.json<Shown>('model', ['account'])).toMatchObject({ in_force: { version: 2 } });
      await expectUndisturbed(scenario);
    }));
});
