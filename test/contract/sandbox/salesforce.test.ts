/** The real jsforce against the sandbox org: what the connector relies on. */
import { generateKeyPairSync, sign } from 'node:crypto';
import jsforce, { type Connection } from 'jsforce';
import { afterEach, describe, expect, it } from 'vitest';
import {
  SANDBOX_CREDENTIALS,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '#src/sandbox/sandbox.ts';
import { AS_OF, accountId, caseId, contactId, smallWorld } from './small-world.ts';

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

async function connect(options: Partial<SandboxOptions> = {}, world = smallWorld()): Promise<Connection> {
  sandbox = await startSandbox({ world, ...options });
  const { clientId, clientSecret } = SANDBOX_CREDENTIALS.salesforce;
  const connection = new jsforce.Connection({
    version: '68.0',
    instanceUrl: sandbox.salesforceUrl,
    oauth2: { loginUrl: sandbox.salesforceUrl, clientId, clientSecret },
  });
  await connection.authorize({ grant_type: 'client_credentials' });
  return connection;
}

async function sideDoor(path: string, body?: unknown): Promise<any> {
  const url = `${sandbox?.salesforceUrl}/__sandbox/${path}`;
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return (await fetch(url, init)).json();
}

async function failure(promise: Promise<unknown>): Promise<{ errorCode: string; message: string }> {
  return promise.then(
    () => expect.fail('it should have been refused'),
    (error: unknown) => error as { errorCode: string; message: string },
  );
}

describe('authorisation', () => {
  it('takes client credentials, and refuses a wrong secret', async () => {
    const connection = await connect();
    expect(connection.accessToken).toMatch(/^00D/);
    const oauth2 = {
      loginUrl: sandbox?.salesforceUrl ?? '',
      clientId: SANDBOX_CREDENTIALS.salesforce.clientId,
      clientSecret: 'wrong',
    };
    const stranger = new jsforce.Connection({ oauth2 });
    const error = await failure(stranger.authorize({ grant_type: 'client_credentials' }));
    expect(String(error)).toContain('invalid client credentials');
  });

  it('takes a signed assertion, and refuses one that somebody else signed', async () => {
    const [ours, theirs] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
    const publicKey = ours?.publicKey.export({ type: 'spki', format: 'pem' }) as string;
    await connect({
      salesforce: { credentials: { ...SANDBOX_CREDENTIALS.salesforce, jwtPublicKey: publicKey } },
    });
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      iss: SANDBOX_CREDENTIALS.salesforce.clientId,
      sub: 'integration@sandbox.example',
      aud: 'https://login.salesforce.com',
      exp: Math.floor(Date.now() / 1000) + 120,
    };
    const unsigned = `${encode({ alg: 'RS256' })}.${encode(claims)}`;
    const attempt = (key: any) => {
      const assertion = `${unsigned}.${sign('RSA-SHA256', Buffer.from(unsigned), key).toString('base64url')}`;
      const connection = new jsforce.Connection({
        oauth2: { loginUrl: sandbox?.salesforceUrl ?? '', clientId: 'x' },
      });
      return connection.authorize({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
    };
    expect((await attempt(ours?.privateKey)).organizationId).toMatch(/^00D/);
    expect(String(await failure(attempt(theirs?.privateKey)))).toContain('invalid assertion');
  });

  it('says INVALID_SESSION_ID once the token has expired', async () => {
    const { accessToken, instanceUrl } = await connect();
    await sideDoor('clock', { shift_ms: 3 * 3_600_000 });
    const connection = new jsforce.Connection({
      version: '68.0',
      instanceUrl,
      accessToken: accessToken ?? '',
    });
    const error = await failure(connection.request('/query?q=SELECT+Id+FROM+Account'));
    expect(error.errorCode).toBe('INVALID_SESSION_ID');
  });
});

describe('queries', () => {
  it('come in pages of 2,000 that hold what the first page saw', async () => {
    const connection = await connect({}, smallWorld({ accounts: 4_500 }));
    const first = await connection.query<any>('SELECT Id, Name FROM Account ORDER BY Id');
    expect([first.totalSize, first.done, first.records.length]).toEqual([4_500, false, 2_000]);
    await sideDoor('edit', { type: 'Account', id: accountId(3_000), fields: { Name: 'Later' } });
    const second = await connection.queryMore<any>(first.nextRecordsUrl ?? '');
    const third = await connection.queryMore<any>(second.nextRecordsUrl ?? '');
    expect(second.records[1_000].Name).toBe('Account 3000');
    expect([third.done, third.records.length]).toEqual([true, 500]);
  });

  it('do not go on in another session', async () => {
    const connection = await connect({}, smallWorld({ accounts: 2_100 }));
    const first = await connection.query('SELECT Id FROM Account');
    await connection.authorize({ grant_type: 'client_credentials' });
    const error = await failure(connection.request(first.nextRecordsUrl ?? ''));
    expect(error.errorCode).toBe('INVALID_QUERY_LOCATOR');
  });

  it('find by keyset every record once, those of one second too', async () => {
    const connection = await connect({}, smallWorld({ accounts: 1_000 }));
    const seen: string[] = [];
    let where = 'SystemModstamp >= 2026-09-01T00:00:00Z';
    for (;;) {
      const { records } = await connection.query<any>(
        `SELECT Id, SystemModstamp FROM Account WHERE ${where} ORDER BY SystemModstamp, Id LIMIT 70`,
        { scanAll: true },
      );
      if (records.length === 0) break;
      seen.push(...records.map((record: any) => record.Id));
      const last = records.at(-1);
      const at = last.SystemModstamp.replace('+0000', 'Z');
      where = `(SystemModstamp = ${at} AND Id > '${last.Id}') OR SystemModstamp > ${at}`;
    }
    expect(seen.length).toBe(1_000);
    expect(new Set(seen).size).toBe(1_000);
  });

  it('reach parents, give nulls, count, and compare text without case', async () => {
    const connection = await connect();
    const { records } = await connection.query<any>(
      "SELECT Id, Phone, Account.Name, Account.Owner.Name, CreatedDate FROM Contact WHERE LastName = 'o\\'NEIL'",
    );
    expect(records[0]).toMatchObject({
      Phone: null,
      Account: { Name: 'Account 0' },
      CreatedDate: '2025-01-01T00:00:00.000+0000',
    });
    expect(records[0].Account.Owner.attributes.type).toBe('User');
    const counted = await connection.query(
      "SELECT COUNT() FROM Account WHERE Name LIKE '%count _' AND NOT Name = 'Account 1'",
    );
    expect(counted.totalSize).toBe(2);
  });

  it.each([
    ['SELECT Bacon__c FROM Account', 'INVALID_FIELD', "No such column 'Bacon__c' on entity 'Account'"],
    ['SELECT Id FROM Accout', 'INVALID_TYPE', "sObject type 'Accout' is not supported"],
    ['SELEKT Id FROM Account', 'MALFORMED_QUERY', 'unexpected token'],
    [
      "SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
      'MALFORMED_QUERY',
      'unexpected token',
    ],
    [
      "SELECT Id FROM Account WHERE SystemModstamp > '2026-01-01'",
      'INVALID_FIELD',
      'must be of type dateTime',
    ],
    ["SELECT Id FROM Account WHERE Description = 'x'", 'INVALID_FIELD', 'can not be filtered'],
  ])('refuse %s', async (soql, code, message) => {
    const connection = await connect();
    const error = await failure(connection.request(`/query?q=${encodeURIComponent(soql)}`));
    expect(error.errorCode).toBe(code);
    expect(error.message).toContain(message);
  });

  it('show deletes and merges by a human to queryAll only', async () => {
    const connection = await connect();
    await sideDoor('edit', { type: 'Account', id: accountId(1), fields: null });
    const merged = await sideDoor('merge', { type: 'Account', winner: accountId(2), loser: accountId(0) });
    expect(merged.record.id).toBe(accountId(2));
    const soql = 'SELECT Id, IsDeleted, MasterRecordId FROM Account ORDER BY Id';
    expect((await connection.query(soql)).totalSize).toBe(1);
    const all = await connection.query<any>(soql, { scanAll: true });
    expect(all.records.map((record: any) => [record.IsDeleted, record.MasterRecordId])).toEqual([
      [true, accountId(2)],
      [true, null],
      [false, null],
    ]);
    const contact = await connection.sobject('Contact').retrieve(contactId(1));
    expect(contact?.['AccountId']).toBe(accountId(2));
  });
});

describe('writes', () => {
  it('update 200 at once, each with its own outcome', async () => {
    const connection = await connect({}, smallWorld({ accounts: 200 }));
    const records = Array.from({ length: 200 }, (_, n) => ({
      Id: accountId(n),
      Goldenrod_Clv__c: n + 0.129,
      Goldenrod_Sla_Status__c: n === 7 ? 'bad' : 'met',
    }));
    const results: any[] = await connection.sobject('Account').update(records);
    expect(results.filter((result) => result.success).length).toBe(199);
    expect(results[7].errors[0]).toMatchObject({
      statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      fields: ['Goldenrod_Sla_Status__c'],
    });
    const stored: any = await connection.sobject('Account').retrieve(accountId(9));
    expect(stored.Goldenrod_Clv__c).toBe(9.13);
    expect(Date.parse(stored.SystemModstamp)).toBeGreaterThanOrEqual(Date.parse(AS_OF));
  });

  it('refuse 201 in one call', async () => {
    const connection = await connect();
    const records = Array.from({ length: 201 }, () => ({ attributes: { type: 'Account' }, Name: 'x' }));
    const error = await failure(connection.requestPost('/composite/sobjects', { allOrNone: false, records }));
    expect(error.errorCode).toBe('EXCEEDED_ID_LIMIT');
  });

  it('upsert by our key once, however often they are sent', async () => {
    const connection = await connect();
    const task = { Subject: 'Call', WhatId: accountId(0), Goldenrod_Key__c: 'alert:1' };
    const first: any[] = await connection.sobject('Task').upsert([task], 'Goldenrod_Key__c');
    const again: any[] = await connection.sobject('Task').upsert([task], 'Goldenrod_Key__c');
    expect([first[0].created, again[0].created, again[0].id]).toEqual([true, false, first[0].id]);
  });

  it.each([
    [{ Name: 'x'.repeat(256) }, 'STRING_TOO_LONG'],
    [{ Nonsense__c: 1 }, 'INVALID_FIELD'],
    [{ Phone: '1' }, 'REQUIRED_FIELD_MISSING'],
    [{ Name: 'x', ParentId: 'abc' }, 'MALFORMED_ID'],
    [{ Name: 'x', ParentId: accountId(99) }, 'INVALID_CROSS_REFERENCE_KEY'],
    [{ Name: 'x', MasterRecordId: accountId(1) }, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
    [{ Name: 'x', Goldenrod_Clv__c: 'many' }, 'JSON_PARSER_ERROR'],
    [{ Name: 'x', Goldenrod_Scored_On__c: '2026-02-30' }, 'JSON_PARSER_ERROR'],
  ])('refuse %o', async (fields, code) => {
    const connection = await connect();
    const error = await failure(connection.sobject('Account').create(fields as any));
    expect(error.errorCode).toBe(code);
  });

  it('keep unique values unique, and take all back when all or none is asked', async () => {
    const connection = await connect();
    await connection.sobject('Account').update({ Id: accountId(0), Goldenrod_Key__c: 'k' } as any);
    const both = [
      { Id: accountId(1), Name: 'New name' },
      { Id: accountId(2), Goldenrod_Key__c: 'K' },
    ];
    const results: any[] = await connection.sobject('Account').update(both, { allOrNone: true });
    expect(results.map((result) => result.errors[0].statusCode)).toEqual([
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'DUPLICATE_VALUE',
    ]);
    expect((await connection.sobject('Account').retrieve(accountId(1)))?.['Name']).toBe('Account 1');
  });

  it('say that a deleted record is gone', async () => {
    const connection = await connect();
    await connection.sobject('Account').delete(accountId(1));
    const [result]: any[] = await connection.sobject('Account').update([{ Id: accountId(1), Name: 'x' }]);
    expect(result.errors[0].statusCode).toBe('ENTITY_IS_DELETED');
  });

  it('leave a history of a case, by whoever changed it', async () => {
    const connection = await connect();
    await sideDoor('edit', { type: 'Case', id: caseId(1), fields: { Status: 'Closed', Priority: 'High' } });
    const { records } = await connection.query<any>(
      `SELECT Field, OldValue, NewValue FROM CaseHistory WHERE CaseId = '${caseId(1)}' ORDER BY Field`,
    );
    expect(records.map((record: any) => [record.Field, record.OldValue, record.NewValue])).toEqual([
      ['Priority', 'Medium', 'High'],
      ['Status', 'New', 'Closed'],
    ]);
    expect(await connection.sobject('Case').retrieve(caseId(1))).toMatchObject({ IsClosed: true });
  });
});

describe('the org', () => {
  it('describes its fields', async () => {
    const connection = await connect();
    const { fields } = await connection.sobject('Account').describe();
    expect(fields.find(({ name }) => name === 'Goldenrod_Key__c')).toMatchObject({
      externalId: true,
      unique: true,
      length: 255,
    });
    expect((await connection.describeGlobal()).sobjects.map(({ name }) => name)).toContain('CaseHistory');
  });

  it('counts its calls and stops at the daily limit', async () => {
    const connection = await connect({ salesforce: { dailyApiRequests: 2 } });
    await connection.limits();
    await connection.limits();
    expect(connection.limitInfo.apiUsage).toEqual({ used: 2, limit: 2 });
    expect((await failure(connection.limits())).errorCode).toBe('REQUEST_LIMIT_EXCEEDED');
  });

  it('lists what changed and what went', async () => {
    const connection = await connect();
    await connection.sobject('Account').delete(accountId(1));
    const [start, end] = [Date.parse(AS_OF) - 3_600_000, Date.parse(AS_OF) + 3_600_000].map((ms) =>
      new Date(ms).toISOString(),
    );
    const { deletedRecords } = await connection.sobject('Account').deleted(start as string, end as string);
    expect(deletedRecords.map(({ id }) => id)).toEqual([accountId(1)]);
  });
});
