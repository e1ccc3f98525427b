import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSalesforce } from '#connectors/salesforce/index.ts';
import { SalesforceConfig } from '#connectors/salesforce/schema.ts';
import type { WriteItem } from '#src/connector/contract.ts';
import { ConfigError, TransientError } from '#src/core/errors.ts';
import { exactHttp, nock } from './http-double.ts';
import { contextFor, memoryTokens, never, readAll } from './open.ts';

exactHttp();

const ORG = 'https://acme.my.salesforce.com';
const token = { access_token: 'T1', instance_url: ORG };
const fixture = async (name: string) =>
  JSON.parse(
    await readFile(new URL(`../../../connectors/salesforce/fixtures/${name}.json`, import.meta.url), 'utf8'),
  ) as object;

function open(stored: typeof token | null = token, more: object = {}) {
  const config = SalesforceConfig.parse({
    login_url: ORG,
    client_id: 'id',
    client_secret: 'secret',
    ...more,
  });
  return openSalesforce(config, contextFor('salesforce', {}, memoryTokens(stored)), () => 0);
}
const answer = (records: object[]) => ({ totalSize: records.length, done: true, records });
const item = (itemId: string, externalId: string, fields: WriteItem['fields']): WriteItem => ({
  itemId,
  externalId,
  key: null,
  fields,
  relatedTo: [],
  uncertain: false,
});

describe('reading asks exactly', () => {
  const soqlOf = (expected: string) => (query: { q?: unknown }) => query.q === expected;
  const row = {
    attributes: { type: 'Account' },
    Id: '001A',
    SystemModstamp: '2026-09-30T12:00:00.000+0000',
    IsDeleted: false,
    MasterRecordId: null,
    Name: 'A',
  };

  test('first load, overlap, and the keyset behind a settled position', async () => {
    const select = 'SELECT Id,SystemModstamp,IsDeleted,MasterRecordId,Name FROM Account';
    const tail = 'ORDER BY SystemModstamp, Id LIMIT 2000';
    const api = nock(ORG, {
      reqheaders: { authorization: 'Bearer T1', 'sforce-call-options': 'client=goldenrod' },
    });
    api
      .get('/services/data/v68.0/queryAll')
      .query(soqlOf(`${select} ${tail}`))
      .reply(200, answer([row]));
    api
      .get('/services/data/v68.0/queryAll')
      .query(soqlOf(`${select} WHERE SystemModstamp >= 2026-09-30T11:59:50.000Z ${tail}`))
      .reply(200, answer([]));
    api
      .get('/services/data/v68.0/queryAll')
      .query(
        soqlOf(
          `${select} WHERE (SystemModstamp = 2026-09-30T12:00:00.000Z AND Id > '001A') OR SystemModstamp > 2026-09-30T12:00:00.000Z ${tail}`,
        ),
      )
      .reply(200, answer([]));
    const connection = await open();
    const first = await readAll(connection, { stream: 'account', fields: ['Name'] });
    expect(first.records).toMatchObject([
      { externalId: '001A', modifiedAt: '2026-09-30T12:00:00.000Z', payload: { Name: 'A' } },
    ]);
    await readAll(connection, { stream: 'account', fields: ['Name'], cursor: first.cursor });
    await readAll(connection, {
      stream: 'account',
      fields: ['Name'],
      cursor: { ...first.cursor, settled: true },
    });
  });

  test('a short page goes on by its locator', async () => {
    nock(ORG)
      .get('/services/data/v68.0/queryAll')
      .query(true)
      .reply(200, {
        totalSize: 2,
        done: false,
        nextRecordsUrl: '/services/data/v68.0/query/01g-1',
        records: [row],
      });
    nock(ORG)
      .get('/services/data/v68.0/query/01g-1')
      .reply(200, answer([{ ...row, Id: '001B' }]));
    const { records } = await readAll(await open(), { stream: 'account', fields: ['Name'] });
    expect(records.map((record) => record.externalId)).toEqual(['001A', '001B']);
  });

  test('history rows are read by their creation', async () => {
    nock(ORG)
      .get('/services/data/v68.0/queryAll')
      .query(
        soqlOf(
          'SELECT Id,CreatedDate,IsDeleted,CaseId,Field FROM CaseHistory ORDER BY CreatedDate, Id LIMIT 2000',
        ),
      )
      .reply(200, answer([]));
    const { records } = await readAll(await open(), {
      stream: 'case_history',
      fields: ['CaseId', 'Field', 'CreatedDate'],
    });
    expect(records).toEqual([]);
  });

  test('a custom field that the org lacks is left out of the next question', async () => {
    nock(ORG)
      .get('/services/data/v68.0/queryAll')
      .query((query) => String(query['q']).includes('Vat_Id__c'))
      .reply(400, await fixture('unknown-column'));
    nock(ORG)
      .get('/services/data/v68.0/queryAll')
      .query((query) => !String(query['q']).includes('Vat_Id__c'))
      .reply(200, answer([row]));
    const { records } = await readAll(await open(), { stream: 'account', fields: ['Name', 'Vat_Id__c'] });
    expect(records).toHaveLength(1);
  });

  test('a row without Id or stamp is kept as unreadable, and does not stop the page', async () => {
    nock(ORG)
      .get('/services/data/v68.0/queryAll')
      .query(true)
      .reply(200, answer([{ Id: '001X', SystemModstamp: 'soon' }, row]));
    const { records, pages } = await readAll(await open(), { stream: 'account', fields: ['Name'] });
    expect(records).toHaveLength(1);
    expect(pages[0]?.unreadable).toMatchObject([{ externalId: '001X', error: { code: 'SALESFORCE_ROW' } }]);
  });

  test('a field name that is none never reaches a query', async () => {
    await expect(
      readAll(await open(), { stream: 'account', fields: ['Name FROM User--'] }),
    ).rejects.toBeInstanceOf(ConfigError);
  });
});

