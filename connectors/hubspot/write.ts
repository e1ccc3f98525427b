import type { WriteItem, WriteOutcome, WriteRequest } from '#src/connector/contract.ts';
import { ConfigError, NotFoundError, RejectedError, TransientError } from '#src/core/errors.ts';
import type { JsonObject } from '#src/util/json.ts';
import type { HubspotClient } from './client.ts';
import { classifyBatchError } from './errors.ts';
import { parseAnswer, parseObject, type Scope } from './objects.ts';
import { SOURCES } from './read.ts';
import { BatchAnswer, type BatchError } from './schema.ts';
import { createTasks } from './tasks.ts';
import { toProperties } from './wire-value.ts';

export async function writeItems(client: HubspotClient, request: WriteRequest): Promise<WriteOutcome[]> {
  if (request.items.length === 0) return [];
  const scope: Scope = { client, signal: request.signal };
  if (request.operation === 'create') {
    if (request.stream === 'task') return createTasks(scope, request.items);
    throw cannotWrite(request);
  }
  const type =
    request.stream === 'task'
      ? 'tasks'
      : Object.hasOwn(SOURCES, request.stream)
        ? SOURCES[request.stream as keyof typeof SOURCES].type
        : null;
  if (type === null) throw cannotWrite(request);
  const outcomes: WriteOutcome[] = [];
  for (const round of withoutTwins(request.items)) outcomes.push(...(await updateBatch(scope, type, round)));
  return outcomes;
}

function cannotWrite({ stream, operation }: WriteRequest): ConfigError {
  return new ConfigError({
    code: 'HUBSPOT_STREAM',
    message: `HubSpot's stream ${stream} does not take the operation ${operation}`,
  });
}

/** HubSpot refuses a whole batch that names an id twice; the second write of a record goes into the next round. */
function withoutTwins(items: readonly WriteItem[]): WriteItem[][] {
  const rounds: WriteItem[][] = [];
  const placed = new Map<string, number>();
  for (const item of items) {
    const id = item.externalId ?? '';
    const index = placed.get(id) ?? 0;
    placed.set(id, index + 1);
    (rounds[index] ??= []).push(item);
  }
  return rounds;
}

async function updateBatch(scope: Scope, type: string, items: readonly WriteItem[]): Promise<WriteOutcome[]> {
  let answer: BatchAnswer;
  try {
    answer = await sendUpdate(scope, type, items);
  } catch (error) {
    // Refused as a whole: one input is wrong, and only sometimes does HubSpot say which. Halving finds it.
    if (!(error instanceof RejectedError) && !(error instanceof NotFoundError)) throw error;
    const [only] = items;
    if (items.length === 1 && only !== undefined) return [refusedAlone(only, error)];
    const middle = Math.ceil(items.length / 2);
    const left = await updateBatch(scope, type, items.slice(0, middle));
    return [...left, ...(await updateBatch(scope, type, items.slice(middle)))];
  }
  const written = new Set(answer.results.map((result) => result.id));
  const outcomes: WriteOutcome[] = [];
  for (const item of items)
    outcomes.push(await outcomeOf(scope, { type, item, written, errors: answer.errors }));
  return outcomes;
}

async function sendUpdate(
  { client, signal }: Scope,
  type: string,
  items: readonly WriteItem[],
): Promise<BatchAnswer> {
  const inputs = items.map(({ itemId, externalId, fields }) => ({
    id: externalId,
    objectWriteTraceId: itemId,
    properties: toProperties(fields),
  }));
  const path = `/crm/v3/objects/${type}/batch/update`;
  const body: JsonObject = { inputs };
  return parseAnswer(
    BatchAnswer,
    await client.call({ method: 'POST', path, body, signal, what: type }),
    type,
  );
}

function refusedAlone(item: WriteItem, error: RejectedError | NotFoundError): WriteOutcome {
  return error instanceof NotFoundError
    ? { itemId: item.itemId, status: 'gone', redirectTo: null }
    : { itemId: item.itemId, status: 'rejected', error };
}

type Settled = { type: string; item: WriteItem; written: ReadonlySet<string>; errors: readonly BatchError[] };

async function outcomeOf(scope: Scope, { type, item, written, errors }: Settled): Promise<WriteOutcome> {
  const { itemId } = item;
  const id = item.externalId ?? '';
  if (written.has(id)) return { itemId, status: 'written', externalId: id };
  const error = errors.find((candidate) => names(candidate, item));
  if (error !== undefined) {
    const classified = classifyBatchError(error, `${type} ${id}`);
    if (classified instanceof RejectedError) return { itemId, status: 'rejected', error: classified };
    if (classified instanceof TransientError) return { itemId, status: 'retry', error: classified };
  }
  // A record that was merged away is left out of the answer without a word, or called missing.
  return survivorOutcome(scope, { type, item, id });
}

function names({ context }: BatchError, { itemId, externalId }: WriteItem): boolean {
  if (context['objectWriteTraceId']?.includes(itemId) === true) return true;
  const ids = [...(context['ids'] ?? []), ...(context['id'] ?? [])];
  return externalId !== null && ids.includes(externalId);
}

async function survivorOutcome(
  { client, signal }: Scope,
  { type, item, id }: { type: string; item: WriteItem; id: string },
): Promise<WriteOutcome> {
  const { itemId } = item;
  try {
    const path = `/crm/v3/objects/${type}/${encodeURIComponent(id)}`;
    const found = parseObject(await client.call({ method: 'GET', path, signal, what: type }));
    if (found !== null && found.id !== id) return { itemId, status: 'gone', redirectTo: found.id };
    const message = `${type} ${id}: HubSpot did not say what became of this write`;
    return { itemId, status: 'retry', error: new TransientError({ code: 'HUBSPOT_UNANSWERED', message }) };
  } catch (error) {
    if (error instanceof NotFoundError) return { itemId, status: 'gone', redirectTo: null };
    throw error;
  }
}
