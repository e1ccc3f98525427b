/** The real @hubspot/api-client against the sandbox portal: what the connector relies on. */
import { Client } from '@hubspot/api-client';
import { afterEach, describe, expect, it } from 'vitest';
import {
  SANDBOX_CREDENTIALS,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '#src/sandbox/sandbox.ts';
import { smallWorld } from './small-world.ts';

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

async function connect(options: Partial<SandboxOptions> = {}, world = smallWorld()): Promise<Client> {
  sandbox = await startSandbox({ world, ...options });
  return new Client({
    accessToken: SANDBOX_CREDENTIALS.hubspot.accessToken,
    basePath: sandbox.hubspotUrl,
    limiterOptions: {},
  });
}

async function sideDoor(path: string, body?: unknown): Promise<any> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return (await fetch(`${sandbox?.hubspotUrl}/__sandbox/${path}`, init)).json();
}

async function failure(promise: Promise<unknown>): Promise<any> {
  try {
    await promise;
  } catch (error: any) {
    return { ...error, body: typeof error.body === 'string' ? JSON.parse(error.body) : error.body };
  }
  return expect.fail('it should have been refused');
}

const NO_FILTER = { filterGroups: [], sorts: [], properties: [], limit: 200 };
const modifiedSince = (value: string) => [
  { filters: [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value } as any] },
];

describe('reading', () => {
  it('lists all objects in pages of 100, the last one without paging', async () => {
    const client = await connect({}, smallWorld({ companies: 250 }));
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const page = await client.crm.companies.basicApi.getPage(100, after, [
        'name',
        'phone',
        'no_such_property',
      ]);
      ids.push(...page.results.map(({ id }) => id));
      expect(page.results[0]?.properties).toMatchObject({ phone: null });
      expect(page.results[0]?.properties).not.toHaveProperty('no_such_property');
      after = page.paging?.next?.after;
    } while (after !== undefined);
    expect(new Set(ids).size).toBe(250);
    expect((await failure(client.crm.companies.basicApi.getPage(101))).code).toBe(400);
  });

  it('searches by modification, in order, at most 200 a page', async () => {
    const client = await connect({}, smallWorld({ companies: 450 }));
    const since = String(Date.parse('2026-09-01T00:02:00Z'));
    const sorts = [{ propertyName: 'hs_lastmodifieddate', direction: 'ASCENDING' }] as never;
    const first = await client.crm.companies.searchApi.doSearch({
      ...NO_FILTER,
      filterGroups: modifiedSince(since),
      sorts,
    });
    expect([first.total, first.results.length, first.paging?.next?.after]).toEqual([330, 200, '200']);
    const stamps = first.results.map(({ updatedAt }) => updatedAt.getTime());
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
    expect((await failure(client.crm.companies.searchApi.doSearch({ ...NO_FILTER, limit: 201 }))).code).toBe(
      400,
    );
  });

  it('finds a change at once, or after the lag of the index', async () => {
    const filterGroups = [{ filters: [{ propertyName: 'city', operator: 'EQ', value: 'Bonn' } as any] }];
    const total = async (client: Client) =>
      (await client.crm.companies.searchApi.doSearch({ ...NO_FILTER, filterGroups })).total;
    const edit = { type: 'companies', id: '5000', fields: { city: 'Bonn' } };
    const prompt = await connect();
    expect(await total(prompt)).toBe(0);
    await sideDoor('edit', edit);
    expect(await total(prompt)).toBe(1);
    await sandbox?.close();
    const late = await connect({ hubspot: { searchLagMs: 10_000 } });
    await sideDoor('edit', edit);
    expect(await total(late)).toBe(0);
    await sideDoor('clock', { shift_ms: 11_000 });
    expect(await total(late)).toBe(1);
  });

  it('refuses to page beyond 10,000, and bodies beyond 3,000 characters', async () => {
    const client = await connect();
    const beyond = await failure(client.crm.companies.searchApi.doSearch({ ...NO_FILTER, after: '9900' }));
    expect(beyond.body.category).toBe('VALIDATION_ERROR');
    const properties = Array.from({ length: 200 }, (_, n) => `some_long_property_${n}`);
    expect((await failure(client.crm.companies.searchApi.doSearch({ ...NO_FILTER, properties }))).code).toBe(
      400,
    );
  });

  it('reads batches with histories, and tells in a 207 what is missing', async () => {
    const client = await connect();
    const inputs = [{ id: '9001' }, { id: '404' }];
    const answer: any = await client.crm.tickets.batchApi.read({
      inputs,
      properties: ['subject'],
      propertiesWithHistory: ['hs_pipeline_stage'],
    });
    expect(answer.results[0].propertiesWithHistory.hs_pipeline_stage.map(({ value }: any) => value)).toEqual([
      '2',
      '1',
    ]);
    expect([answer.numErrors, answer.errors[0].category, answer.errors[0].context.ids]).toEqual([
      1,
      'OBJECT_NOT_FOUND',
      ['404'],
    ]);
    const tooMany = Array.from({ length: 51 }, (_, n) => ({ id: String(n) }));
    expect(
      (
        await failure(
          client.crm.tickets.batchApi.read({
            inputs: tooMany,
            properties: [],
            propertiesWithHistory: ['subject'],
          }),
        )
      ).code,
    ).toBe(400);
  });

  it('adds to the history what a human and what we change', async () => {
    const client = await connect();
    await sideDoor('edit', { type: 'tickets', id: '9001', fields: { hs_pipeline_stage: '4' } });
    await client.crm.tickets.basicApi.update('9001', { properties: { hs_pipeline_stage: '3' } });
    const ticket = await client.crm.tickets.basicApi.getById(
      '9001',
      ['closed_date', 'hs_pipeline_stage'],
      ['hs_pipeline_stage'],
    );
    const history = ticket.propertiesWithHistory?.['hs_pipeline_stage'] ?? [];
    expect(history.map(({ value, sourceType }) => [value, sourceType])).toEqual([
      ['3', 'INTEGRATION'],
      ['4', 'CRM_UI'],
      ['2', 'CRM_UI'],
      ['1', 'CRM_UI'],
    ]);
    expect(ticket.properties['closed_date']).toBeNull();
  });

  it('gives owners, pipelines, properties', async () => {
    const client = await connect();
    expect((await client.crm.owners.ownersApi.getPage()).results).toEqual([]);
    const { results } = await client.crm.pipelines.pipelinesApi.getAll('tickets');
    expect(results[0]?.stages.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
    const property = await client.crm.properties.coreApi.getByName('companies', 'goldenrod_key');
    expect(property.hasUniqueValue).toBe(true);
  });
});

