/**
 * What the engine needs of the database. Implemented by src/store on PostgreSQL; each method is one statement
 * or one short set of them, and runs in the caller's transaction when called on the `tx` of `transaction`.
 *
 * Methods of one `tx` that need not each other's answers may be called together, in a `Promise.all`: their first
 * statements are run in the order of the calls, each seeing what those before it did, and are waited for once. Together
 * they have the time of one, two minutes.
 */
import type { GoldenStore } from './golden.ts';
import type { MatchStore } from './match.ts';
import type { ModelStore } from './model.ts';
import type { OutboxStore } from './outbox.ts';
import type { QuarantineStore } from './quarantine.ts';
import type { RunStore } from './run.ts';
import type { ScoreStore } from './score.ts';
import type { SlaStore } from './sla.ts';
import type { SourceStore } from './source.ts';

export interface Store {
  readonly run: RunStore;
  readonly source: SourceStore;
  readonly quarantine: QuarantineStore;
  readonly match: MatchStore;
  readonly model: ModelStore;
  readonly golden: GoldenStore;
  readonly score: ScoreStore;
  readonly sla: SlaStore;
  readonly outbox: OutboxStore;
  /** Runs `work` in one transaction; serialisation failures and deadlocks are tried again. */
  transaction<T>(work: (tx: Store) => Promise<T>): Promise<T>;
  /**
   * The same for many small statements, whose loss in a crash would only leave their records due: it is not waited
   * for the disk, nor are plans made for each value. Not to be called on a `tx`.
   */
  smallChange<T>(work: (tx: Store) => Promise<T>): Promise<T>;
}
