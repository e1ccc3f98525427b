import { beforeAll, describe, expect, it } from 'vitest';
import { compareEndStates, doubledRecords, type EndState } from '../support/end-state.ts';
import type { CrmRequest, Fault, SandboxDoor } from '../support/sandbox-door.ts';
import type { Scenario } from '../support/scenario.ts';
import { until } from '../support/until.ts';
import { undisturbedEndState, withScenario } from '../support/with-scenario.ts';

const writes = {
  salesforceCreates: { method: 'PATCH', path: '/composite/sobjects/Task/' },
  salesforceUpdates: { method: 'PATCH', path: '/composite/sobjects$' },
  hubspotCreates: { method: 'POST', path: '/crm/v3/objects/tasks/batch/create' },
  hubspotUpdates: { method: 'POST', path: '/crm/v3/objects/companies/batch/update' },
};

let undisturbed: EndState;

beforeAll(async () => {
  undisturbed = await undisturbedEndState();
});

async function expectUndisturbed(scenario: Scenario): Promise<void> {
  const state = await scenario.endState();
  expect(compareEndStates(undisturbed, state)).toEqual([]);
  expect(doubledRecords(state)).toEqual([]);
}

async function plant(door: SandboxDoor, faults: readonly Fault[]): Promise<void> {
  for (const fault of faults) await door.addFault(fault);
}

async function struck(door: SandboxDoor): Promise<CrmRequest[]> {
  return (await door.requests()).filter((request) => request.fault !== undefined);
}

describe.concurrent('a write that is done and whose answer is cut', () => {
  it('is done once', () =>
    withScenario({}, async (scenario) => {
      const { salesforce, hubspot } = scenario.doors;
      await plant(salesforce, [
        { match: writes.salesforceCreates, action: 'drop_after' },
        { match: writes.salesforceUpdates, action: 'drop_after' },
      ]);
      await plant(hubspot, [
        { match: writes.hubspotCreates, action: 'drop_after' },
        { match: writes.hubspotUpdates, action: 'drop_after' },
      ]);
      expect((await scenario.sync()).push.failed).toBe(0);
      expect([await struck(salesforce), await struck(hubspot)].map((requests) => requests.length)).toEqual([
        2, 2,
      ]);
      await expectUndisturbed(scenario);
    }));

  it('is done once when the worker dies of it too', () =>
    withScenario({}, async (scenario) => {
      const { salesforce, hubspot } = scenario.doors;
      await plant(salesforce, [{ match: writes.salesforceCreates, action: 'drop_after' }]);
      await plant(hubspot, [{ match: writes.hubspotCreates, action: 'drop_after' }]);
      await killWhenStruck(scenario, hubspot);
      expect((await scenario.sync()).push.failed).toBe(0);
      await expectUndisturbed(scenario);
    }));

  it('is done once when it lands after the worker has died', () =>
    withScenario({}, async (scenario) => {
      const { salesforce, hubspot } = scenario.doors;
      await plant(salesforce, [{ match: writes.salesforceCreates, action: 'delay', delay_ms: 3_000 }]);
      await plant(hubspot, [{ match: writes.hubspotCreates, action: 'delay', delay_ms: 3_000 }]);
      await killWhenStruck(scenario, hubspot);
      expect((await scenario.sync()).push.failed).toBe(0);
      await expectUndisturbed(scenario);
    }));
});

describe.concurrent('bad weather', () => {
  it('costs time and nothing else', () =>
    withScenario({}, async (scenario) => {
      const { salesforce, hubspot } = scenario.doors;
      await plant(salesforce, [
        { match: { path: '/queryAll' }, action: 'corrupt' },
        { match: { path: '/queryAll' }, action: 'drop_before', after: 1 },
        { match: writes.salesforceUpdates, action: 'status', status: 503, body: '<html>maintenance</html>' },
        { match: writes.salesforceCreates, action: 'drop_before' },
      ]);
      await plant(hubspot, [
        {
          match: { path: '/crm/v3/objects/contacts' },
          action: 'status',
          status: 429,
          headers: { 'retry-after': '1' },
          body: {
            status: 'error',
            message: 'You have reached your ten_secondly_rolling limit.',
            errorType: 'RATE_LIMIT',
          },
        },
        { match: { path: '/crm/v3/objects/companies' }, action: 'corrupt' },
        { match: writes.hubspotUpdates, action: 'status', status: 502, body: 'Bad Gateway' },
      ]);
      expect((await scenario.sync()).push.failed).toBe(0);
      expect((await struck(salesforce)).length).toBeGreaterThanOrEqual(4);
      expect((await struck(hubspot)).length).toBeGreaterThanOrEqual(3);
      await expectUndisturbed(scenario);
    }));
});

async function killWhenStruck(scenario: Scenario, door: SandboxDoor): Promise<void> {
  const run = scenario.startSync();
  await until('the fault', async () => (await struck(door)).length > 0 || !run.isRunning, {
    timeoutMs: 60_000,
  });
  expect(run.isRunning, run.stderr).toBe(true);
  await run.kill('SIGKILL');
}
