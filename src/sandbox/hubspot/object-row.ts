/** A stored object. Immutable: a write replaces it. Empty properties are left out. */
export type HistoryEntry = { value: string; timestamp: string; sourceType: string; sourceId?: string };
export type ObjectRow = {
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
  /** Newest first; only properties that ever changed, or that the seed brought a history for. */
  readonly history: Readonly<Record<string, readonly HistoryEntry[]>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archivedAt: string | null;
  /** The survivor, when it was merged away. */
  readonly mergedInto: string | null;
};

/** Ids are numbers of varying length, ordered as numbers. */
export function idKey(id: string): string {
  return id.padStart(20, '0');
}

/** Alive: what list and search show. */
export function isLive(row: ObjectRow): boolean {
  return row.archivedAt === null;
}

/** `{hs_pipeline_stage: …}` with an entry from the present value where nothing was noted. */
export function historyOf(row: ObjectRow, property: string, value: string | null): readonly HistoryEntry[] {
  const noted = row.history[property];
  if (noted !== undefined) return noted;
  return value === null ? [] : [{ value, timestamp: row.createdAt, sourceType: 'CRM_UI' }];
}
