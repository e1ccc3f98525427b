import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { openHubspot } from '#connectors/hubspot/index.ts';
import { HubspotConfig } from '#connectors/hubspot/schema.ts';
import type { WriteItem } from '#src/connector/contract.ts';
import { ConfigError } from '#src/core/errors.ts';
import type { JsonObject } from '#src/util/json.ts';
import { exactHttp, nock } from './http-double.ts';
import { contextFor, never, readAll } from './open.ts';

exactHttp();

const API = 'https://api.hubapi.com';
const fixture = (name: string) =>
  readFile(new URL(`../../../connectors/hubspot/fixtures/${name}.json`, import.meta.url), 'utf8');
const open = (more: object = {}) =>
  openHubspot(HubspotConfig.parse({ access_token: 'T', ...more }), contextFor('hubspot'), () => 0);
const item = (itemId: string, externalId: string | null, fields: JsonObject): WriteItem => ({
  itemId,
  externalId,
  key: null,
  fields,
  relatedTo: [],
  uncertain: false,
});
const object = (id: string, more: object = {}) => ({
  id,
  properties: { name: `N${id}`, hs_lastmodifieddate: '2026-09-30T12:00:00.000Z' },
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-09-30T12:00:00.000Z',
  archived: false,
  ...more,
});
const batchUpdate = () => nock(API).post('/crm/v3/objects/companies/batch/update');
const noArchived = () =>
  nock(API)
    .get('/crm/v3/objects/companies')
    .query((query) => query['archived'] === 'true')
    .reply(200, { results: [] });

describe('reading asks exactly', () => {
  test('one probe when everything fits into it', async () => {
    nock(API, { reqheaders: { authorization: 'Bearer T' } })
      .post('/crm/v3/objects/companies/search', {
        sorts: [{ propertyName: 'hs_lastmodifieddate', direction: 'DESCENDING' }],
        properties: ['name', 'hs_merged_object_ids', 'hs_lastmodifieddate'],
        limit: 200,
      })
      .reply(200, { total: 1, results: [object('1')] });
    noArchived();
    const connection = await open();
    const { records, cursor } = await readAll(connection, { stream: 'account', fields: ['name'] });
    expect(records).toMatchObject([{ externalId: '1', payload: { name: 'N1' }, deleted: false }]);
    nock(API)
      .post('/crm/v3/objects/companies/search', (body: { filterGroups: unknown }) => {
        const value = String(Date.parse('2026-09-30T11:59:00.000Z'));
        expect(body.filterGroups).toEqual([
          { filters: [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value }] },
        ]);
        return true;
      })
      .reply(200, { total: 0, results: [] });
    noArchived();
    await readAll(connection, { stream: 'account', fields: ['name'], cursor });
  });

  test('a pass by search goes by ids, never by offsets', async () => {
    const cursor = {
      changes: { t: '2026-09-30T12:00:00.000Z', id: '', seenAtMs: 0, settled: true, size: 10_000 },
      archivedAt: '',
    };
    const filter = {
      propertyName: 'hs_lastmodifieddate',
      operator: 'GTE',
      value: String(Date.parse('2026-09-30T12:00:00.001Z')),
    };
    const search = (sortedBy: string, filters: object[], total: number, results: object[]) =>
      nock(API)
        .post(
          '/crm/v3/objects/companies/search',
          (body: { filterGroups: { filters: object[] }[]; sorts: { propertyName: string }[] }) =>
            body.sorts[0]?.propertyName === sortedBy &&
            JSON.stringify(body.filterGroups[0]?.filters) === JSON.stringify(filters),
        )
        .reply(200, { total, results });
    const later = (id: number) =>
      object(String(id), { properties: { name: 'x', hs_lastmodifieddate: '2026-09-30T13:00:00.000Z' } });
    search('hs_lastmodifieddate', [filter], 201, [later(1)]);
    search(
      'hs_object_id',
      [filter],
      201,
      Array.from({ length: 200 }, (_, n) => later(n + 1)),
    );
    search('hs_object_id', [filter, { propertyName: 'hs_object_id', operator: 'GT', value: '200' }], 1, [
      later(201),
    ]);
    noArchived();
    const { records } = await readAll(await open(), { stream: 'account', fields: ['name'], cursor });
    expect(records).toHaveLength(201);
  });

  test('more properties than a search may name are fetched by a batch read', async () => {
    const fields = Array.from({ length: 120 }, (_, n) => `a_property_with_a_long_name_${n}`);
    nock(API)
      .post(
        '/crm/v3/objects/companies/search',
        (body: { properties: string[] }) => JSON.stringify(body.properties) === '["hs_lastmodifieddate"]',
      )
      .reply(200, { total: 1, results: [object('1')] });
    nock(API)
      .post('/crm/v3/objects/companies/batch/read', (body: { properties: string[] }) =>
        body.properties.includes(fields[119] ?? ''),
      )
      .reply(200, {
        status: 'COMPLETE',
        results: [
          object('1', {
            properties: { [fields[119] ?? '']: 'v', hs_lastmodifieddate: '2026-09-30T12:00:00Z' },
          }),
        ],
      });
    noArchived();
    const { records } = await readAll(await open(), { stream: 'account', fields });
    expect(records[0]?.payload).toEqual({ [fields[119] ?? '']: 'v' });
  });

  test('a broken row is kept as unreadable, the others are read', async () => {
    nock(API)
      .post('/crm/v3/objects/companies/search')
      .reply(200, { total: 2, results: [{ id: '9', properties: 'none' }, object('1')] });
    noArchived();
    const { records, pages } = await readAll(await open(), { stream: 'account', fields: ['name'] });
    expect(records.map((record) => record.externalId)).toEqual(['1']);
    expect(pages[0]?.unreadable).toMatchObject([{ externalId: '9', error: { code: 'HUBSPOT_ROW' } }]);
  });
});

