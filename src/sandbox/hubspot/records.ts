/** Create, update, archive and merge of one object. Each changes the portal and returns the row, or throws an ApiError. */
import type { Json } from '../../util/json.ts';
import { ApiError, invalid, notFound } from './api-error.ts';
import {
  checkProperties,
  checkRequired,
  checkUnique,
  type PropertyValues,
  propertyError,
} from './check-properties.ts';
import { computedProperties } from './computed-properties.ts';
import type { HistoryEntry, ObjectRow } from './object-row.ts';
import type { ObjectTable } from './object-table.ts';
import type { Portal } from './portal.ts';

/** Whom a change is ascribed to in property histories. */
export type Source = { sourceType: string; sourceId: string };
export type Properties = Readonly<Record<string, Json>>;
/** `new_id`: a merge makes a third object (since January 2025); `keep_primary`: the public beta. */
export type MergeMode = 'new_id' | 'keep_primary';

/** "Cannot have more than 250 identities on a profile". */
const MAX_IDENTITIES = 250;

export function createObject(
  portal: Portal,
  table: ObjectTable,
  given: Properties,
  source: Source,
): ObjectRow {
  const values = checked(table, given);
  checkRequired(table.spec, values);
  checkUnique(table, values, undefined);
  const now = portal.clock.now();
  const blank: ObjectRow = {
    id: portal.newId(),
    properties: {},
    history: {},
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
    mergedInto: null,
  };
  const row = changed(table, blank, values, { now, source });
  table.put(row);
  return row;
}

export function updateObject(
  portal: Portal,
  table: ObjectTable,
  current: ObjectRow,
  { given, source }: { given: Properties; source: Source },
): ObjectRow {
  const values = checked(table, given);
  checkUnique(table, values, current);
  const row = changed(table, current, values, { now: portal.clock.now(), source });
  table.put(row);
  return row;
}

export function archiveObject(portal: Portal, table: ObjectTable, row: ObjectRow): ObjectRow {
  const now = portal.clock.now();
  const archived = { ...row, archivedAt: now, updatedAt: now };
  table.put(archived);
  return archived;
}

/** The primary's values win, blanks are filled from the secondary, associations are united. */
export function mergeObjects(
  portal: Portal,
  table: ObjectTable,
  ids: { primary: string; secondary: string },
  mode: MergeMode,
): ObjectRow {
  const [primary, secondary] = [table.survivor(ids.primary), table.survivor(ids.secondary)];
  if (primary === undefined || secondary === undefined) throw notFound();
  if (primary.id === secondary.id) throw invalid('Cannot merge an object with itself.');
  const merged = [
    ...mergedIds(primary),
    ...mergedIds(secondary),
    ...(mode === 'new_id' ? [primary.id] : []),
    secondary.id,
  ];
  if (merged.length > MAX_IDENTITIES) {
    throw new ApiError(414, { message: `Cannot have more than ${MAX_IDENTITIES} identities on a profile` });
  }
  const now = portal.clock.now();
  const survivor: ObjectRow = {
    id: mode === 'new_id' ? portal.newId() : primary.id,
    properties: { ...secondary.properties, ...primary.properties, hs_merged_object_ids: merged.join(';') },
    history: { ...secondary.history, ...primary.history },
    createdAt: primary.createdAt < secondary.createdAt ? primary.createdAt : secondary.createdAt,
    updatedAt: now,
    archivedAt: null,
    mergedInto: null,
  };
  for (const loser of mode === 'new_id' ? [primary, secondary] : [secondary]) {
    table.put({ ...loser, archivedAt: now, updatedAt: now, mergedInto: survivor.id });
    portal.associations.move(table.spec.name, loser.id, survivor.id);
  }
  table.put(survivor);
  return survivor;
}

function mergedIds(row: ObjectRow): string[] {
  return (row.properties['hs_merged_object_ids'] ?? '').split(';').filter((id) => id !== '');
}

function checked({ spec }: ObjectTable, given: Properties): PropertyValues {
  const { values, problems } = checkProperties(spec, given);
  if (problems.length > 0) throw propertyError(problems);
  return values;
}

function changed(
  { spec }: ObjectTable,
  row: ObjectRow,
  values: PropertyValues,
  { now, source }: { now: string; source: Source },
): ObjectRow {
  const properties: Record<string, string> = { ...row.properties };
  const history: Record<string, readonly HistoryEntry[]> = { ...row.history };
  for (const [name, value] of Object.entries(values)) {
    const old = properties[name] ?? '';
    if (old === value) continue;
    history[name] = [{ value, timestamp: now, ...source }, ...earlier(row, name, old)];
    if (value === '') delete properties[name];
    else properties[name] = value;
  }
  const stageMoved = history['hs_pipeline_stage'] !== row.history['hs_pipeline_stage'];
  if (stageMoved && values['closed_date'] === undefined) delete properties['closed_date'];
  return {
    ...row,
    properties: { ...properties, ...computedProperties(spec.name, properties, now) },
    history,
    updatedAt: now,
  };
}

/** A value whose origin was never noted was there from the beginning. */
function earlier(row: ObjectRow, name: string, old: string): readonly HistoryEntry[] {
  const noted = row.history[name];
  if (noted !== undefined) return noted;
  return old === '' ? [] : [{ value: old, timestamp: row.createdAt, sourceType: 'CRM_UI' }];
}
