import { createHash } from 'node:crypto';
import { describeError } from '../../core/errors.ts';
import type { CanonicalRecord } from '../../core/model/field.ts';
import type { JsonObject } from '../../util/json.ts';
import type { ConnectionHandle, EngineContext, StreamHandle } from '../context.ts';
import { connectionOf, streamOf } from '../part-stream.ts';
import type { QuarantineEntry } from '../ports/quarantine.ts';
import type { HeldPart } from '../ports/run.ts';
import type { MappedRow, SourceRow } from '../ports/source.ts';

const BATCH = 2_000;
/** A deleted record maps to nothing; the marker makes its deletion, and its return, a change. */
const DELETED = 'deleted';

/** Turns payloads into canonical records. A value that does not fit is held back; its record goes on without it. */
export async function mapStream(
  context: EngineContext,
  held: HeldPart,
  signal: AbortSignal,
): Promise<JsonObject> {
  const connection = connectionOf(context, held);
  const stream = streamOf(connection, held);
  const total = await context.store.source.mapDueCount(connection.row.id, stream.name);
  const sum = { mapped: 0, changed: 0, quarantined: 0 };
  if (total > 0) await context.store.run.progress(held, 0, total);
  while (total > 0) {
    signal.throwIfAborted();
    const taken = await mapBatch(context, { held, connection, stream, sum });
    await context.store.run.progress(held, sum.mapped, total);
    if (taken < BATCH) break;
  }
  return sum;
}

type BatchWork = {
  held: HeldPart;
  connection: ConnectionHandle;
  stream: StreamHandle;
  sum: { mapped: number; changed: number; quarantined: number };
};

async function mapBatch(
  context: EngineContext,
  { held, connection, stream, sum }: BatchWork,
): Promise<number> {
  const at = { connectionId: connection.row.id, stream: stream.name, stage: 'map' as const };
  const batch = await context.store.transaction(async (tx) => {
    await tx.run.assertHeld(held);
    const rows = await tx.source.takeMapDue(at.connectionId, at.stream, BATCH);
    const outcome = mapRows(rows, stream, at);
    const changed = outcome.mapped.filter((row) => row.changed);
    await tx.source.touchDependants(stream.entity, changed);
    await tx.source.saveMapped(outcome.mapped);
    await tx.quarantine.resolve(at, outcome.clean, context.now());
    await tx.quarantine.add(outcome.quarantined, held.runId, context.now());
    return { taken: rows.length, changed: changed.length, quarantined: outcome.quarantined.length };
  });
  sum.mapped += batch.taken;
  sum.changed += batch.changed;
  sum.quarantined += batch.quarantined;
  return batch.taken;
}

function mapRows(
  rows: readonly SourceRow[],
  stream: StreamHandle,
  at: { connectionId: number; stream: string; stage: 'map' },
): { mapped: MappedRow[]; clean: string[]; quarantined: QuarantineEntry[] } {
  const mapped: MappedRow[] = [];
  const clean: string[] = [];
  const quarantined: QuarantineEntry[] = [];
  for (const row of rows) {
    const problems = row.deleted ? [] : mapRow(row, stream, mapped);
    if (row.deleted) mapped.push(mappedRow(row, row.mapped ?? {}, {}, DELETED));
    if (problems.length === 0) clean.push(row.externalId);
    for (const { field, code, message } of problems) {
      const payload = JSON.stringify(row.payload);
      quarantined.push({ ...at, externalId: row.externalId, field, code, message, payload });
    }
  }
  return { mapped, clean, quarantined };
}

type Problem = { field: string | null; code: string; message: string };

function mapRow(row: SourceRow, stream: StreamHandle, mapped: MappedRow[]): Problem[] {
  try {
    const { record, problems } = stream.mapping.toCanonical(row.payload);
    mapped.push(mappedRow(row, record, stream.mapping.oursIn(row.payload), hashRecord(record)));
    return problems;
  } catch (error) {
    // The record as a whole does not fit its mapping: its last good form stands.
    mapped.push(mappedRow(row, row.mapped ?? {}, {}, row.contentHash ?? DELETED));
    const { code, message } = describeError(error);
    return [{ field: null, code, message }];
  }
}

function mappedRow(
  row: SourceRow,
  mapped: CanonicalRecord,
  ours: JsonObject,
  contentHash: string,
): MappedRow {
  return { id: row.id, mapped, contentHash, ours, changed: contentHash !== row.contentHash };
}

function hashRecord(record: CanonicalRecord): string {
  const entries = Object.entries(record).filter(([, value]) => value !== null);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha1').update(JSON.stringify(entries)).digest('base64');
}