describe('writing sends exactly', () => {
  test('one collection, outcomes by record', async () => {
    nock(ORG, {
      reqheaders: { 'sforce-auto-assign': 'FALSE', 'sforce-duplicate-rule-header': 'allowSave=true' },
    })
      .patch('/services/data/v68.0/composite/sobjects', {
        allOrNone: false,
        records: ['1', '2', '3', '4', '5'].map((n) => ({
          attributes: { type: 'Account' },
          id: `001${n}`,
          Goldenrod_Tier__c: n,
        })),
      })
      .reply(200, await fixture('collection-mixed'));
    nock(ORG)
      .get('/services/data/v68.0/queryAll')
      .query({ q: "SELECT Id,IsDeleted,MasterRecordId FROM Account WHERE Id IN ('0012')" })
      .reply(200, answer([{ Id: '0012', IsDeleted: true, MasterRecordId: '0019' }]));
    nock(ORG)
      .get('/services/data/v68.0/queryAll')
      .query({ q: "SELECT Id,IsDeleted,MasterRecordId FROM Account WHERE Id IN ('0019')" })
      .reply(200, answer([{ Id: '0019', IsDeleted: false, MasterRecordId: null }]));
    const items = ['1', '2', '3', '4', '5'].map((n) => item(n, `001${n}`, { Goldenrod_Tier__c: n }));
    const outcomes = await (await open()).write({
      stream: 'account',
      operation: 'update',
      items,
      signal: never,
    });
    expect(outcomes).toMatchObject([
      { itemId: '1', status: 'written', externalId: '001000000000001AAA' },
      { itemId: '2', status: 'gone', redirectTo: '0019' },
      {
        itemId: '3',
        status: 'rejected',
        error: {
          code: 'SALESFORCE_STRING_TOO_LONG',
          fieldErrors: { Goldenrod_Reasons__c: expect.stringContaining('too large') as string },
        },
      },
      { itemId: '4', status: 'retry', error: { kind: 'transient' } },
      {
        itemId: '5',
        status: 'rejected',
        error: { fieldErrors: { Goldenrod_Tier__c: expect.stringContaining('No such column') as string } },
      },
    ]);
  });

  test('a task is an upsert by our key, hung on its case', async () => {
    nock(ORG)
      .patch('/services/data/v68.0/composite/sobjects/Task/Goldenrod_Key__c', {
        allOrNone: false,
        records: [
          {
            attributes: { type: 'Task' },
            WhatId: '500A',
            WhoId: '003A',
            Subject: 'Late',
            Goldenrod_Key__c: 'gt_1',
          },
        ],
      })
      .reply(200, [{ id: '00TA', success: true, errors: [], created: true }]);
    const relatedTo = [
      { object: 'case', externalId: '500A' },
      { object: 'contact', externalId: '003A' },
    ];
    const items = [{ ...item('1', '', { Subject: 'Late' }), externalId: null, key: 'gt_1', relatedTo }];
    const outcomes = await (await open()).write({
      stream: 'task',
      operation: 'create',
      items,
      signal: never,
    });
    expect(outcomes).toEqual([{ itemId: '1', status: 'written', externalId: '00TA' }]);
  });

  test('an answer of another length says nothing of any record', async () => {
    nock(ORG).patch('/services/data/v68.0/composite/sobjects').reply(200, []);
    const items = [item('1', '001', { Name: 'x' })];
    await expect(
      (await open()).write({ stream: 'account', operation: 'update', items, signal: never }),
    ).rejects.toBeInstanceOf(TransientError);
  });

  test('events cannot be written', async () => {
    const request = {
      stream: 'case_history',
      operation: 'update' as const,
      items: [item('1', '017', {})],
      signal: never,
    };
    await expect((await open()).write(request)).rejects.toBeInstanceOf(ConfigError);
  });
});

