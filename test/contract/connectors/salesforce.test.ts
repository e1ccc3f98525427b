import { describe, expect, test } from 'vitest';
import { openSalesforce } from '#connectors/salesforce/index.ts';
import { SalesforceConfig } from '#connectors/salesforce/schema.ts';
import { SANDBOX_CREDENTIALS, startSandbox } from '#src/sandbox/sandbox.ts';
import {
  AuthError,
  crmKit,
  PermissionError,
  RateLimitedError,
  smallWorld,
  TransientError,
} from './crm-kit.ts';
import { contextFor, memoryTokens, never, readAll } from './open.ts';

const error = (errorCode: string, message: string) => [{ errorCode, message }];

crmKit({
  name: 'salesforce',
  async open(sandbox, { token, timeoutSeconds = 30, now } = {}) {
    const config = SalesforceConfig.parse({
      login_url: sandbox.salesforceUrl,
      client_id: SANDBOX_CREDENTIALS.salesforce.clientId,
      client_secret: token ?? SANDBOX_CREDENTIALS.salesforce.clientSecret,
      timeout_seconds: timeoutSeconds,
    });
    return openSalesforce(config, contextFor('salesforce'), now);
  },
  url: (sandbox) => sandbox.salesforceUrl,
  world: (accounts) => smallWorld({ accounts }),
  type: 'Account',
  taskType: 'Task',
  fields: ['Name', 'Phone', 'Goldenrod_Clv__c', 'Goldenrod_Sla_Status__c'],
  nameField: 'Name',
  restrictedField: 'Goldenrod_Sla_Status__c',
  scoreField: 'Goldenrod_Clv__c',
  taskFields: { Subject: 'Breach', Status: 'Not Started', Priority: 'High', ActivityDate: '2026-10-01' },
  readPath: '/services/data/v68.0/queryAll',
  updatePath: '/services/data/v68.0/composite/sobjects',
  createPath: '/services/data/v68.0/composite/sobjects/Task',
  refusals: [
    {
      name: 'daily limit',
      status: 403,
      body: error('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
      expected: RateLimitedError,
    },
    {
      name: 'concurrent limit',
      status: 403,
      body: error('REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.'),
      expected: RateLimitedError,
    },
    {
      name: 'API switched off',
      status: 403,
      body: error('API_DISABLED_FOR_ORG', 'API is not enabled'),
      expected: PermissionError,
    },
    {
      name: 'a token that is refused for good',
      status: 401,
      body: error('INVALID_SESSION_ID', 'Session expired or invalid'),
      expected: AuthError,
    },
    {
      name: 'a gateway’s HTML page',
      status: 503,
      body: '<html><body>Service\nUnavailable</body></html>',
      expected: TransientError,
    },
    {
      name: 'a gateway’s HTML page with status 200',
      status: 200,
      body: '<html></html>',
      expected: TransientError,
    },
    { name: 'an empty answer', status: 500, body: '', expected: TransientError },
    {
      name: 'a standard field that is hidden',
      status: 400,
      body: error(
        'INVALID_FIELD',
        "\nSELECT Phone\n^\nERROR at Row:1:Column:8\nNo such column 'Phone' on entity 'Account'. If you are attempting to use a custom field, …",
      ),
      expected: PermissionError,
    },
  ],
});

describe('salesforce: what only it has', () => {
  test('an expired token is renewed once, by one of many calls', async () => {
    const sandbox = await startSandbox({ world: smallWorld(), salesforce: { tokenLifetimeMs: 60_000 } });
    try {
      const tokens = memoryTokens();
      const config = SalesforceConfig.parse({ login_url: sandbox.salesforceUrl });
      const { clientId, clientSecret } = SANDBOX_CREDENTIALS.salesforce;
      const environment = { SALESFORCE_CLIENT_ID: clientId, SALESFORCE_CLIENT_SECRET: clientSecret };
      const connection = await openSalesforce(config, contextFor('salesforce', environment, tokens));
      await connection.check(never);
      expect(tokens.minted).toBe(1);
      await fetch(`${sandbox.salesforceUrl}/__sandbox/clock`, {
        method: 'POST',
        body: JSON.stringify({ shift_ms: 120_000 }),
      });
      await Promise.all(Array.from({ length: 8 }, () => connection.check(never)));
      expect(tokens.minted).toBe(2);
    } finally {
      await sandbox.close();
    }
  });

  test('a custom field that the org lacks is read as empty', async () => {
    const sandbox = await startSandbox({ world: smallWorld() });
    try {
      const { clientId, clientSecret } = SANDBOX_CREDENTIALS.salesforce;
      const config = SalesforceConfig.parse({
        login_url: sandbox.salesforceUrl,
        client_id: clientId,
        client_secret: clientSecret,
      });
      const connection = await openSalesforce(config, contextFor('salesforce'));
      const { records } = await readAll(connection, {
        stream: 'account',
        fields: ['Name', 'Nobody_Has__c', 'Neither__c'],
      });
      expect(records).toHaveLength(3);
      expect(records[0]?.payload).not.toHaveProperty('Nobody_Has__c');
      await expect(readAll(connection, { stream: 'account', fields: ['Nonsense'] })).rejects.toBeInstanceOf(
        PermissionError,
      );
    } finally {
      await sandbox.close();
    }
  });

  test('parents come with their field, and histories in the order of their creation', async () => {
    const sandbox = await startSandbox({ world: smallWorld() });
    try {
      const { clientId, clientSecret } = SANDBOX_CREDENTIALS.salesforce;
      const config = SalesforceConfig.parse({
        login_url: sandbox.salesforceUrl,
        client_id: clientId,
        client_secret: clientSecret,
      });
      const connection = await openSalesforce(config, contextFor('salesforce'));
      const contacts = await readAll(connection, { stream: 'contact', fields: ['LastName', 'Account.Name'] });
      expect(contacts.records[0]?.payload).toEqual({ LastName: "O'Neil", Account: { Name: 'Account 0' } });
      for (const { name } of connection.streams) await readAll(connection, { stream: name, fields: [] });
    } finally {
      await sandbox.close();
    }
  });
});
