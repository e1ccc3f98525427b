import type { Clock } from '../../core/sla/clock.ts';
import type { Runtime } from '../../runtime.ts';
import { clocksOf, findGolden, quarantineOf, type RecordFacts, writesOf } from '../../store/why.ts';
import type { Json, JsonObject } from '../../util/json.ts';
import { explainGolden } from './explain-golden.ts';
import { type Explanation, fieldLines, inWords } from './explanation.ts';

/** A source record: what was read, what it belongs to, what was written to it, and what was held back. */
export async function explainRecord(runtime: Runtime, record: RecordFacts): Promise<Explanation> {
  const { pool } = runtime;
  const quarantine = await quarantineOf(pool, record);
  const writes = await writesOf(pool, record.id);
  const clocks = await clocksOf(pool, record.id);
  const golden = record.goldenId === null ? null : await findGolden(pool, record.goldenId);
  const around = golden === null ? null : await explainGolden(runtime, golden);
  return {
    about: `${record.entity} ${record.connection}/${record.stream}/${record.externalId}`,
    sections: [
      { title: 'State', lines: stateLines(record) },
      { title: 'As read', lines: fieldLines(record.entity, record.mapped ?? {}) },
      {
        title: 'Held back',
        lines: [
          ...quarantine.map(
            ({ stage, field, code, message }) => `${stage} ${field ?? 'whole record'}: ${message} (${code})`,
          ),
          ...Object.entries(record.held).map(
            ([field, value]) => `${field}: the CRM refused ${inWords(value)}`,
          ),
        ],
      },
      { title: 'Clocks', lines: clocks.map((body) => clockLine(body as unknown as Clock)) },
      {
        title: 'Writes, newest first',
        lines: writes.map(
          ({ plannedAt, state, reason, fields, error }) =>
            `${plannedAt.toISOString()} ${state}: ${Object.keys(fields).join(', ')} (${reason})${error === null ? '' : ` — ${inWords((error as JsonObject)['message'])}`}`,
        ),
      },
      ...(around === null
        ? []
        : around.sections.map(({ title, lines }) => ({
            title: `Golden record: ${title.toLowerCase()}`,
            lines,
          }))),
    ],
    data: { record, quarantine, writes, clocks, golden: around?.data ?? null } as unknown as Record<
      string,
      Json
    >,
  };
}

function stateLines(record: RecordFacts): string[] {
  const lines = [`last changed in the source ${record.modifiedAt.toISOString()}`];
  if (record.deleted) lines.push('deleted in the source: it takes no part any more');
  if (record.mapDue) lines.push('read, but not mapped yet');
  if (record.matchDue) lines.push('waits to be matched');
  if (record.mode === 'observe')
    lines.push('its connection observes: plans are made, nothing is written (mode: live writes)');
  if (record.goldenId !== null) lines.push(`member of ${record.goldenId}`);
  return lines;
}

function clockLine({
  metric,
  policy,
  state,
  target,
  startedAt,
  dueAt,
  breachedAt,
  stoppedAt,
  reason,
}: Clock): string {
  const parts = [
    `${metric} (${policy}, target ${target ?? 'none'}): ${state}`,
    `started ${startedAt}`,
    ...(dueAt === null ? [] : [`due ${dueAt}`]),
    ...(breachedAt === null ? [] : [`breached ${breachedAt}`]),
    ...(stoppedAt === null ? [] : [`stopped ${stoppedAt}`]),
    ...(reason === null ? [] : [reason]),
  ];
  return parts.join(', ');
}
