import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
const CUSTOMERS = [
  { customer_no: 'K1', ...ZENITH },
  { customer_no: 'K2', ...ZENITH, name: 'Zenith Cartography Limited' },
  { customer_no: 'K3', name: 'Obsidian Dental', website: 'https://obsidiandental.com', country: 'US' },
  { customer_no: 'K4', name: 'Willow Robotics', website: 'https://willowrobotics.de', country: 'DE' },
];
const key = (id: string) => `erp/customer/${id}`;

type Listed = { decisions: { waiting_for: string[]; removed: string[] }[] };
type Decided = { effect: string; replaced: string | null; waiting_for: string[]; by: string };

async function membersOf(id: string): Promise<string[]> {
  const { data } = await home.json<{ data: { golden: { members: { key: string }[] } } }>(
    'why',
    'account',
    key(id),
    '--json',
  );
  return data.golden.members.map((member) => member.key.split('/')[2] ?? '').sort();
}

beforeAll(async () => {
  home = await CsvHome.create(database.url);
  await home.write(CUSTOMERS);
  await home.json('sync', '--json');
});
afterAll(() => home.remove());

describe('decide', { timeout: 120_000 }, () => {
  it('parts and joins at the next sync, says so before, and takes it back', async () => {
    expect(await membersOf('K1')).toEqual(['K1', 'K2']);
    const parted = await home.json<Decided>(
      'decide',
      'account',
      'K1',
      'K2',
      '--different',
      '--by',
      'Ada',
      '--json',
    );
    expect(parted).toMatchObject({ effect: 'parts', replaced: null, by: 'Ada', waiting_for: [] });
    const joined = await home.run('decide', 'account', key('K1'), 'erp/K3', '--same');
    expect(joined.stdout).toContain('The next sync puts both into one golden record');
    await home.json('sync', '--json');
    expect(await membersOf('K1')).toEqual(['K1', 'K3']);
    const { decisions } = await home.json<{ decisions: object[] }>('decide', 'account', '--list', '--json');
    expect(decisions).toMatchObject([
      { left: key('K1'), right: key('K3'), verdict: 'same' },
      { left: key('K1'), right: key('K2'), verdict: 'different', by: 'Ada' },
    ]);
    await home.json('decide', 'account', 'K2', 'K1', '--withdraw', '--json');
    await home.json('decide', 'account', 'K1', 'K3', '--withdraw', '--json');
    await home.json('sync', '--json');
    expect(await membersOf('K1')).toEqual(['K1', 'K2']);
  });

  it('refuses what contradicts earlier decisions, showing the path', async () => {
    await home.json('decide', 'account', 'K2', 'K3', '--same', '--json');
    await home.json('decide', 'account', 'K3', 'K4', '--same', '--json');
    const refused = await home.run('decide', 'account', 'K4', 'K2', '--different');
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain(`${key('K4')} = ${key('K3')} = ${key('K2')}`);
    const replaced = await home.json<Decided>('decide', 'account', 'K3', 'K4', '--different', '--json');
    expect(replaced).toMatchObject({ replaced: 'same', effect: 'keeps' });
    await home.json('decide', 'account', 'K3', 'K4', '--withdraw', '--json');
    await home.json('decide', 'account', 'K2', 'K3', '--withdraw', '--json');
  });

  it('refuses what would contradict an earlier decision as soon as a record is there that is still to come', async () => {
    await home.json('decide', 'account', 'K1', 'K4', '--different', '--json');
    await home.json('decide', 'account', 'K1', key('K8'), '--same', '--json');
    const refused = await home.run('decide', 'account', key('K8'), 'K4', '--same');
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain(`${key('K1')} = ${key('K8')} = ${key('K4')}`);
    await home.json('decide', 'account', 'K1', key('K8'), '--withdraw', '--json');
    await home.json('decide', 'account', 'K1', 'K4', '--withdraw', '--json');
  });

  it('waits for a record that has not been read, and says so', async () => {
    const waiting = await home.json<Decided>('decide', 'account', 'K4', key('K9'), '--same', '--json');
    expect(waiting).toMatchObject({ effect: 'waits', waiting_for: [key('K9')] });
    expect((await home.run('decide', 'account', '--list')).stdout).toContain(`waits for ${key('K9')}`);
    await home.write([...CUSTOMERS, { customer_no: 'K9', name: 'Harbour Textiles', country: 'FR' }]);
    await home.json('sync', '--full', '--json');
    expect(await membersOf('K4')).toEqual(['K4', 'K9']);
  });

  it('tells a decision that rests from one that waits, and lets it be withdrawn', async () => {
    await home.json('decide', 'account', 'K4', key('K99'), '--different', '--json');
    await writeFile(join(home.folder, 'empty.yaml'), '');
    const without = ['--config', join(home.folder, 'empty.yaml')];
    const listed = await home.json<Listed>('decide', 'account', '--list', '--json', ...without);
    expect(listed.decisions[0]).toMatchObject({ waiting_for: [], removed: [key('K99')] });
    const { stdout } = await home.run('decide', 'account', '--list', ...without);
    expect(stdout).toContain(`rests: the connection or stream of ${key('K99')} was removed`);
    const known = await home.json<Listed>('decide', 'account', '--list', '--json');
    expect(known.decisions[0]).toMatchObject({ waiting_for: [key('K99')], removed: [] });
    const args = ['decide', 'account', 'K4', key('K99'), '--withdraw', '--json', ...without];
    expect(await home.json(...args)).toMatchObject({ withdrawn: 'different' });
  });

  it.each([
    [['account', 'K1', 'K77', '--same'], 'connection/stream/id'],
    [['account', 'K1', 'crm/customer/K77', '--same'], 'there are erp/customer'],
    [['account', 'K1', 'K1', '--same'], 'is one record'],
    [['account', 'K1', 'K2', '--same', '--different'], 'one of --same, --different and --withdraw'],
    [['account', 'K1', '--same'], 'two records are needed'],
    [['account', 'K1', 'K2', '--withdraw'], 'nothing was decided'],
    [['case', 'K1', 'K2', '--same'], 'account or contact'],
    [['account', 'K1', '--list'], '--list takes no records'],
    [['account', '--list', '--same'], '--list takes no --same'],
    [['account', 'K1', 'K2', '--withdraw', '--by', 'Ada'], '--by goes with'],
  ])('refuses %j in one line', async (args, words) => {
    const { exitCode, stderr } = await home.run('decide', ...args);
    expect(stderr).toContain(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(exitCode).toBe(2);
  });
});
