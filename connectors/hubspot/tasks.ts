/**
 * Creating tasks. HubSpot's tasks have no unique property, so a task carries our key as a marker in its body. A
 * create whose outcome is unknown is looked for first, among the tasks of the record that it belongs to: through
 * associations, because the search index may not know a fresh task yet.
 */
import type { WriteItem, WriteOutcome } from '#src/connector/contract.ts';
import { type GoldenrodError, RejectedError, TransientError } from '#src/core/errors.ts';
import type { JsonObject } from '#src/util/json.ts';
import { classifyBatchError } from './errors.ts';
import { BATCH_SIZE } from './limits.ts';
import { associationsOf, batchRead, chunks, parseAnswer, type Scope } from './objects.ts';
import { BatchAnswer } from './schema.ts';
import { toProperties } from './wire-value.ts';

const BODY = 'hs_task_body';

/** What a task may hang on: stream or HubSpot type → object type and the association's type id. */
const RELATED: Readonly<Record<string, { type: string; typeId: number }>> = {
  account: { type: 'companies', typeId: 192 },
  companies: { type: 'companies', typeId: 192 },
  contact: { type: 'contacts', typeId: 204 },
  contacts: { type: 'contacts', typeId: 204 },
  opportunity: { type: 'deals', typeId: 216 },
  deals: { type: 'deals', typeId: 216 },
  case: { type: 'tickets', typeId: 230 },
  tickets: { type: 'tickets', typeId: 230 },
};

export async function createTasks(scope: Scope, items: readonly WriteItem[]): Promise<WriteOutcome[]> {
  const existing = await findExisting(
    scope,
    items.filter((item) => item.uncertain),
  );
  const outcomes: WriteOutcome[] = [];
  const missing: WriteItem[] = [];
  for (const item of items) {
    const externalId = existing.get(item.key ?? '');
    if (externalId === undefined) missing.push(item);
    else outcomes.push({ itemId: item.itemId, status: 'written', externalId });
  }
  for (const batch of chunks(missing, BATCH_SIZE)) outcomes.push(...(await createBatch(scope, batch)));
  return outcomes;
}

/** `[goldenrod gt_…]`, on a line of its own at the end of the body. */
export function marker(key: string): string {
  return `[goldenrod ${key}]`;
}

async function findExisting(scope: Scope, items: readonly WriteItem[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const byType = new Map<string, Set<string>>();
  for (const { object, externalId } of items.flatMap((item) => item.relatedTo)) {
    const type = RELATED[object]?.type;
    if (type !== undefined) byType.set(type, (byType.get(type) ?? new Set()).add(externalId));
  }
  for (const [type, ids] of byType) {
    const tasks = await associationsOf(scope, { from: type, to: 'tasks', ids: [...ids] });
    const taskIds = [...new Set([...tasks.values()].flat())];
    for (const task of await batchRead(scope, { type: 'tasks', ids: taskIds, properties: [BODY] })) {
      const body = task.properties[BODY] ?? '';
      for (const { key } of items) if (key !== null && body.includes(marker(key))) found.set(key, task.id);
    }
  }
  return found;
}

async function createBatch(scope: Scope, items: readonly WriteItem[]): Promise<WriteOutcome[]> {
  let answer: BatchAnswer;
  try {
    const path = '/crm/v3/objects/tasks/batch/create';
    const body: JsonObject = { inputs: items.map(input) };
    answer = parseAnswer(
      BatchAnswer,
      await scope.client.call({ method: 'POST', path, body, signal: scope.signal, what: 'tasks' }),
      'tasks',
    );
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    // Refused as a whole means that none was made; halving finds the one that is wrong.
    const [only] = items;
    if (items.length === 1 && only !== undefined) return [{ itemId: only.itemId, status: 'rejected', error }];
    const middle = Math.ceil(items.length / 2);
    const left = await createBatch(scope, items.slice(0, middle));
    return [...left, ...(await createBatch(scope, items.slice(middle)))];
  }
  return items.map((item) => createdOutcome(item, answer));
}

function input(item: WriteItem): JsonObject {
  const text = typeof item.fields[BODY] === 'string' ? item.fields[BODY] : '';
  const body = `${text}${text === '' ? '' : '\n\n'}${marker(item.key ?? '')}`;
  return {
    objectWriteTraceId: item.itemId,
    properties: toProperties({ ...item.fields, [BODY]: body }),
    associations: item.relatedTo.flatMap(({ object, externalId }) => {
      const related = RELATED[object];
      if (related === undefined) return [];
      const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: related.typeId }];
      return [{ to: { id: externalId }, types }];
    }),
  };
}

/** Matched by trace id or marker, never by position: HubSpot answers in any order. */
function createdOutcome(item: WriteItem, answer: BatchAnswer): WriteOutcome {
  const { itemId } = item;
  const made = answer.results.find(
    (result) =>
      result.objectWriteTraceId === itemId ||
      (result.properties[BODY] ?? '').includes(marker(item.key ?? '')),
  );
  if (made !== undefined) return { itemId, status: 'written', externalId: made.id };
  const error = answer.errors.find((candidate) => candidate.context['objectWriteTraceId']?.includes(itemId));
  if (error === undefined) {
    const message = `tasks: HubSpot did not say what became of ${item.key}`;
    return { itemId, status: 'retry', error: new TransientError({ code: 'HUBSPOT_UNANSWERED', message }) };
  }
  const classified: GoldenrodError = classifyBatchError(error, `task ${item.key}`);
  if (classified instanceof RejectedError) return { itemId, status: 'rejected', error: classified };
  // What it should hang on is gone: there is nobody left to tell.
  if (classified.kind === 'not_found') return { itemId, status: 'gone', redirectTo: null };
  return { itemId, status: 'retry', error: classified };
}
