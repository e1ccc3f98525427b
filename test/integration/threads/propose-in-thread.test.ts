import { expect, test } from 'vitest';
import { type ProposeInput, propose } from '#src/core/match/propose.ts';
import { proposeInThread } from '#src/threads/propose-in-thread.ts';
import { companies, observe, pick, seeded } from '../engine/small-world.ts';

const random = seeded(17);
const world = companies(400, random);
const input: ProposeInput = {
  entity: 'account',
  records: Array.from({ length: 1_100 }, (_, index) => ({
    id: index + 1,
    key: `crm/records/${index}`,
    record: observe(pick(random, world), random),
  })),
  decisions: Array.from({ length: 30 }, (_, index) => ({
    leftId: 2 * index + 1,
    rightId: 2 * index + 2,
    verdict: index % 3 === 0 ? 'same' : 'different',
  })),
  collective: new Map(),
  thresholds: {},
  refine: true,
};

test('a thread proposes what the caller would have, bit for bit', async () => {
  const there = await proposeInThread(input);
  expect(there).toEqual(propose(input));
  expect(there.records.id).toHaveLength(1_100);
  expect(there.pairs.weight.length).toBeGreaterThan(100);
  expect(new Set(there.records.cluster).size).toBeLessThan(1_100);
  expect(there.refinement?.used).toBeGreaterThanOrEqual(10);
  for (const { leftId, rightId, verdict } of input.decisions) {
    const clusterOf = (id: number) => there.records.cluster[there.records.id.indexOf(id)];
    expect(clusterOf(leftId) === clusterOf(rightId)).toBe(verdict === 'same');
  }
});

test('what fails in the thread fails here', async () => {
  const broken = { ...input, records: input.records.map((record) => ({ ...record, record: null as never })) };
  await expect(proposeInThread(broken)).rejects.toThrow(/null/);
});
