import { describe, expect, test } from 'vitest';
import { openHubspot } from '#connectors/hubspot/index.ts';
import { HubspotConfig } from '#connectors/hubspot/schema.ts';
import { SANDBOX_CREDENTIALS, type Sandbox, startSandbox } from '#src/sandbox/sandbox.ts';
import {
  AuthError,
  crmKit,
  PermissionError,
  RateLimitedError,
  smallWorld,
  TransientError,
} from './crm-kit.ts';
import { contextFor, memoryTokens, never, readAll } from './open.ts';

const limit = (policyName: string, message: string) => ({
  status: 'error',
  message,
  errorType: 'RATE_LIMIT',
  policyName,
});

async function open(
  sandbox: Sandbox,
  options: { token?: string; timeoutSeconds?: number; now?: () => number } = {},
) {
  const config = HubspotConfig.parse({
    api_url: sandbox.hubspotUrl,
    access_token: options.token ?? SANDBOX_CREDENTIALS.hubspot.accessToken,
    timeout_seconds: options.timeoutSeconds ?? 30,
  });
  return openHubspot(config, contextFor('hubspot'), options.now);
}

crmKit({
  name: 'hubspot',
  open,
  url: (sandbox) => sandbox.hubspotUrl,
  world: (companies) => smallWorld({ companies }),
  type: 'companies',
  taskType: 'tasks',
  fields: ['name', 'phone', 'goldenrod_clv', 'goldenrod_sla_status'],
  nameField: 'name',
  restrictedField: 'goldenrod_sla_status',
  scoreField: 'goldenrod_clv',
  taskFields: {
    hs_task_subject: 'Breach',
    hs_task_body: 'Look at it',
    hs_timestamp: '2026-10-01T00:00:00.000Z',
    hs_task_status: 'NOT_STARTED',
  },
  readPath: '/crm/v3/objects/companies/search',
  updatePath: '/crm/v3/objects/companies/batch/update',
  createPath: '/crm/v3/objects/tasks/batch/create',
  refusals: [
    {
      name: 'ten-second limit',
      status: 429,
      body: limit('TEN_SECONDLY_ROLLING', 'You have reached your ten_secondly_rolling limit.'),
      expected: RateLimitedError,
    },
    {
      name: 'search limit',
      status: 429,
      body: limit('SECONDLY', 'You have reached your secondly limit.'),
      expected: RateLimitedError,
    },
    {
      name: 'daily limit',
      status: 429,
      body: limit('DAILY', 'You have reached your daily limit.'),
      expected: RateLimitedError,
    },
    { name: 'migration', status: 477, body: { message: 'migrating' }, expected: RateLimitedError },
    {
      name: 'missing scope',
      status: 403,
      body: {
        message: 'no',
        category: 'MISSING_SCOPES',
        errors: [{ message: 'x', context: { requiredGranularScopes: ['crm.objects.companies.read'] } }],
      },
      expected: PermissionError,
    },
    {
      name: 'a token that is refused',
      status: 401,
      body: { message: 'expired', category: 'EXPIRED_AUTHENTICATION' },
      expected: AuthError,
    },
    { name: 'a locked record', status: 423, body: { message: 'locked' }, expected: TransientError },
    {
      name: 'a gateway’s HTML page',
      status: 502,
      body: '<html><body>Bad\nGateway</body></html>',
      expected: TransientError,
    },
    { name: 'an empty 503', status: 503, body: '', expected: TransientError },
    { name: 'Cloudflare’s 524', status: 524, body: 'no answer', expected: TransientError },
    { name: 'HTML with status 200', status: 200, body: '<html></html>', expected: TransientError },
  ],
});

async function withSandbox(work: (sandbox: Sandbox) => Promise<void>, options: object = {}): Promise<void> {
  const sandbox = await startSandbox({ world: smallWorld(), ...options });
  try {
    await work(sandbox);
  } finally {
    await sandbox.close();
  }
}

