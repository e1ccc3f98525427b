/** HubSpot's object endpoints as we use them: one function per call. */
import type { z } from 'zod';
import { TransientError } from '#src/core/errors.ts';
import type { Json, JsonObject } from '#src/util/json.ts';
import type { HubspotClient } from './client.ts';
import { ASSOCIATION_BATCH, BATCH_SIZE, HISTORY_BATCH, LIST_PAGE } from './limits.ts';
import { AssociationAnswer, BatchAnswer, HubspotObject, ListAnswer, SearchAnswer } from './schema.ts';

export type Scope = { client: HubspotClient; signal: AbortSignal };

/** Throws TransientError: an answer of another shape is a gateway's, or cut off. */
export function parseAnswer<T>(schema: z.ZodType<T>, body: unknown, what: string): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new TransientError({
    code: 'HUBSPOT_BAD_ANSWER',
    message: `${what}: the answer has not the shape of HubSpot's API`,
  });
}

export type ListRequest = {
  type: string;
  properties: readonly string[];
  after: string | null;
  archived?: boolean;
  history?: readonly string[];
};

/** One page of the list, in the order of ids; `after` is null on the last one. */
export async function listObjects(
  { client, signal }: Scope,
  { type, properties, after, archived = false, history = [] }: ListRequest,
): Promise<{ rows: unknown[]; after: string | null }> {
  const query = {
    limit: String(history.length === 0 ? LIST_PAGE : HISTORY_BATCH),
    ...(history.length === 0 ? {} : { propertiesWithHistory: history.join(',') }),
    ...(properties.length === 0 ? {} : { properties: properties.join(',') }),
    ...(after === null ? {} : { after }),
    ...(archived ? { archived: 'true' } : {}),
  };
  const body = await client.call({
    method: 'GET',
    path: `/crm/v3/objects/${type}`,
    query,
    signal,
    what: type,
  });
  const answer = parseAnswer(ListAnswer, body, type);
  return { rows: answer.results, after: answer.paging?.next?.after ?? null };
}

/** One search page. Searches have their own, small budget of calls. */
export async function searchObjects(
  { client, signal }: Scope,
  type: string,
  body: Json,
): Promise<{ total: number; rows: unknown[] }> {
  const path = `/crm/v3/objects/${type}/search`;
  const answer = await client.call({ method: 'POST', path, body, bucket: 'search', signal, what: type });
  const { total, results } = parseAnswer(SearchAnswer, answer, type);
  return { total, rows: results };
}

export type BatchReadRequest = {
  type: string;
  ids: readonly string[];
  properties: readonly string[];
  history?: readonly string[];
};

/** Objects by id; ids that are gone are left out. */
export async function batchRead(
  { client, signal }: Scope,
  { type, ids, properties, history = [] }: BatchReadRequest,
): Promise<HubspotObject[]> {
  const objects: HubspotObject[] = [];
  for (const inputs of chunks(ids, history.length > 0 ? HISTORY_BATCH : BATCH_SIZE)) {
    const body: JsonObject = {
      inputs: inputs.map((id) => ({ id })),
      properties: [...properties],
      ...(history.length === 0 ? {} : { propertiesWithHistory: [...history] }),
    };
    const path = `/crm/v3/objects/${type}/batch/read`;
    const answer = await client.call({ method: 'POST', path, body, signal, what: type });
    objects.push(...parseAnswer(BatchAnswer, answer, type).results);
  }
  return objects;
}

export type AssociationRequest = { from: string; to: string; ids: readonly string[] };

/** From-id → to-ids; a primary association comes first, then the order that HubSpot gave. */
export async function associationsOf(
  { client, signal }: Scope,
  { from, to, ids }: AssociationRequest,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const inputs of chunks(ids, ASSOCIATION_BATCH)) {
    const path = `/crm/v4/associations/${from}/${to}/batch/read`;
    const body = { inputs: inputs.map((id) => ({ id })) };
    const answer = await client.call({ method: 'POST', path, body, signal, what: `${from} → ${to}` });
    for (const result of parseAnswer(AssociationAnswer, answer, from).results) {
      const targets = result.to.toSorted((a, b) => Number(isPrimary(b)) - Number(isPrimary(a)));
      found.set(result.from.id, [...new Set(targets.map((target) => target.toObjectId))]);
    }
  }
  return found;
}

/** contact→company 1, deal→company 5, ticket→company 26: HubSpot's association type ids for "primary". */
const PRIMARY_TYPES = new Set([1, 5, 26]);

function isPrimary(target: { associationTypes: { typeId: number }[] }): boolean {
  return target.associationTypes.some(({ typeId }) => PRIMARY_TYPES.has(typeId));
}

export function parseObject(row: unknown): HubspotObject | null {
  const parsed = HubspotObject.safeParse(row);
  return parsed.success ? parsed.data : null;
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}

export function asObject(value: unknown): JsonObject | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : null;
}
