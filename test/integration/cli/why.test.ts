import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CsvHome } from '../../support/csv-home.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();
let home: CsvHome;

const ZENITH = {
  name: 'Zenith Cartography Ltd',
  website: 'https://zenithcartography.com',
  phone: '+44 113 496 2222',
  street: '7 Mill Lane',
  city: 'Leeds',
  postal_code: 'LS1 4AP',
  country: 'GB',
};

beforeAll(async () => {
  home = await CsvHome.create(database.url);
  await home.write([
    { customer_no: 'K1', ...ZENITH, currency: 'EUR', credit_limit: '1250.50' },
    { customer_no: 'K2', ...ZENITH, name: 'Zenith Cartography Limited' },
    { customer_no: 'K3', ...ZENITH, phone: '', street: '' },
    { customer_no: 'K4', name: 'ZC Maps' },
  ]);
  await home.json(
    'decide',
    'account',
    'erp/customer/K1',
    'erp/customer/K4',
    '--same',
    '--by',
    'Ada',
    '--json',
  );
  await home.json('sync', '--json');
});
afterAll(() => home.remove());

type Edge = { left: string; right: string; weight: number; reason: string };
type Golden = { data: { cohesion: { edges: Edge[]; weakest: Edge } } };

describe('why', { timeout: 120_000 }, () => {
  it('tells what holds a golden record together, each edge as the pair by itself', async () => {
    const record = await home.json<{ data: { record: { goldenId: string } } }>(
      'why',
      'account',
      'K2',
      '--json',
    );
    const { goldenId } = record.data.record;
    const { data } = await home.json<Golden>('why', 'golden', goldenId, '--json');
    const { edges, weakest } = data.cohesion;
    expect(edges).toHaveLength(3);
    expect(weakest).toEqual(edges[0]);
    expect(weakest.reason).toBe('evidence');
    expect(edges.at(-1)).toMatchObject({
      left: 'erp/customer/K1',
      right: 'erp/customer/K4',
      reason: 'decision',
    });
    for (const { left, right, weight } of edges) {
      const pair = await home.json<{ data: { weight: number } }>('why', 'pair', left, right, '--json');
      expect(pair.data.weight).toBeCloseTo(weight, 9);
    }
    const { stdout } = await home.run('why', 'golden', goldenId);
    expect(stdout).toMatch(/What holds them together[^]*\(the weakest\)[^]*a steward decided/);
  });

  it('tells a pair’s decision beside its evidence', async () => {
    const { stdout } = await home.run('why', 'pair', 'K4', 'K1');
    expect(stdout).toContain('a steward decided: same');
    expect(stdout).toMatch(/name +−/);
  });

  it('gives programs plain data: no lines laid out for the eye', async () => {
    for (const args of [
      ['account', 'K1'],
      ['pair', 'K1', 'K2'],
    ]) {
      const told = await home.json<{ data: unknown }>('why', ...args, '--json');
      expect(Object.keys(told)).toEqual(['about', 'data']);
      expect(JSON.stringify(told)).not.toMatch(/ {2}|→/);
    }
  });

  it('shows amounts as they were read, not in hundredths', async () => {
    const { stdout } = await home.run('why', 'account', 'K1');
    expect(stdout).toMatch(/As read[^]*credit_limit +1250\.50 EUR\n/);
    expect(stdout).toMatch(/credit_limit +1250\.50 EUR {2}← erp\/customer\/K1/);
  });
});
