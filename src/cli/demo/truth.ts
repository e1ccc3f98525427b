import type { TruthRow, World } from '../../sandbox/seed.ts';
import { baselineF1 } from '../../sandbox/world/baseline.ts';
import { generateWorld } from '../../sandbox/world/generate.ts';
import { pairScore } from '../../sandbox/world/pair-score.ts';
import type { Pool } from '../../store/pool.ts';
import { clustering } from '../../store/report.ts';

export type TruthScore = { precision: number; recall: number; f1: number; baseline: number };

/** What the generator knows of its world; the world itself, a hundred megabytes, is let go of. */
export type KnownTruth = {
  asOf: Date;
  truth: World['truth'];
  baseline: { account: number; contact: number };
};

export function knownTruth(settings: { seed: number; accounts: number }): KnownTruth {
  const world = generateWorld(settings);
  const { account, contact } = baselineF1(world);
  return {
    asOf: new Date(world.asOf),
    truth: world.truth,
    baseline: { account: rounded(account.f1), contact: rounded(contact.f1) },
  };
}

/** How well the golden records agree with what the generator knows; the engine never sees it. */
export async function scoreAgainstTruth(
  pool: Pool,
  { truth, baseline }: KnownTruth,
): Promise<{ account: TruthScore; contact: TruthScore }> {
  return {
    account: { ...(await score(pool, 'account', truth.account)), baseline: baseline.account },
    contact: { ...(await score(pool, 'contact', truth.contact)), baseline: baseline.contact },
  };
}

async function score(
  pool: Pool,
  entity: 'account' | 'contact',
  truth: readonly TruthRow[],
): Promise<Omit<TruthScore, 'baseline'>> {
  const goldenOf = new Map((await clustering(pool, entity)).map(({ key, goldenId }) => [key, goldenId]));
  const { precision, recall, f1 } = pairScore(
    truth.map((row) => row.entity),
    // A record that never arrived is in no cluster: a cluster of its own, and so its pairs are missed.
    truth.map(
      ({ connection, externalId }) =>
        goldenOf.get(`${connection}/${externalId}`) ?? `missing ${connection}/${externalId}`,
    ),
  );
  return { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) };
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