describe('associations', () => {
  it('are read in batches, from either side, with numeric ids', async () => {
    const client = await connect();
    const answer: any = await client.crm.associations.v4.batchApi.getPage('contacts', 'companies', {
      inputs: [{ id: '7001' }],
    });
    expect(answer.results[0].to[0]).toMatchObject({ toObjectId: 5000 });
    expect(answer.results[0].to[0].associationTypes.map(({ typeId }: any) => typeId).sort()).toEqual([
      1, 279,
    ]);
    const back = await client.crm.associations.v4.basicApi.getPage('companies', '5000', 'tickets');
    expect(back.results[0]?.associationTypes.map(({ typeId }) => typeId).sort()).toEqual([25, 340]);
  });

  it('come with a created task, and a wrong type leaves no task behind', async () => {
    const client = await connect();
    const properties = {
      hs_timestamp: '2026-10-01T00:00:00Z',
      hs_task_subject: 'Call',
      unknown_one: 'ignored',
    };
    const types = (id: number) =>
      [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: id }] as never;
    const task = await client.crm.objects.basicApi.create('tasks', {
      properties,
      associations: [{ to: { id: '9001' }, types: types(230) }],
    });
    const found = await client.crm.associations.v4.basicApi.getPage('tickets', '9001', 'tasks');
    expect(found.results.map(({ toObjectId }) => String(toObjectId))).toEqual([task.id]);
    const refused = await failure(
      client.crm.objects.basicApi.create('tasks', {
        properties,
        associations: [{ to: { id: '9001' }, types: types(15) }],
      }),
    );
    expect(refused.code).toBe(400);
    expect((await sideDoor('records/tasks')).records.length).toBe(1);
  });
});

