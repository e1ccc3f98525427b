/** Everything a use case may touch, handed in by the composition root. */
import type { Connection } from '../connector/contract.ts';
import type { SurvivorshipConfig } from '../core/merge/policy.ts';
import type { EntityType } from '../core/model/entity.ts';
import type { CanonicalRecord } from '../core/model/field.ts';
import type { Materiality } from '../core/push/materiality.ts';
import type { ScoresConfig } from '../core/score/scores-config.ts';
import type { SlaConfig } from '../core/sla/sla-config.ts';
import type { JsonObject } from '../util/json.ts';
import type { Log } from '../util/log.ts';
import type { Matcher } from './matcher.ts';
import type { ConnectionRow } from './ports/source.ts';
import type { Store } from './ports/store.ts';
import type { PartRef } from './stage.ts';

/** A value that could not be mapped: the field is held back, the record goes on. */
export type FieldProblem = { field: string; code: string; message: string };

/** A stream's mapping, compiled. */
export interface StreamMapping {
  /** Vendor fields to ask for, ours included. */
  readonly readFields: readonly string[];
  toCanonical(payload: JsonObject): { record: CanonicalRecord; problems: FieldProblem[] };
  /** Our own fields as they stand in the payload. */
  oursIn(payload: JsonObject): JsonObject;
  /** Vendor names and values of what we push; names that the mapping leaves out are dropped. */
  toVendor(values: JsonObject): JsonObject;
}

export type StreamHandle = { name: string; entity: EntityType; mapping: StreamMapping };

export interface ConnectionHandle {
  readonly row: ConnectionRow;
  readonly streams: readonly StreamHandle[];
  /** Mapping of what we create there, if it can hold it. */
  readonly taskMapping: StreamMapping | null;
  open(): Promise<Connection>;
  /** API calls made by this process and not counted yet: streams read side by side, and each call counts once. */
  takeCalls(): number;
}

export type EngineContext = {
  store: Store;
  connections: ReadonlyMap<string, ConnectionHandle>;
  matcher: Matcher;
  config: {
    survivorship: SurvivorshipConfig;
    scores: ScoresConfig;
    sla: SlaConfig;
    materiality: Materiality;
  };
  /** Tells workers that parts are due; losing the message only delays them until the next sweep. */
  wake(parts: readonly PartRef[], delayMs: number): Promise<void>;
  /** What to do after the `attempt`-th failure. */
  disposition(error: unknown, attempt: number): { retryInMs: number | null; countsAttempt: boolean };
  log: Log;
  /** Wall clock, for bookkeeping only; judgements use the run's `asOf`. */
  now(): Date;
};