describe('the token', () => {
  test.each([
    'https://evil.example',
    'https://salesforce.com.evil.example',
    'https://evilsalesforce.com',
    'http://acme.my.salesforce.com',
    'http://169.254.169.254',
    'http://127.0.0.1:9999',
    'https://u:p@acme.my.salesforce.com',
    'https://acme.my.salesforce.com:8443',
  ])('is not sent to %s, whatever the token answer says', async (instanceUrl) => {
    nock(ORG).post('/services/oauth2/token').reply(200, { access_token: 'T', instance_url: instanceUrl });
    const error = await (await open(null)).check(never).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'SALESFORCE_HOST_REFUSED' });
  });

  test('of another org is not used: a new one is asked for', async () => {
    nock(ORG)
      .post('/services/oauth2/token', {
        grant_type: 'client_credentials',
        client_id: 'id',
        client_secret: 'secret',
      })
      .reply(200, token);
    nock(ORG).get('/services/data/v68.0/query').query(true).reply(200, answer([]));
    const connection = await open({ access_token: 'old', instance_url: 'http://127.0.0.1:1' });
    await expect(connection.check(never)).resolves.toBeUndefined();
  });

  test('is renewed once, not for ever', async () => {
    nock(ORG)
      .get('/services/data/v68.0/query')
      .query(true)
      .twice()
      .reply(401, [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }]);
    nock(ORG)
      .post('/services/oauth2/token')
      .once()
      .reply(200, { ...token, access_token: 'T2' });
    await expect((await open()).check(never)).rejects.toMatchObject({ kind: 'auth' });
  });

  test('refused credentials say what to check', async () => {
    nock(ORG)
      .post('/services/oauth2/token')
      .reply(400, { error: 'invalid_client', error_description: 'invalid client credentials' });
    await expect((await open(null)).check(never)).rejects.toThrow(
      /refused the credentials \(invalid_client: .*check client_id/,
    );
  });

  test('by JWT: signed, for this org, short-lived', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jwt-'));
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const keyFile = join(folder, 'key.pem');
    await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    let assertion = '';
    nock(ORG)
      .post('/services/oauth2/token', (body: Record<string, string>) => {
        assertion = body['assertion'] ?? '';
        return body['grant_type'] === 'urn:ietf:params:oauth:grant-type:jwt-bearer';
      })
      .reply(200, token);
    nock(ORG).get('/services/data/v68.0/query').query(true).reply(200, answer([]));
    await (await open(null, { jwt_key_file: keyFile, username: 'a@b.c' })).check(never);
    await rm(folder, { recursive: true });
    const [header, claims, signature] = assertion.split('.') as [string, string, string];
    expect(
      verify(
        'RSA-SHA256',
        Buffer.from(`${header}.${claims}`),
        publicKey,
        Buffer.from(signature, 'base64url'),
      ),
    ).toBe(true);
    const body = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp: number };
    expect(body).toMatchObject({ iss: 'id', sub: 'a@b.c', aud: ORG });
    expect(body.exp - Date.now() / 1000).toBeLessThan(300);
  });

  test('nothing configured: one line that names what is missing', async () => {
    await expect(openSalesforce(SalesforceConfig.parse({}), contextFor('sf'))).rejects.toThrow(
      'connection sf: login_url is missing; set it in goldenrod.yaml or SALESFORCE_LOGIN_URL in the environment',
    );
  });
});