describe('hubspot: what only it has', () => {
  test('the primary company comes first, as a field of the record', () =>
    withSandbox(async (sandbox) => {
      const connection = await open(sandbox);
      const { records } = await readAll(connection, {
        stream: 'contact',
        fields: ['email', 'associations.company'],
      });
      expect(records[0]?.payload).toEqual({ email: 'bea@gold.example', 'associations.company': '5000' });
    }));

  test('a ticket’s property history becomes events with from and to, in any number of reads', () =>
    withSandbox(async (sandbox) => {
      const connection = await open(sandbox, { now: () => 0 });
      const first = await readAll(connection, { stream: 'ticket_event', fields: [] });
      const stages = first.records
        .map((record) => record.payload)
        .filter((payload) => payload['kind'] === 'hs_pipeline_stage');
      expect(stages).toMatchObject([
        { ticket: '9001', at: '2026-09-10T08:00:00.000Z', from: null, to: '1', author: 'agent' },
        { ticket: '9001', at: '2026-09-10T09:00:00.000Z', from: '1', to: '2' },
      ]);
      const again = await readAll(connection, { stream: 'ticket_event', fields: [], cursor: first.cursor });
      expect(again.records.map((record) => record.externalId)).toEqual(
        first.records.map((record) => record.externalId),
      );
    }));

  test('an e-mail that arrives later is found, also when its ticket’s stamp does not move', () =>
    withSandbox(async (sandbox) => {
      let clock = 0;
      const connection = await open(sandbox, { now: () => clock });
      const first = await readAll(connection, { stream: 'ticket_event', fields: [] });
      clock += 3_600_000;
      const second = await readAll(connection, { stream: 'ticket_event', fields: [], cursor: first.cursor });
      const headers = {
        authorization: `Bearer ${SANDBOX_CREDENTIALS.hubspot.accessToken}`,
        'content-type': 'application/json',
      };
      const created = await fetch(`${sandbox.hubspotUrl}/crm/v3/objects/emails`, {
        method: 'POST',
        headers,
        body: JSON.stringify({
          properties: { hs_timestamp: '2026-09-30T12:00:05.000Z', hs_email_direction: 'INCOMING_EMAIL' },
          associations: [
            {
              to: { id: '9001' },
              types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 224 }],
            },
          ],
        }),
      });
      expect(created.status, await created.clone().text()).toBe(201);
      const third = await readAll(connection, { stream: 'ticket_event', fields: [], cursor: second.cursor });
      expect(third.records.map((record) => record.payload)).toContainEqual(
        expect.objectContaining({
          ticket: '9001',
          kind: 'email',
          direction: 'INCOMING_EMAIL',
          author: 'customer',
        }),
      );
    }));

  test('an OAuth token that expired is renewed once', () =>
    withSandbox(async (sandbox) => {
      const tokens = memoryTokens({ refresh_token: SANDBOX_CREDENTIALS.hubspot.refreshToken });
      const { clientId, clientSecret } = SANDBOX_CREDENTIALS.hubspot;
      const config = HubspotConfig.parse({
        api_url: sandbox.hubspotUrl,
        client_id: clientId,
        client_secret: clientSecret,
      });
      const connection = await openHubspot(config, contextFor('hubspot', {}, tokens));
      await connection.check(never);
      await fetch(`${sandbox.hubspotUrl}/__sandbox/clock`, {
        method: 'POST',
        body: JSON.stringify({ shift_ms: 3_600_000 }),
      });
      await connection.check(never);
      expect(tokens.minted).toBe(2);
    }));

  test('the search limit is kept by waiting, not by being refused', () =>
    withSandbox(async (sandbox) => {
      const connection = await open(sandbox);
      await Promise.all(
        Array.from({ length: 8 }, () => readAll(connection, { stream: 'account', fields: ['name'] })),
      );
      const answer = (await (await fetch(`${sandbox.hubspotUrl}/__sandbox/requests`)).json()) as {
        requests: { status: number }[];
      };
      expect(answer.requests.filter((request) => request.status === 429)).toEqual([]);
    }));
});
