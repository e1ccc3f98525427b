import { createHash } from 'node:crypto';
import type { Connection, Cursor, ExtractPage } from '../../connector/contract.ts';
import type { JsonObject } from '../../util/json.ts';
import type { EngineContext, StreamHandle } from '../context.ts';
import { connectionOf, streamOf } from '../part-stream.ts';
import type { QuarantineEntry } from '../ports/quarantine.ts';
import type { HeldPart } from '../ports/run.ts';
import type { Store } from '../ports/store.ts';

type StreamAt = { connectionId: number; stream: string; entity: StreamHandle['entity'] };

/**
 * Reads what changed in one stream. Each page is stored together with the cursor behind it, in one transaction:
 * after a kill the next worker goes on with the page that was not committed, and repeats none that was.
 */
export async function extractStream(
  context: EngineContext,
  held: HeldPart,
  signal: AbortSignal,
): Promise<JsonObject> {
  const handle = connectionOf(context, held);
  const stream = streamOf(handle, held);
  const at: StreamAt = { connectionId: handle.row.id, stream: stream.name, entity: stream.entity };
  const connection = await handle.open();
  let read = 0;
  let changed = 0;
  let nameless = 0;
  let quarantined = 0;
  const seen = new Set<string>();
  for await (const page of pages(connection, stream, await cursorFor(context.store, at, held), signal)) {
    for (const record of page.records) seen.add(record.externalId);
    quarantined += page.unreadable.length;
    for (const { externalId } of page.unreadable) {
      if (externalId === null) nameless += 1;
      else seen.add(externalId);
    }
    for (const note of page.notes ?? [])
      context.log.warn(note, { connection: handle.row.name, stream: stream.name });
    changed += await context.store.transaction((tx) =>
      storePage(tx, { page, at, held, seen: nameless === 0 ? seen : null, now: context.now() }),
    );
    read += page.records.length;
    await context.store.run.progress(held, read, null);
  }
  await context.store.source.markFirstLoadDone(at.connectionId, at.stream, context.now());
  return { read, changed, quarantined, calls: handle.takeCalls() };
}

/** A full run starts from nothing once; a part taken up after a kill goes on where it was. */
async function cursorFor(store: Store, at: StreamAt, held: HeldPart): Promise<Cursor | null> {
  if (held.request.full && held.starts === 1) return null;
  return store.source.cursor(at.connectionId, at.stream);
}

function pages(
  connection: Connection,
  stream: StreamHandle,
  cursor: Cursor | null,
  signal: AbortSignal,
): AsyncIterable<ExtractPage> {
  return connection.read({ stream: stream.name, cursor, fields: stream.mapping.readFields, signal });
}

async function storePage(
  tx: Store,
  {
    page,
    at,
    held,
    seen,
    now,
  }: { page: ExtractPage; at: StreamAt; held: HeldPart; seen: ReadonlySet<string> | null; now: Date },
): Promise<number> {
  await tx.run.assertHeld(held);
  let changed = await tx.source.upsertRecords(
    at,
    lastOfEach(page.records).map((record) => ({
      ...record,
      payloadHash: hashPayload(record.payload, record.deleted),
    })),
  );
  await tx.quarantine.add(
    page.unreadable.map(
      ({ externalId, raw, error }): QuarantineEntry => ({
        connectionId: at.connectionId,
        stream: at.stream,
        externalId,
        field: null,
        stage: 'extract',
        code: error.code,
        message: error.message,
        payload: raw,
      }),
    ),
    held.runId,
    now,
  );
  if (page.completeSnapshot === true) await tx.quarantine.resolveUnseen(at, held.runId, now);
  const readable = page.records.map((record) => record.externalId);
  await tx.quarantine.resolve({ ...at, stage: 'extract' }, readable, now);
  // A row that cannot be read may be any record: then none counts as gone.
  if (page.completeSnapshot === true && seen !== null) {
    changed += await tx.source.deleteUnseen(at.connectionId, at.stream, [...seen], now);
  }
  await tx.source.saveCursor(at, page.cursor, now);
  return changed;
}

/** One statement cannot upsert a row twice; the later version of a record is the one that counts. */
function lastOfEach<R extends { externalId: string }>(records: readonly R[]): R[] {
  return [...new Map(records.map((record) => [record.externalId, record])).values()];
}

function hashPayload(payload: JsonObject, deleted: boolean): string {
  return createHash('sha1')
    .update(deleted ? '-' : '+')
    .update(JSON.stringify(payload))
    .digest('base64');
}
