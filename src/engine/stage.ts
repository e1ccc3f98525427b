/** The seven rooms a record walks through; queues, workers and pages carry the same names. */
export const STAGES = ['extract', 'map', 'match', 'merge', 'score', 'sla', 'push'] as const;
export type Stage = (typeof STAGES)[number];

/** Names one piece of a run's work. All that a queue job carries. */
export type PartRef = {
  partId: number;
  runId: number;
  stage: Stage;
  part: string;
  /** Set for extract and push: those have a queue per connection. */
  connectionName: string | null;
};
