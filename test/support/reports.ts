/** What `sync --json` and `demo --json` say; the stable interface, as far as tests read it. */
export type PushReport = {
  planned: number;
  written: number;
  unchanged: number;
  quarantined: number;
  failed: number;
  calls: Record<string, number>;
};

export type SyncReport = {
  run: number;
  seconds: number;
  as_of: string;
  pulled: Record<string, Record<string, number>>;
  push: PushReport;
  jobs: { completed: number; failed: number; retried: number };
};

export type TruthReport = { precision: number; recall: number; f1: number; baseline: number };

export type DemoReport = SyncReport & {
  seed: number;
  home: string;
  source_records: number;
  golden: { account: number; contact: number };
  merged: number;
  review: number;
  truth: { account: TruthReport; contact: TruthReport };
  scores: Record<string, { scored: number; not_enough_data: number }>;
  sla: { clocks: number; warnings: number; breaches: number; alerts: number };
  urls: { status: string; salesforce: string; hubspot: string };
};