describe('writing', () => {
  it('updates 100 in a batch and says in a 207 which one it has not', async () => {
    const client = await connect({}, smallWorld({ companies: 100 }));
    const inputs = Array.from({ length: 100 }, (_, n) => ({
      id: n === 3 ? '404' : String(5_000 + n),
      properties: { goldenrod_health: String(n) },
      objectWriteTraceId: `t${n}`,
    }));
    const answer: any = await client.crm.companies.batchApi.update({ inputs });
    expect([answer.results.length, answer.numErrors, answer.errors[0].context.objectWriteTraceId]).toEqual([
      99,
      1,
      ['t3'],
    ]);
    expect(
      (
        await failure(
          client.crm.companies.batchApi.update({ inputs: [...inputs, { id: '1', properties: {} }] }),
        )
      ).code,
    ).toBe(400);
  });

  it('refuses a whole batch without trace ids for one unknown property', async () => {
    const client = await connect();
    const inputs = [
      { id: '5000', properties: { goldenrod_tier: 'A' } },
      { id: '5001', properties: { nonsense: '1' } },
    ];
    const refused = await failure(client.crm.companies.batchApi.update({ inputs }));
    expect(refused.body.errors[0].code).toBe('PROPERTY_DOESNT_EXIST');
    expect(
      (await client.crm.companies.basicApi.getById('5000', ['goldenrod_tier'])).properties['goldenrod_tier'],
    ).toBeNull();
    const traced: any = await client.crm.companies.batchApi.update({
      inputs: inputs.map((input, n) => ({ ...input, objectWriteTraceId: String(n) })),
    });
    expect([traced.results.length, traced.errors[0].context.objectWriteTraceId]).toEqual([1, ['1']]);
  });

  it.each([
    [{ goldenrod_sla_status: 'late' }, 'INVALID_OPTION'],
    [{ goldenrod_clv: 'much' }, 'INVALID_LONG'],
    [{ goldenrod_scored_on: '2026-02-30' }, 'INVALID_DATE'],
    [{ createdate: '2026-01-01' }, 'READ_ONLY_VALUE'],
  ])('refuses %o', async (properties, code) => {
    const client = await connect();
    const refused = await failure(client.crm.companies.basicApi.update('5000', { properties: properties }));
    expect(refused.body.errors[0].code).toBe(code);
  });

  it('upserts by our unique key, and knows new from known', async () => {
    const client = await connect();
    const inputs = [{ id: 'k1', idProperty: 'goldenrod_key', properties: { name: 'Made by us' } }];
    const [first, again] = [
      await client.crm.companies.batchApi.upsert({ inputs }),
      await client.crm.companies.batchApi.upsert({ inputs }),
    ];
    expect([(first.results[0] as any)?._new, (again.results[0] as any)?._new, again.results[0]?.id]).toEqual([
      true,
      false,
      first.results[0]?.id,
    ]);
  });

  it('refuses a second contact of one e-mail, and a second holder of a key', async () => {
    const client = await connect();
    const conflict = await failure(
      client.crm.contacts.basicApi.create({ properties: { email: 'BEA@gold.example' } }),
    );
    expect([conflict.code, conflict.body.message]).toEqual([
      409,
      'Contact already exists. Existing ID: 7001',
    ]);
    await client.crm.companies.basicApi.update('5000', { properties: { goldenrod_key: 'k' } });
    const taken = await failure(
      client.crm.companies.basicApi.update('5001', { properties: { goldenrod_key: 'k' } }),
    );
    expect(taken.body.message).toContain('already has that value');
  });
});

