import type { PartRow, RunRow } from '../../engine/ports/run.ts';
import type { Runtime } from '../../runtime.ts';
import { scoreCounts, sourceRecordCount } from '../../store/report.ts';
import { type SyncResult, syncResult } from '../sync/sync-result.ts';
import { type KnownTruth, scoreAgainstTruth, type TruthScore } from './truth.ts';

export type DemoUrls = { status: string; salesforce: string; hubspot: string };

/** The document of `demo --json`. */
export type DemoResult = SyncResult & {
  seed: number;
  accounts: number;
  home: string;
  config: string;
  source_records: number;
  golden: { account: number; contact: number };
  merged: number;
  review: number;
  truth: { account: TruthScore; contact: TruthScore };
  scores: Record<string, { scored: number; not_enough_data: number }>;
  sla: { clocks: number; warnings: number; breaches: number; alerts: number };
  urls: DemoUrls;
};

export type DemoRun = {
  runtime: Runtime;
  run: RunRow;
  parts: readonly PartRow[];
  known: KnownTruth;
  settings: { seed: number; accounts: number; home: string; config: string };
  urls: DemoUrls;
};

export async function demoResult({
  runtime,
  run,
  parts,
  known,
  settings,
  urls,
}: DemoRun): Promise<DemoResult> {
  const { store, pool } = runtime;
  const golden = await store.golden.counts();
  return {
    ...(await syncResult(runtime, run, parts)),
    ...settings,
    source_records: await sourceRecordCount(pool),
    golden: { account: golden.account.golden, contact: golden.contact.golden },
    merged: golden.account.merged + golden.contact.merged,
    review: (await store.match.reviewCount('account')) + (await store.match.reviewCount('contact')),
    truth: await scoreAgainstTruth(pool, known),
    scores: await scoreCounts(pool),
    sla: await store.sla.counts(),
    urls,
  };
}
