/** Cases, clocks, alerts and SLA statuses. */
import type { CanonicalRecord } from '../../core/model/field.ts';
import type { JsonObject } from '../../util/json.ts';

export type CaseSource = {
  recordId: number;
  key: string;
  connection: string;
  externalId: string;
  goLiveAt: Date | null;
  mapped: CanonicalRecord;
  /** The golden account that the case belongs to. */
  goldenId: string | null;
  account: CanonicalRecord;
  events: CanonicalRecord[];
  deleted: boolean;
};

export type ClockRow = {
  recordId: number;
  policy: string;
  metric: string;
  cycle: number;
  state: string;
  dueAt: Date | null;
  breachedAt: Date | null;
  nextDeadlineAt: Date | null;
  body: JsonObject;
};

export type AlertRow = {
  key: string;
  /** Names the alert's task in the CRM. */
  taskKey: string;
  recordId: number;
  kind: string;
  metric: string;
  dueAt: Date;
  raisedAt: Date;
  retractedAt: Date | null;
  body: JsonObject;
};

export interface SlaStore {
  dueCount(asOf: Date): Promise<number>;
  takeDue(asOf: Date, limit: number, afterId: number): Promise<CaseSource[]>;
  alertsOf(recordIds: readonly number[]): Promise<AlertRow[]>;
  saveClocks(recordIds: readonly number[], clocks: readonly ClockRow[]): Promise<void>;
  addAlerts(alerts: readonly AlertRow[]): Promise<void>;
  retractAlerts(keys: readonly string[], at: Date): Promise<void>;
  clocksOfAccounts(goldenIds: readonly string[]): Promise<{ goldenId: string; body: JsonObject }[]>;
  statuses(subjects: readonly string[]): Promise<Map<string, JsonObject>>;
  /** Writes the statuses that differ; returns the subjects that did. */
  saveStatuses(rows: readonly { subject: string; body: JsonObject }[]): Promise<string[]>;
  counts(): Promise<{ clocks: number; warnings: number; breaches: number; alerts: number }>;
}