describe('merges by a human', () => {
  it.each([['new_id'], ['keep_primary']] as const)(
    'lead the old id to the survivor (%s)',
    async (mergeMode) => {
      const client = await connect({ hubspot: { mergeMode } });
      const { record } = await sideDoor('merge', { type: 'companies', winner: '5000', loser: '5001' });
      const found = await client.crm.companies.basicApi.getById('5001', ['name', 'hs_merged_object_ids']);
      expect([found.id, found.properties['name']]).toEqual([record.id, 'Company 0']);
      expect(found.properties['hs_merged_object_ids']?.split(';')).toContain('5001');
      const { results } = await client.crm.companies.basicApi.getPage(100);
      expect(new Set(results.map(({ id }) => id))).toEqual(new Set([record.id, '5002']));
      const contact = await client.crm.contacts.basicApi.getById('7001', undefined, undefined, ['companies']);
      expect(contact.associations?.['companies']?.results[0]?.id).toBe(record.id);
      const batch: any = await client.crm.companies.batchApi.update({
        inputs: [{ id: '5001', properties: { city: 'Bonn' } }],
      });
      expect(batch.results).toEqual([]);
      expect((await client.crm.companies.basicApi.update('5001', { properties: { city: 'Bonn' } })).id).toBe(
        record.id,
      );
    },
  );

  it('are not deletes; deletes are listed as archived', async () => {
    const client = await connect();
    await sideDoor('merge', { type: 'companies', winner: '5000', loser: '5001' });
    await sideDoor('edit', { type: 'companies', id: '5002', fields: null });
    const archived = await client.crm.companies.basicApi.getPage(
      100,
      undefined,
      undefined,
      undefined,
      undefined,
      true,
    );
    expect(archived.results.map(({ id }) => id)).toEqual(['5002']);
    expect((await failure(client.crm.companies.basicApi.getById('5002'))).code).toBe(404);
  });
});

describe('limits', () => {
  it('allow five searches a second, and say so on the sixth', async () => {
    const client = await connect();
    const searches = Array.from({ length: 6 }, () =>
      client.apiRequest({ method: 'POST', path: '/crm/v3/objects/companies/search', body: NO_FILTER }),
    );
    const answers = await Promise.all(searches);
    const refused = answers.find(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200).length).toBe(5);
    expect(await refused?.json()).toMatchObject({
      errorType: 'RATE_LIMIT',
      policyName: 'SECONDLY',
      message: 'You have reached your secondly limit.',
    });
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    const later = await client.apiRequest({
      method: 'POST',
      path: '/crm/v3/objects/companies/search',
      body: NO_FILTER,
    });
    expect(later.status).toBe(200);
  });

  it('allow so many calls in ten seconds, and count them down in headers', async () => {
    const client = await connect({ hubspot: { limits: { burstPer10s: 2 } } });
    const call = () => client.apiRequest({ path: '/account-info/v3/details' });
    const [first, second, third] = [await call(), await call(), await call()];
    expect([first.headers.get('X-HubSpot-RateLimit-Remaining'), second.status, third.status]).toEqual([
      '1',
      200,
      429,
    ]);
    expect(await third.json()).toMatchObject({ policyName: 'TEN_SECONDLY_ROLLING' });
  });

  it('let a refreshed token in until it expires', async () => {
    await connect();
    const { clientId, clientSecret, refreshToken } = SANDBOX_CREDENTIALS.hubspot;
    const client = new Client({ basePath: sandbox?.hubspotUrl ?? '' });
    const { accessToken, expiresIn } = await client.oauth.tokensApi.create(
      'refresh_token',
      undefined,
      undefined,
      clientId,
      clientSecret,
      refreshToken,
    );
    client.setAccessToken(accessToken);
    expect((await client.crm.companies.basicApi.getPage()).results.length).toBe(3);
    await sideDoor('clock', { shift_ms: (expiresIn + 60) * 1_000 });
    const refused = await failure(client.crm.companies.basicApi.getPage());
    expect([refused.code, refused.body.category]).toEqual([401, 'EXPIRED_AUTHENTICATION']);
  });
});
