import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CsvHome, type Customer } from '../../support/csv-home.ts';
import { useDatabase } from '../../support/database.ts';
import { companies, observe, pick, seeded } from '../engine/small-world.ts';

const database = useDatabase();
let home: CsvHome;
let customers: Customer[];

beforeAll(async () => {
  const random = seeded(3);
  const world = companies(120, random);
  customers = Array.from({ length: 300 }, (_, index) => ({
    customer_no: `K${index}`,
    ...(observe(pick(random, world), random) as { name: string }),
  }));
  home = await CsvHome.create(database.url);
  await home.write(customers.slice(0, 200));
});
afterAll(() => home.remove());

type Shown = {
  in_force: { version: number; records: number; levels: { feature: string; weight: number }[] };
  proposed: { version: number; state: string } | null;
  versions: { version: number; state: string }[];
};

const shown = () => home.json<Shown>('model', 'account', '--json');

// A dozen commands, each a process: on a busy machine that takes longer than a test of this tier usually may.
const PATIENCE_MS = 180_000;

describe('model', { timeout: PATIENCE_MS }, () => {
  it('is estimated, shown, estimated anew, adopted, and put in force by the next sync', async () => {
    const before = await home.run('model', 'account');
    expect(before).toMatchObject({ exitCode: 2 });
    expect(before.stderr).toContain('estimated by goldenrod sync');
    await home.json('sync', '--json');
    const first = await shown();
    expect(first).toMatchObject({ in_force: { version: 1, records: 200 }, proposed: null });
    expect(first.in_force.levels.filter(({ feature }) => feature === 'name').length).toBeGreaterThan(3);
    expect((await home.run('model', 'account')).stdout).toMatch(/account model, version 1\n[^]*name +same/);

    await home.write(customers);
    await home.json('sync', '--full', '--json');
    const estimated = await home.json<{ version: number; preview: { records: number } }>(
      ...['model', 'account', '--estimate', '--json'],
    );
    expect(estimated).toMatchObject({ version: 2, preview: { records: 300, waiting: 0 } });
    expect((await home.run('model', 'account')).stdout).toContain('Version 2 is a candidate');
    expect((await shown()).in_force.version).toBe(1);

    await home.json('decide', 'account', 'K1', 'K2', '--different', '--json');
    const adopted = await home.run('model', 'account', '--adopt', '2');
    expect(adopted.stdout).toContain('the next sync matches every account anew');
    expect(adopted.stdout).toContain('decisions changed: what happens may differ');
    const sync = await home.run('sync');
    expect(sync.stdout).toContain('Matched every account anew, with version 2 of the model.');
    expect((await home.run('sync')).stdout).not.toContain('anew');
    expect(await shown()).toMatchObject({
      in_force: { version: 2, records: 300 },
      proposed: null,
      versions: [
        { version: 2, state: 'in_force' },
        { version: 1, state: 'retired' },
      ],
    });
  });

  it('shows a preview as text, and drops it', async () => {
    const { stdout } = await home.run('model', 'account', '--estimate');
    expect(stdout).toContain('Estimated from 300 records');
    expect(stdout).toContain('Pairs that change side');
    expect(stdout).toContain('Golden records');
    expect(await home.json('model', 'account', '--discard', '--json')).toMatchObject({ state: 'discarded' });
    expect((await shown()).proposed).toBeNull();
  });

  it.each([
    [['account', '--estimate', '--refine'], 'needs 10 decisions or more'],
    [['account', '--estimate', '--adopt'], 'only one of'],
    [['account', '--adopt'], 'no candidate to adopt: there is none'],
    [['account', '--adopt', '1'], 'version 1 of the account model is no candidate'],
    [['account', '--discard'], 'there is no candidate'],
    [['contact'], 'no contact has been matched yet'],
    [['deal'], 'account or contact'],
  ])('refuses %j in one line', async (args, words) => {
    const { exitCode, stderr } = await home.run('model', ...args);
    expect(stderr).toContain(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(exitCode).toBe(2);
  });
});
