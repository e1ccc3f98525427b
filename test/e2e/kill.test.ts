import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareEndStates, doubledRecords, type EndState } from '../support/end-state.ts';
import { killMoments } from '../support/kill-moments.ts';
import { randomMoments } from '../support/random-moments.ts';
import { Scenario } from '../support/scenario.ts';
import { setGate } from '../support/stage-gate.ts';
import { undisturbedEndState } from '../support/undisturbed.ts';

let undisturbed: EndState;
let scenario: Scenario;

beforeAll(async () => {
  undisturbed = await undisturbedEndState();
  // Equal end states would prove nothing if there were nothing in them.
  expect(undisturbed['salesforce']?.['Task']?.length).toBeGreaterThan(0);
  expect(undisturbed['hubspot']?.['tasks']?.length).toBeGreaterThan(0);
});

async function expectUndisturbed(): Promise<void> {
  const state = await scenario.endState();
  expect(compareEndStates(undisturbed, state)).toEqual([]);
  expect(doubledRecords(state)).toEqual([]);
}

describe.each(Object.entries(killMoments))('a run that is killed in the middle of %s', (_stage, place) => {
  beforeAll(async () => {
    scenario = await Scenario.start();
  });
  afterAll(() => scenario.close());

  it('ends as the undisturbed one when it is run again', async () => {
    const gate = await setGate(scenario.databaseUrl, place);
    const run = scenario.startSync();
    await Promise.race([gate.reached(), run.ended()]);
    expect(run.isRunning, run.stderr).toBe(true);
    await run.kill('SIGKILL');
    await gate.release();
    expect((await scenario.sync()).push.failed).toBe(0);
    await expectUndisturbed();
  });
});

describe('a worker that is killed while somebody else waits for the run', () => {
  beforeAll(async () => {
    scenario = await Scenario.start();
  });
  afterAll(() => scenario.close());

  it('is replaced by the next one', async () => {
    const gate = await setGate(scenario.databaseUrl, { table: 'match_pair', on: 'insert', occurrence: 1 });
    const worker = scenario.command('worker');
    await scenario.untilWorkerServes();
    const run = scenario.startSync();
    await gate.reached();
    await worker.kill('SIGKILL');
    await gate.release();
    scenario.command('worker');
    expect(await run.ended()).toMatchObject({ exitCode: 0 });
    await expectUndisturbed();
  });
});

describe('a run that is killed again and again', () => {
  beforeAll(async () => {
    scenario = await Scenario.start();
  });
  afterAll(() => scenario.close());

  it('ends as the undisturbed one', async () => {
    for (const moment of randomMoments(20_260_930, 4, { fromMs: 500, toMs: 4_000 })) {
      const run = scenario.startSync();
      await Promise.race([sleep(moment), run.ended()]);
      await run.kill('SIGKILL');
    }
    expect((await scenario.sync()).push.failed).toBe(0);
    await expectUndisturbed();
  });
});
