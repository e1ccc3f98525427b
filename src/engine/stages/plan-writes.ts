import { diffFields, type WantedField } from '../../core/push/diff.ts';
import { LANES } from '../../core/push/lane.ts';
import type { Materiality } from '../../core/push/materiality.ts';
import { wantedForAccount, wantedForContact } from '../../core/push/wanted.ts';
import type { PreviousScores, Score } from '../../core/score/score.ts';
import type { JsonObject } from '../../util/json.ts';
import type { EngineContext, StreamMapping } from '../context.ts';
import type { NewWrite, WriteTarget } from '../ports/outbox.ts';
import type { HeldPart } from '../ports/run.ts';
import type { AlertRow } from '../ports/sla.ts';
import type { Store } from '../ports/store.ts';

const BATCH = 500;

type Counts = { planned: number; unchanged: number };

/**
 * Decides what to write where: alerts that have no task yet, and every CRM record whose wanted values differ from
 * what the CRM is known to hold. The marks that made a record due are taken off in the same transaction.
 */
export async function planWrites(
  context: EngineContext,
  held: HeldPart,
  signal: AbortSignal,
): Promise<JsonObject> {
  const revived = await context.store.transaction(async (tx) => {
    await tx.run.assertHeld(held);
    return tx.outbox.reviveCreates(held.runId);
  });
  const counts: Counts = { planned: revived, unchanged: 0 };
  const total = await context.store.outbox.planDueCount();
  let taken = 0;
  for (let more = true; more; ) {
    signal.throwIfAborted();
    const batch = await context.store.transaction((tx) => planBatch(tx, context, held));
    counts.planned += batch.planned;
    counts.unchanged += batch.unchanged;
    taken += batch.taken;
    more = batch.taken > 0;
    await context.store.run.progress(held, taken, total);
  }
  return counts;
}

async function planBatch(
  tx: Store,
  context: EngineContext,
  held: HeldPart,
): Promise<Counts & { taken: number }> {
  await tx.run.assertHeld(held);
  const writable = [...context.connections.values()].flatMap(({ row, taskMapping }) =>
    taskMapping === null ? [] : row.id,
  );
  await tx.outbox.withdrawRetracted();
  const alerts = await tx.outbox.alertsWithoutWrite(writable, BATCH);
  const alertWrites = alerts.flatMap((alert) => taskFor(context, alert));
  await tx.outbox.plan(alertWrites, held.runId);

  const due = await tx.outbox.takePlanDue(BATCH);
  const targets = [
    ...(await tx.outbox.targetsOfGolden(due.goldenIds)),
    ...(await tx.outbox.targetsOfCases(due.caseIds)),
  ];
  const wanted = await wantedValues(tx, due);
  const writes: NewWrite[] = [];
  const unneeded: { connectionId: number; stream: string; target: string }[] = [];
  for (const target of targets) {
    const mapping = mappingOf(context, target);
    if (mapping === null) continue;
    const write = updateFor(target, vendorFields(mapping, wanted(target)), context.config.materiality);
    if (write === null) unneeded.push({ ...target, target: target.externalId });
    else writes.push(write);
  }
  await tx.outbox.plan(writes, held.runId);
  await tx.outbox.withdraw(unneeded);
  const taken = alertWrites.length + due.goldenIds.length + due.caseIds.length;
  return { planned: alertWrites.length + writes.length, unchanged: unneeded.length, taken };
}

/** The mapping of a record that we may write to; null for sources that are only read. */
function mappingOf(context: EngineContext, target: WriteTarget): StreamMapping | null {
  const connection = context.connections.get(target.connection);
  if (connection === undefined || connection.taskMapping === null) return null;
  return connection.streams.find((stream) => stream.name === target.stream)?.mapping ?? null;
}

async function wantedValues(
  tx: Store,
  { goldenIds, caseIds }: { goldenIds: string[]; caseIds: number[] },
): Promise<(target: WriteTarget) => JsonObject> {
  const scores = new Map<string, PreviousScores>();
  for (const { goldenId, kind, body } of await tx.score.scores(goldenIds)) {
    scores.set(goldenId, { ...scores.get(goldenId), [kind]: body as Score });
  }
  const sla = await tx.sla.statuses([...goldenIds, ...caseIds.map(String)]);
  return ({ entity, goldenId, recordId }) => {
    if (entity === 'case') return sla.get(String(recordId)) ?? {};
    if (goldenId === null) return {};
    if (entity === 'contact') return wantedForContact(goldenId);
    return wantedForAccount(goldenId, scores.get(goldenId) ?? {}, sla.get(goldenId) ?? {});
  };
}

function updateFor(
  target: WriteTarget,
  wanted: readonly WantedField[],
  materiality: Materiality,
): NewWrite | null {
  const diff = diffFields(wanted, target, materiality);
  if (diff === null) return null;
  return {
    connectionId: target.connectionId,
    stream: target.stream,
    operation: 'update',
    target: target.externalId,
    recordId: target.recordId,
    fields: diff.fields,
    oldFields: diff.oldFields,
    relatedTo: [],
    lane: diff.lane,
    reason: target.goldenId === null ? 'clocks of the case' : `golden record ${target.goldenId}`,
  };
}

/** One at a time, because a mapping may rename, convert or leave out each field. */
function vendorFields(mapping: StreamMapping, values: JsonObject): WantedField[] {
  return Object.entries(values).flatMap(([field, wanted]) =>
    Object.entries(mapping.toVendor({ [field]: wanted })).map(([vendorField, vendorValue]) => ({
      field,
      vendorField,
      wanted,
      vendorValue,
    })),
  );
}

/** The one task of an alert, in the CRM that holds the case, hung on the case. */
function taskFor(context: EngineContext, alert: AlertRow & { target: WriteTarget }): NewWrite[] {
  const { target } = alert;
  const mapping = context.connections.get(target.connection)?.taskMapping ?? null;
  if (mapping === null) return [];
  const text = (name: string): string => (typeof alert.body[name] === 'string' ? alert.body[name] : '');
  const fields = mapping.toVendor({
    subject: text('subject'),
    description: text('description'),
    due_on: alert.raisedAt.toISOString().slice(0, 10),
    priority: 'high',
    key: alert.taskKey,
  });
  return [
    {
      connectionId: target.connectionId,
      stream: 'task',
      operation: 'create',
      target: alert.taskKey,
      recordId: target.recordId,
      fields,
      oldFields: {},
      relatedTo: [{ object: target.stream, externalId: target.externalId }],
      lane: LANES.alert,
      reason: text('subject'),
    },
  ];
}