describe('writing sends exactly', () => {
  test('text only, with a trace id; a record that is not mentioned is looked up', async () => {
    nock(API)
      .post('/crm/v3/objects/companies/batch/update', {
        inputs: [
          {
            id: '1',
            objectWriteTraceId: 'a',
            properties: { goldenrod_clv: '12.5', goldenrod_reasons: '', is_public: 'true' },
          },
          { id: '2', objectWriteTraceId: 'b', properties: { goldenrod_clv: '3' } },
        ],
      })
      .reply(200, { status: 'COMPLETE', results: [object('1')] });
    nock(API).get('/crm/v3/objects/companies/2').reply(200, object('7'));
    const items = [
      item('a', '1', { goldenrod_clv: 12.5, goldenrod_reasons: null, is_public: true }),
      item('b', '2', { goldenrod_clv: 3 }),
    ];
    const outcomes = await (await open()).write({
      stream: 'account',
      operation: 'update',
      items,
      signal: never,
    });
    expect(outcomes).toEqual([
      { itemId: 'a', status: 'written', externalId: '1' },
      { itemId: 'b', status: 'gone', redirectTo: '7' },
    ]);
  });

  test('a batch that is refused as a whole is halved until the wrong record is alone', async () => {
    const bad = await fixture('invalid-property');
    const expectBatch = (...ids: string[]) =>
      nock(API)
        .post(
          '/crm/v3/objects/companies/batch/update',
          (body: { inputs: { id: string }[] }) => body.inputs.map((input) => input.id).join() === ids.join(),
        )
        .reply(
          ids.includes('3') ? 400 : 200,
          ids.includes('3') ? bad : { status: 'COMPLETE', results: ids.map((id) => object(id)) },
        );
    expectBatch('1', '2', '3', '4');
    expectBatch('1', '2');
    expectBatch('3', '4');
    expectBatch('3');
    expectBatch('4');
    const items = ['1', '2', '3', '4'].map((id) => item(id, id, { goldenrod_sla_status: 'purple' }));
    const outcomes = await (await open()).write({
      stream: 'account',
      operation: 'update',
      items,
      signal: never,
    });
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['written', 'written', 'rejected', 'written']);
    expect(outcomes[2]).toMatchObject({
      error: { fieldErrors: { goldenrod_sla_status: expect.stringContaining('purple') as string } },
    });
  });

  test('the same record twice goes out in two batches', async () => {
    batchUpdate()
      .twice()
      .reply(200, { status: 'COMPLETE', results: [object('1')] });
    const items = [item('a', '1', { name: 'x' }), item('b', '1', { name: 'y' })];
    const outcomes = await (await open()).write({
      stream: 'account',
      operation: 'update',
      items,
      signal: never,
    });
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['written', 'written']);
  });

  test('207: errors are told apart by trace id, whatever the order', async () => {
    batchUpdate().reply(207, {
      status: 'COMPLETE',
      results: [object('3'), object('1')],
      numErrors: 1,
      errors: [
        {
          category: 'VALIDATION_ERROR',
          message: 'bad',
          context: { objectWriteTraceId: ['b'] },
          errors: [{ message: 'no', context: { propertyName: ['name'] } }],
        },
      ],
    });
    const items = [item('a', '1', {}), item('b', '2', {}), item('c', '3', {})];
    const outcomes = await (await open()).write({
      stream: 'account',
      operation: 'update',
      items,
      signal: never,
    });
    expect(outcomes).toMatchObject([
      { itemId: 'a', status: 'written' },
      { itemId: 'b', status: 'rejected', error: { fieldErrors: { name: 'no' } } },
      { itemId: 'c', status: 'written' },
    ]);
  });

  test('a 429 tells how long to wait, and is not tried again here', async () => {
    batchUpdate()
      .once()
      .reply(429, await fixture('rate-limit'));
    const request = {
      stream: 'account',
      operation: 'update' as const,
      items: [item('a', '1', {})],
      signal: never,
    };
    await expect((await open()).write(request)).rejects.toMatchObject({
      kind: 'rate_limited',
      retryAfterMs: 10_000,
    });
  });
});

test.each([
  'https://evil.example',
  'http://api.hubapi.com',
  'https://hubapi.com.evil.example',
  'http://10.0.0.1',
])('the token is not sent to %s', async (address) => {
  await expect(open({ api_url: address })).rejects.toBeInstanceOf(ConfigError);
});
