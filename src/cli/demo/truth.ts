import type { TruthRow, World } from '../../sandbox/seed.ts';
import { baselineF1 } from '../../sandbox/world/baseline.ts';
import { pairScore } from '../../sandbox/world/pair-score.ts';
import type { Pool } from '../../store/pool.ts';
import { clustering } from '../../store/report.ts';

export type TruthScore = { precision: number; recall: number; f1: number; baseline: number };

/** How well the golden records agree with what the generator knows; the engine never sees it. */
export async function scoreAgainstTruth(
  pool: Pool,
  world: World,
): Promise<{ account: TruthScore; contact: TruthScore }> {
  const baseline = baselineF1(world);
  return {
    account: {
      ...(await score(pool, 'account', world.truth.account)),
      baseline: rounded(baseline.account.f1),
    },
    contact: {
      ...(await score(pool, 'contact', world.truth.contact)),
      baseline: rounded(baseline.contact.f1),
    },
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
