import { alertText } from '../../core/push/alert-text.ts';
import { taskKey } from '../../core/push/task-key.ts';
import type { Clock } from '../../core/sla/clock.ts';
import { type Alert, dueAlerts, type SentAlert } from '../../core/sla/due-alerts.ts';
import { nextDeadline } from '../../core/sla/next-deadline.ts';
import { replayCase } from '../../core/sla/replay-case.ts';
import { createRulebook, type Rulebook } from '../../core/sla/rulebook.ts';
import { summariseSla } from '../../core/sla/sla-status.ts';
import type { JsonObject } from '../../util/json.ts';
import { caseHistory } from '../case-history.ts';
import type { EngineContext } from '../context.ts';
import type { HeldPart } from '../ports/run.ts';
import type { AlertRow, CaseSource, ClockRow } from '../ports/sla.ts';
import type { Store } from '../ports/store.ts';

const BATCH = 500;

/**
 * Replays the clocks of cases that changed and of those whose next deadline has passed; raises the alerts that
 * follow, each once. Clocks and alerts are stored together, so that a kill loses neither.
 */
export async function replayClocks(
  context: EngineContext,
  held: HeldPart,
  signal: AbortSignal,
): Promise<JsonObject> {
  const total = await context.store.sla.dueCount(held.asOf);
  const sum = { cases: 0, alerts: 0, retracted: 0 };
  if (total === 0) return sum;
  const rulebook = createRulebook(context.config.sla);
  for (let afterId = 0; ; ) {
    signal.throwIfAborted();
    const batch = await context.store.transaction((tx) =>
      replayBatch(tx, context, { held, rulebook, afterId }),
    );
    sum.cases += batch.taken;
    sum.alerts += batch.alerts;
    sum.retracted += batch.retracted;
    await context.store.run.progress(held, sum.cases, total);
    if (batch.taken < BATCH) return sum;
    afterId = batch.lastId;
  }
}

type Replayed = { source: CaseSource; clocks: Clock[]; alerts: Alert[] };

async function replayBatch(
  tx: Store,
  context: EngineContext,
  { held, rulebook, afterId }: { held: HeldPart; rulebook: Rulebook; afterId: number },
): Promise<{ taken: number; lastId: number; alerts: number; retracted: number }> {
  await tx.run.assertHeld(held);
  const now = held.asOf.toISOString();
  const cases = await tx.sla.takeDue(held.asOf, BATCH, afterId);
  const ids = cases.map((source) => source.recordId);
  const sent = Map.groupBy(await tx.sla.alertsOf(ids), (alert) => alert.recordId);
  const replayed = cases.map((source): Replayed => {
    const history = source.deleted ? null : caseHistory(source);
    const clocks = history === null ? [] : replayCase(history, rulebook, now);
    const alreadySent = (sent.get(source.recordId) ?? []).map(
      ({ key, retractedAt }): SentAlert => ({ key, retracted: retractedAt !== null }),
    );
    const goLiveAt = source.goLiveAt?.toISOString() ?? null;
    const settings = context.config.sla.alerts;
    return { source, clocks, alerts: dueAlerts(clocks, { now, goLiveAt, alreadySent, settings }) };
  });
  await tx.sla.saveClocks(
    ids,
    replayed.flatMap(({ source, clocks }) => clocks.map((clock) => clockRow(source, clock, now))),
  );
  const raised = replayed.flatMap(({ source, alerts }) =>
    alerts.filter((alert) => !alert.retract).map((alert) => alertRow(source, alert, held.asOf)),
  );
  const retracted = replayed.flatMap(({ alerts }) =>
    alerts.filter((alert) => alert.retract).map((alert) => alert.key),
  );
  await tx.sla.addAlerts(raised);
  await tx.sla.retractAlerts(retracted, held.asOf);
  await saveStatuses(tx, replayed, now);
  return {
    taken: cases.length,
    lastId: ids.at(-1) ?? afterId,
    alerts: raised.length,
    retracted: retracted.length,
  };
}

async function saveStatuses(tx: Store, replayed: readonly Replayed[], now: string): Promise<void> {
  const accounts = [...new Set(replayed.flatMap(({ source }) => source.goldenId ?? []))];
  const byAccount = Map.groupBy(await tx.sla.clocksOfAccounts(accounts), (row) => row.goldenId);
  const ofAccounts = accounts.map((goldenId) => ({
    subject: goldenId,
    body: slaFields(
      (byAccount.get(goldenId) ?? []).map((row) => row.body as unknown as Clock),
      now,
    ),
  }));
  const ofCases = replayed.map(({ source, clocks }) => ({
    subject: String(source.recordId),
    body: slaFields(clocks, now),
  }));
  const all = [...ofCases, ...ofAccounts];
  const known = await tx.sla.statuses(all.map(({ subject }) => subject));
  // Where no clock is left (its case was deleted), what was shown of it is taken back.
  await tx.sla.saveStatuses(
    all.flatMap(({ subject, body }) => {
      if (Object.keys(body).length > 0) return [{ subject, body }];
      const shown = known.get(subject);
      return shown === undefined ? [] : [{ subject, body: blank(shown) }];
    }),
  );
}

function blank(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(body).map((field) => [field, null]));
}

/** The fields as they are pushed; none where no clock has ever run. */
function slaFields(clocks: readonly Clock[], now: string): JsonObject {
  if (clocks.length === 0) return {};
  const { status, nextDue, nextMetric, breaches90d, reason } = summariseSla(clocks, now);
  return {
    sla_status: status,
    sla_next_due: nextDue,
    sla_next_metric: nextMetric,
    sla_breaches_90d: breaches90d,
    sla_reason: reason,
  };
}

function clockRow(source: CaseSource, clock: Clock, now: string): ClockRow {
  return {
    recordId: source.recordId,
    policy: `${clock.type}:${clock.policy}`,
    metric: clock.metric,
    cycle: clock.cycle,
    state: clock.state,
    dueAt: asDate(clock.dueAt),
    breachedAt: asDate(clock.breachedAt),
    nextDeadlineAt: asDate(nextDeadline([clock], now)),
    body: clock as unknown as JsonObject,
  };
}

function alertRow(source: CaseSource, alert: Alert, raisedAt: Date): AlertRow {
  return {
    key: alert.key,
    taskKey: taskKey(alert.key),
    recordId: source.recordId,
    kind: alert.threshold === 'breach' ? 'breach' : 'warning',
    metric: alert.metric,
    dueAt: asDate(alert.dueAt) ?? asDate(alert.at) ?? raisedAt,
    raisedAt,
    retractedAt: null,
    body: { ...alert, ...alertText(alert, source.mapped, source.account) },
  };
}

function asDate(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}
