import type { PartRow, RunRow } from '../../engine/ports/run.ts';
import type { Runtime } from '../../runtime.ts';
import type { JsonObject } from '../../util/json.ts';

/** The document of `sync --json`. */
export type SyncResult = {
  run: number;
  seconds: number;
  as_of: string;
  pulled: Record<string, Record<string, number>>;
  push: {
    planned: number;
    written: number;
    unchanged: number;
    quarantined: number;
    failed: number;
    calls: Record<string, number>;
  };
  jobs: { completed: number; failed: number; retried: number };
};

export async function syncResult(
  runtime: Runtime,
  run: RunRow,
  parts: readonly PartRow[],
): Promise<SyncResult> {
  const writes = await runtime.store.outbox.runCounts(run.id);
  const count = (...states: string[]): number => states.reduce((sum, state) => sum + (writes[state] ?? 0), 0);
  const ended = run.endedAt ?? new Date();
  return {
    run: run.id,
    seconds: Math.round((ended.getTime() - run.startedAt.getTime()) / 10) / 100,
    as_of: run.asOf.toISOString(),
    pulled: pulledByStream(parts),
    push: {
      planned: count('planned', 'sending', 'written', 'rejected', 'gone'),
      written: count('written'),
      unchanged: sumOf(parts, 'unchanged'),
      quarantined: await runtime.store.quarantine.openCount(),
      failed: count('rejected'),
      calls: callsByConnection(parts),
    },
    jobs: {
      completed: parts.filter((part) => part.state === 'done').length,
      failed: parts.filter((part) => part.state === 'failed').length,
      retried: parts.reduce((sum, part) => sum + part.attempts, 0),
    },
  };
}

function pulledByStream(parts: readonly PartRow[]): SyncResult['pulled'] {
  const pulled: SyncResult['pulled'] = {};
  for (const { stage, part, result } of parts) {
    if (stage !== 'extract') continue;
    const [connection = '', stream = ''] = part.split('/');
    pulled[connection] = { ...pulled[connection], [stream]: numberIn(result, 'read') };
  }
  return pulled;
}

function callsByConnection(parts: readonly PartRow[]): Record<string, number> {
  const calls: Record<string, number> = {};
  for (const { stage, part, result } of parts) {
    const connection =
      stage === 'extract' ? part.split('/')[0] : stage === 'push' ? part.split('/')[1] : undefined;
    if (connection === undefined) continue;
    calls[connection] = (calls[connection] ?? 0) + numberIn(result, 'calls');
  }
  return calls;
}

function sumOf(parts: readonly PartRow[], key: string): number {
  return parts.reduce((sum, part) => sum + numberIn(part.result, key), 0);
}

function numberIn(result: JsonObject, key: string): number {
  const value = result[key];
  return typeof value === 'number' ? value : 0;
}
