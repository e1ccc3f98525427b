import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SANDBOX_CREDENTIALS, type Sandbox, startSandbox } from '#src/sandbox/sandbox.ts';
import { accountId, smallWorld } from './small-world.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ world: smallWorld() });
});
afterEach(() => sandbox.close());

const auth = { authorization: `Bearer ${SANDBOX_CREDENTIALS.hubspot.accessToken}` };
const company = (id: string) =>
  fetch(`${sandbox.hubspotUrl}/crm/v3/objects/companies/${id}`, { headers: auth });
const patch = (id: string, properties: object) =>
  fetch(`${sandbox.hubspotUrl}/crm/v3/objects/companies/${id}`, {
    method: 'PATCH',
    headers: auth,
    body: JSON.stringify({ properties }),
  });

async function door(path: string, body?: unknown): Promise<any> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return (await fetch(`${sandbox.hubspotUrl}/__sandbox/${path}`, init)).json();
}

async function city(id: string): Promise<unknown> {
  const { records } = await door('records/companies');
  return records.find((record: any) => record.id === id).fields.city;
}

describe('requests', () => {
  it('are remembered with their body, and without their secrets', async () => {
    await patch('5000', { city: 'Bonn' });
    const { requests } = await door('requests');
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      method: 'PATCH',
      path: '/crm/v3/objects/companies/5000',
      status: 200,
      body: { properties: { city: 'Bonn' } },
    });
    expect(JSON.stringify(requests)).not.toContain(SANDBOX_CREDENTIALS.hubspot.accessToken);
  });
});

describe('faults', () => {
  it('strike after so many matches, so many times', async () => {
    await door('faults', {
      match: { method: 'GET', path: '/crm/v3/objects/companies' },
      after: 1,
      times: 2,
      action: 'status',
      status: 503,
    });
    const statuses: number[] = [];
    for (let n = 0; n < 4; n++) statuses.push((await company('5000')).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
  });

  it('cut the connection before or after the work', async () => {
    await door('faults', [
      { match: { method: 'PATCH' }, action: 'drop_before' },
      { match: { method: 'PATCH' }, action: 'drop_after' },
    ]);
    await expect(patch('5000', { city: 'Bonn' })).rejects.toThrow();
    expect(await city('5000')).toBeUndefined();
    await expect(patch('5000', { city: 'Bonn' })).rejects.toThrow();
    expect(await city('5000')).toBe('Bonn');
  });

  it('corrupt an answer, and answer late', async () => {
    await door('faults', [
      { match: { path: 'companies/50\\d+$' }, action: 'corrupt' },
      { action: 'delay', delay_ms: 80 },
    ]);
    await expect((await company('5000')).json()).rejects.toThrow(SyntaxError);
    const before = performance.now();
    expect((await company('5000')).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(70);
  });

  it('are refused when nobody would understand them', async () => {
    const answer = await fetch(`${sandbox.hubspotUrl}/__sandbox/faults`, {
      method: 'POST',
      body: '{"action":"explode"}',
    });
    expect(answer.status).toBe(400);
  });
});

describe('edits', () => {
  it('create, change and delete as a human', async () => {
    const { record } = await door('edit', { type: 'companies', fields: { name: 'By hand' } });
    await door('edit', { type: 'companies', id: record.id, fields: { name: 'By hand again' } });
    const gone = await door('edit', { type: 'companies', id: record.id, fields: null });
    expect(gone.record).toMatchObject({ fields: { name: 'By hand again' }, deleted: true, mergedInto: null });
    expect((await company(record.id)).status).toBe(404);
  });

  it('say what is wrong', async () => {
    expect(await door('edit', { type: 'houses', fields: {} })).toMatchObject({
      error: expect.stringContaining('companies'),
    });
    expect(await door('records/houses')).toMatchObject({ error: expect.stringContaining('companies') });
  });
});

describe('the clock', () => {
  it("starts at the world's instant and goes where it is told, in both CRMs", async () => {
    expect((await door('clock')).now).toMatch(/^2026-09-30T12:00/);
    await door('clock', { shift_ms: 86_400_000 });
    const edited = await fetch(`${sandbox.salesforceUrl}/__sandbox/edit`, {
      method: 'POST',
      body: JSON.stringify({ type: 'Account', id: accountId(0), fields: { Phone: '1' } }),
    });
    const { record } = (await edited.json()) as any;
    expect(record.updatedAt).toMatch(/^2026-10-01T12:00/);
  });
});
