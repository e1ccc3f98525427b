/**
 * Sends one connection's planned writes.
 *
 * A batch is claimed in a short transaction, sent without any transaction open, and settled with the claim's
 * token. When the answer is cut off, the writes go back as planned and uncertain: an update is simply sent again,
 * a create is looked up by its key first.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, WriteItem, WriteOutcome } from '../../connector/contract.ts';
import { describeError } from '../../core/errors.ts';
import type { JsonObject } from '../../util/json.ts';
import type { EngineContext } from '../context.ts';
import { connectionOf } from '../part-stream.ts';
import type { ClaimedWrite, NewWrite, OutboxStore } from '../ports/outbox.ts';
import type { QuarantineEntry } from '../ports/quarantine.ts';
import type { HeldPart } from '../ports/run.ts';
import type { Store } from '../ports/store.ts';

/** Extended while the call is under way: what a dead worker leaves is taken over after this long, not sooner. */
const LEASE_MS = 12_000;
const RENEW_EVERY_MS = 4_000;
const MAX_ATTEMPTS = 8;
const SHORTEST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

type Settlement = Parameters<OutboxStore['settle']>[1][number];

export async function sendWrites(
  context: EngineContext,
  held: HeldPart,
  signal: AbortSignal,
): Promise<JsonObject> {
  const handle = connectionOf(context, held);
  const connectionId = handle.row.id;
  const total = await context.store.outbox.openCount(connectionId);
  if (total === 0) return { written: 0, calls: 0 };
  const connection = await handle.open();
  const sum = { written: 0, rejected: 0, gone: 0, retried: 0 };
  for (;;) {
    signal.throwIfAborted();
    const token = randomUUID();
    const claimed = await claim(context.store, held, token, { id: connectionId, connection });
    if (claimed.length === 0) {
      const waitMs = await context.store.outbox.nextDueInMs(connectionId);
      if (waitMs === null) break;
      await sleep(Math.min(Math.max(waitMs, SHORTEST_WAIT_MS), LONGEST_WAIT_MS), undefined, { signal });
      continue;
    }
    await sendBatch(context, { held, connection, claimed, token, sum, signal });
    await context.store.run.progress(held, sum.written + sum.rejected + sum.gone, total);
  }
  return { ...sum, calls: handle.takeCalls() };
}

async function claim(
  store: Store,
  held: HeldPart,
  token: string,
  { id, connection }: { id: number; connection: Connection },
): Promise<ClaimedWrite[]> {
  return store.transaction(async (tx) => {
    await tx.run.assertHeld(held);
    return tx.outbox.claim(id, (stream, operation) => connection.writeLimit(stream, operation), {
      token,
      ms: LEASE_MS,
      runId: held.runId,
      restCreatesMs: connection.restUncertainCreatesMs,
    });
  });
}

type Batch = {
  held: HeldPart;
  connection: Connection;
  claimed: readonly ClaimedWrite[];
  token: string;
  sum: { written: number; rejected: number; gone: number; retried: number };
  signal: AbortSignal;
};

async function sendBatch(context: EngineContext, batch: Batch): Promise<void> {
  const { connection, claimed, token, sum, signal } = batch;
  const first = claimed[0];
  if (first === undefined) return;
  let outcomes: WriteOutcome[];
  const renewal = setInterval(
    () => void context.store.outbox.extend(token, LEASE_MS).catch(() => undefined),
    RENEW_EVERY_MS,
  );
  try {
    outcomes = await connection.write({
      stream: first.stream,
      operation: first.operation,
      items: claimed.map(asItem),
      signal,
    });
  } catch (error) {
    await giveBack(context, batch, error);
    throw error;
  } finally {
    clearInterval(renewal);
  }
  const byItem = new Map(outcomes.map((outcome) => [outcome.itemId, outcome]));
  const settlements = claimed.map((write) => settlementOf(write, byItem.get(String(write.id)), sum));
  await context.store.transaction(async (tx) => {
    const ours = await tx.outbox.settle(token, settlements);
    const settled = { ...batch, claimed: claimed.filter(({ id }) => ours.has(id)) };
    await quarantineRejected(tx, context, settled, byItem);
    await tx.quarantine.resolveWritten([...ours], context.now());
  });
}

