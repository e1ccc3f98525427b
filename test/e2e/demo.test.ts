import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CliProcess, runCliJson } from '../support/cli-process.ts';
import { captureEndState, compareEndStates, doubledRecords, type EndState } from '../support/end-state.ts';
import type { DemoReport, SyncReport } from '../support/reports.ts';
import { SandboxDoor } from '../support/sandbox-door.ts';
import { tempDir } from '../support/temp-dir.ts';

describe('demo', () => {
  let folder: string;
  let demo: CliProcess;
  let report: DemoReport;
  let doors: Record<string, SandboxDoor>;
  let state: EndState;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'goldenrod-demo-'));
    // No DATABASE_URL: the demo brings its own server, as on a newcomer's machine.
    demo = new CliProcess(['demo', '--accounts', '300', '--json', '--home', join(folder, 'a home')], {
      cwd: folder,
    });
    report = await demo.document<DemoReport>(120_000);
    doors = {
      salesforce: new SandboxDoor(report.urls.salesforce),
      hubspot: new SandboxDoor(report.urls.hubspot),
    };
    state = await captureEndState(doors);
  });

  afterAll(async () => {
    await demo?.kill('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  it('finds the duplicates that the obvious rule does not', () => {
    for (const truth of [report.truth.account, report.truth.contact]) {
      expect(truth.f1).toBeGreaterThanOrEqual(0.93);
      expect(truth.precision).toBeGreaterThanOrEqual(0.99);
      expect(truth.baseline).toBeLessThanOrEqual(0.75);
    }
  });

  it('fails nowhere and writes all that it has planned', () => {
    expect(report.push.failed).toBe(0);
    expect(report.push.planned).toBeGreaterThan(0);
    expect(report.push.written).toBe(report.push.planned);
  });

  it('puts the scores of a golden account on every member in both CRMs', () => {
    const healths = new Map<string, Set<unknown>>();
    const members = [
      ...live(state, 'salesforce', 'Account').map((record) => ({
        golden: String(record.fields['Goldenrod_Id__c']),
        health: number(record.fields['Goldenrod_Health__c']),
      })),
      ...live(state, 'hubspot', 'companies').map((record) => ({
        golden: String(record.fields['goldenrod_id']),
        health: number(record.fields['goldenrod_health']),
      })),
    ];
    for (const { golden, health } of members)
      healths.set(golden, (healths.get(golden) ?? new Set()).add(health));
    expect([...healths].filter(([, values]) => values.size !== 1)).toEqual([]);
    // Golden accounts that only the files know have scores too, and no member to show them on.
    const shown = [...healths.values()].filter((values) => [...values][0] !== null).length;
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThanOrEqual(report.scores['health']?.scored ?? 0);
  });

  it('raises one alert for every breach since go-live, and one for every warning', () => {
    const subjects = [
      ...live(state, 'salesforce', 'Task').map((record) => String(record.fields['Subject'])),
      ...live(state, 'hubspot', 'tasks').map((record) => String(record.fields['hs_task_subject'])),
    ];
    expect(report.sla.alerts).toBeGreaterThan(0);
    expect(subjects.filter((subject) => subject.startsWith('SLA breached'))).toHaveLength(report.sla.alerts);
    expect(subjects.filter((subject) => subject.startsWith('SLA warning'))).toHaveLength(report.sla.warnings);
    expect(doubledRecords(state)).toEqual([]);
  });

  it('shows its state on the status page', async () => {
    const page = await fetch(report.urls.status);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Goldenrod');
  });

  it('writes nothing in a second run at the same instant', async () => {
    const again = await runCliJson<SyncReport>(['sync', '--home', report.home, '--as-of', report.as_of], {
      cwd: folder,
    });
    expect(again.push).toMatchObject({ planned: 0, written: 0, failed: 0 });
    expect(compareEndStates(state, await captureEndState(doors))).toEqual([]);
  });

  it('ends within ten seconds when it is asked to, and leaves nothing running', async () => {
    const asked = performance.now();
    const { exitCode } = await demo.kill('SIGTERM');
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(exitCode).toBe(0);
    await expect(fetch(report.urls.salesforce)).rejects.toThrow();
  });
});

it('ends by itself with --exit', async () => {
  const folder = await tempDir();
  const report = await runCliJson<DemoReport>([
    'demo',
    '--exit',
    '--accounts',
    '50',
    '--home',
    join(folder, 'home'),
  ]);
  expect(report.push.failed).toBe(0);
  await expect(fetch(report.urls.salesforce)).rejects.toThrow();
});

function live(state: EndState, crm: string, type: string): EndState[string][string] {
  return (state[crm]?.[type] ?? []).filter((record) => !record.deleted);
}

/** HubSpot says numbers as text. */
function number(value: unknown): number | null {
  return value === null || value === undefined || value === '' ? null : Number(value);
}
