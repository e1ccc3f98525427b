import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acquireDatabase } from '#src/store/embedded/acquire-database.ts';
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
    demo = new CliProcess(['demo', '--accounts', '500', '--json', '--home', join(folder, 'a home')], {
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

  it('puts every score that there is on every member in both CRMs, and shows none that there is not', async () => {
    const held = new Map<string, EndState[string][string][number]['fields']>([
      ...live(state, 'salesforce', 'Account').map(({ id, fields }) => [`salesforce ${id}`, fields] as const),
      ...live(state, 'hubspot', 'companies').map(({ id, fields }) => [`hubspot ${id}`, fields] as const),
    ]);
    const scores = await scoresOfMembers(report.home);
    const wrong = scores.filter(({ connection, externalId, kind, scored }) => {
      const field = SCORE_FIELDS[connection]?.[kind] ?? '';
      const shown = held.get(`${connection} ${externalId}`)?.[field] ?? null;
      return scored !== (shown !== null && shown !== '');
    });
    expect(wrong).toEqual([]);
    expect(scores.filter(({ scored }) => scored).length).toBeGreaterThan(100);
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

const SCORE_FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  salesforce: {
    value: 'Goldenrod_Clv__c',
    trend: 'Goldenrod_Trend__c',
    churn_risk: 'Goldenrod_Churn_Risk__c',
    health: 'Goldenrod_Health__c',
  },
  hubspot: {
    value: 'goldenrod_clv',
    trend: 'goldenrod_trend',
    churn_risk: 'goldenrod_churn_risk',
    health: 'goldenrod_health',
  },
};

type MemberScore = { connection: string; externalId: string; kind: string; scored: boolean };

/** What the engine found, for every CRM record that is a member of a golden account. */
async function scoresOfMembers(home: string): Promise<MemberScore[]> {
  const database = await acquireDatabase(home);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<MemberScore>(
      `select c.name as connection, r.external_id as "externalId", s.kind, s.body ->> 'status' = 'scored' as scored
       from score s join golden_member m on m.golden_id = s.golden_id
         join source_record r on r.id = m.record_id and r.deleted_at is null
         join connection c on c.id = r.connection_id and c.kind in ('salesforce', 'hubspot')`,
    );
    return rows;
  } finally {
    await client.end();
    await database.release();
  }
}