function asItem(write: ClaimedWrite): WriteItem {
  const isUpdate = write.operation === 'update';
  return {
    itemId: String(write.id),
    externalId: isUpdate ? write.target : null,
    key: isUpdate ? null : write.target,
    fields: write.fields,
    relatedTo: write.relatedTo,
    uncertain: write.uncertain,
  };
}

/** Nothing is known of any of them; the part's own retry decides when to go on. */
async function giveBack(
  context: EngineContext,
  { claimed, token, connection }: Batch,
  error: unknown,
): Promise<void> {
  const description = describeError(error);
  // A refusal is an answer: only what was cut off may still be under way over there.
  const restMs = description.kind === 'transient' ? connection.restUncertainCreatesMs : 0;
  await context.store.outbox.settle(
    token,
    claimed.map(({ id, operation }) => ({
      id,
      state: 'planned',
      externalId: null,
      error: description,
      delayMs: operation === 'create' ? restMs : 0,
    })),
  );
}

function settlementOf(write: ClaimedWrite, outcome: WriteOutcome | undefined, sum: Batch['sum']): Settlement {
  const settled = { id: write.id, externalId: null, error: null, delayMs: 0 };
  switch (outcome?.status) {
    case 'written':
      sum.written += 1;
      return { ...settled, state: 'written', externalId: outcome.externalId };
    case 'gone':
      sum.gone += 1;
      return { ...settled, state: 'gone', externalId: outcome.redirectTo };
    case 'rejected':
      sum.rejected += 1;
      return { ...settled, state: 'rejected', error: describeError(outcome.error) };
    default: {
      const error = outcome?.error;
      const description = { ...describeError(error ?? new Error('the answer did not mention this record')) };
      if (write.attempts >= MAX_ATTEMPTS) {
        sum.rejected += 1;
        return { ...settled, state: 'rejected', error: description };
      }
      sum.retried += 1;
      return {
        ...settled,
        state: 'planned',
        error: { ...description, kind: 'transient' },
        delayMs: 250 * 2 ** write.attempts,
      };
    }
  }
}

/** Holds back what the CRM refused, and offers the rest of the record once more. */
async function quarantineRejected(
  tx: Store,
  context: EngineContext,
  { held, claimed }: Batch,
  outcomes: ReadonlyMap<string, WriteOutcome>,
): Promise<void> {
  const connectionId = connectionOf(context, held).row.id;
  const entries: QuarantineEntry[] = [];
  const again: NewWrite[] = [];
  const refused: { recordId: number; fields: JsonObject }[] = [];
  for (const write of claimed) {
    const outcome = outcomes.get(String(write.id));
    if (outcome?.status !== 'rejected') continue;
    const named = Object.entries(outcome.error.fieldErrors).filter(([field]) => field in write.fields);
    const bad =
      named.length > 0
        ? named
        : Object.keys(write.fields).map((field): [string, string] => [field, outcome.error.message]);
    for (const [field, message] of named.length > 0 ? named : [[null, outcome.error.message] as const]) {
      entries.push({
        connectionId,
        stream: write.stream,
        externalId: write.target,
        field,
        stage: 'push',
        code: outcome.error.code,
        message,
        payload: JSON.stringify(write.fields),
      });
    }
    if (write.recordId === null || write.operation === 'create') continue;
    refused.push({
      recordId: write.recordId,
      fields: Object.fromEntries(bad.map(([field]) => [field, write.fields[field] ?? null])),
    });
    const rest = Object.entries(write.fields).filter(([field]) => !bad.some(([name]) => name === field));
    if (rest.length === 0) continue;
    again.push({
      connectionId,
      stream: write.stream,
      operation: 'update',
      target: write.target,
      recordId: write.recordId,
      fields: Object.fromEntries(rest),
      oldFields: {},
      relatedTo: [],
      lane: write.lane,
      reason: 'the rest of a record of which a field was refused',
    });
  }
  await tx.quarantine.add(entries, held.runId, context.now());
  await tx.outbox.hold(refused);
  await tx.outbox.planRest(again, held.runId);
}
