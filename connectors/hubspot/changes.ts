/**
 * Which objects of a type changed.
 *
 * First a probe: the newest changes, newest first. When they fit into it, that is all: one call. Otherwise a pass
 * over everything at or after the start, ordered by id: an object that changes meanwhile only gets a later stamp,
 * so it stays in the pass, and none is skipped, as offsets and stamps would (more than 10,000 objects may share
 * one stamp). The pass goes by search, or by list where most objects changed. What changes behind the pass has a
 * stamp after the probe's newest, which is where the next read starts.
 */
import { endOf, parseStampCursor, type StampCursor, startOf } from '#src/connector/overlap.ts';
import type { Json, JsonObject } from '#src/util/json.ts';
import {
  ASSOCIATION_BATCH,
  LIST_PAGE,
  LIST_WHEN_CHANGED_SHARE,
  QUIET_FOR_MS,
  SEARCH_BODY_CHARACTERS,
  SEARCH_PAGE,
} from './limits.ts';
import { batchRead, listObjects, parseObject, type Scope, searchObjects } from './objects.ts';
import type { HubspotObject } from './schema.ts';

export type ChangeRequest = {
  type: string;
  /** The property that moves with every change. */
  stamp: string;
  properties: readonly string[];
  /** Whether this stream's finding that nothing changed may spare another stream its probe, or be spared by it. */
  probe?: 'shared' | 'spared';
  /** Properties whose history a list may bring along; searches cannot. */
  history?: readonly string[];
  cursor: JsonObject | null;
  overlapMs: number;
  now: () => number;
};
export type ChangePage = {
  objects: HubspotObject[];
  unreadable: unknown[];
  cursor: JsonObject;
  /** True on the pages of a first load. */
  fresh: boolean;
};

type Pass = {
  method: 'list' | 'search';
  since: string | null;
  until: string;
  startedAtMs: number;
  after: string | null;
};

export async function* changedObjects(scope: Scope, request: ChangeRequest): AsyncGenerator<ChangePage> {
  const before = parseStampCursor(request.cursor);
  let size = numberOf(request.cursor?.['size']);
  let pass = readPass(request.cursor?.['pass']);
  if (pass === null) {
    const startedAtMs = request.now();
    const since = sinceOf(before, request.overlapMs);
    const quietSince = await quietStart(scope, request, since);
    if (quietSince !== null) {
      const end = endOf(before, null, { startedAtMs: quietSince, overlapMs: request.overlapMs });
      yield { objects: [], unreadable: [], cursor: { ...end, size }, fresh: false };
      return;
    }
    const probe = await probeNewest(scope, request, since, startedAtMs);
    if (since === null) size = probe.total;
    const until = probe.objects[0] === undefined ? null : stampOf(probe.objects[0], request.stamp);
    if (until === null || probe.total <= probe.objects.length + probe.unreadable.length) {
      const newest = until === null ? null : { t: until, id: '' };
      const end = endOf(before, newest, { startedAtMs, overlapMs: request.overlapMs });
      yield { ...probe, cursor: { ...end, size }, fresh: since === null };
      return;
    }
    const method = since === null || probe.total > LIST_WHEN_CHANGED_SHARE * size ? 'list' : 'search';
    pass = { method, since, until, startedAtMs, after: null };
  }
  yield* runPass(scope, request, { pass, before, size });
}

/** Stamps have milliseconds: one millisecond after a settled stamp there is only news. */
function sinceOf(before: StampCursor | null, overlapMs: number): string | null {
  const start = startOf(before, overlapMs);
  if (start === null || start.id === null) return start?.t ?? null;
  return new Date(Date.parse(start.t) + 1).toISOString();
}

/** A cursor at the newest change, without reading what came before it. */
export async function newestCursor(scope: Scope, request: ChangeRequest): Promise<JsonObject> {
  const startedAtMs = request.now();
  const { objects, total } = await search(scope, request, { since: null, afterId: null, newestFirst: true });
  const t = objects[0] === undefined ? null : stampOf(objects[0], request.stamp);
  const end = endOf(null, t === null ? null : { t, id: '' }, { startedAtMs, overlapMs: request.overlapMs });
  return { ...end, size: total };
}

/** When another stream has just found that nothing of this type changed: when it began to look. Else null. */
async function quietStart(
  { client }: Scope,
  { type, now, probe }: ChangeRequest,
  since: string | null,
): Promise<number | null> {
  const other = probe === 'spared' ? client.probes.get(type) : undefined;
  if (other === undefined) return null;
  // Once only: the next read of this stream has to ask for itself, or find a newer answer.
  client.probes.delete(type);
  const age = now() - other.startedAtMs;
  if (since === null || other.since > since || age < 0 || age > QUIET_FOR_MS) return null;
  return (await other.quiet) ? other.startedAtMs : null;
}

async function probeNewest(
  scope: Scope,
  request: ChangeRequest,
  since: string | null,
  startedAtMs: number,
): Promise<Found & { total: number }> {
  const found = search(scope, request, { since, afterId: null, newestFirst: true });
  if (request.probe === 'shared' && since !== null) {
    const quiet = found.then(
      ({ total }) => total === 0,
      () => false,
    );
    scope.client.probes.set(request.type, { since, startedAtMs, quiet });
  }
  return found;
}

type PassState = { pass: Pass; before: StampCursor | null; size: number };

async function* runPass(scope: Scope, request: ChangeRequest, state: PassState): AsyncGenerator<ChangePage> {
  const { before, size } = state;
  const fresh = state.pass.since === null;
  let pass = state.pass;
  let held: Found = { objects: [], unreadable: [] };
  for (;;) {
    const page =
      pass.method === 'list' ? await listPage(scope, request, pass) : await searchPage(scope, request, pass);
    held = {
      objects: [...held.objects, ...page.objects],
      unreadable: [...held.unreadable, ...page.unreadable],
    };
    if (page.after === null) {
      const { startedAtMs, until } = pass;
      const end = endOf(before, { t: until, id: '' }, { startedAtMs, overlapMs: request.overlapMs });
      yield { ...held, fresh, cursor: { ...end, size } };
      return;
    }
    pass = { ...pass, after: page.after };
    // Associations are asked for 1,000 at a time, so pages are handed on in that size.
    if (held.objects.length + LIST_PAGE <= ASSOCIATION_BATCH) continue;
    yield { ...held, fresh, cursor: { ...before, size, pass: { ...pass } } };
    held = { objects: [], unreadable: [] };
  }
}

type Found = { objects: HubspotObject[]; unreadable: unknown[] };

async function listPage(
  scope: Scope,
  request: ChangeRequest,
  pass: Pass,
): Promise<Found & { after: string | null }> {
  const { type, properties, stamp, history = [] } = request;
  const wanted = { type, properties: [...properties, stamp], history, after: pass.after };
  const page = await listObjects(scope, wanted);
  const { objects, unreadable } = readRows(page.rows, stamp);
  const { since } = pass;
  const changed =
    since === null ? objects : objects.filter((object) => (stampOf(object, stamp) ?? since) >= since);
  return { objects: changed, unreadable, after: page.after };
}

async function searchPage(
  scope: Scope,
  request: ChangeRequest,
  pass: Pass,
): Promise<Found & { after: string | null }> {
  const page = await search(scope, request, { since: pass.since, afterId: pass.after, newestFirst: false });
  const isLast = page.objects.length + page.unreadable.length < SEARCH_PAGE;
  return { ...page, after: isLast ? null : (page.objects.at(-1)?.id ?? null) };
}

type SearchOptions = { since: string | null; afterId: string | null; newestFirst: boolean };

async function search(
  scope: Scope,
  { type, stamp, properties }: ChangeRequest,
  { since, afterId, newestFirst }: SearchOptions,
): Promise<Found & { total: number }> {
  const filters: Json[] = [];
  if (since !== null)
    filters.push({ propertyName: stamp, operator: 'GTE', value: String(Date.parse(since)) });
  if (afterId !== null) filters.push({ propertyName: 'hs_object_id', operator: 'GT', value: afterId });
  const sort = newestFirst
    ? { propertyName: stamp, direction: 'DESCENDING' }
    : { propertyName: 'hs_object_id', direction: 'ASCENDING' };
  const bodyWith = (names: readonly string[]): JsonObject => ({
    ...(filters.length === 0 ? {} : { filterGroups: [{ filters }] }),
    sorts: [sort],
    properties: [...names],
    limit: SEARCH_PAGE,
  });
  const whole = bodyWith([...properties, stamp]);
  const fits = JSON.stringify(whole).length <= SEARCH_BODY_CHARACTERS;
  const { total, rows } = await searchObjects(scope, type, fits ? whole : bodyWith([stamp]));
  const found = readRows(rows, stamp);
  if (fits || found.objects.length === 0) return { total, ...found };
  // A search cannot ask for so many properties: it finds, and a batch read fetches.
  const ids = found.objects.map((object) => object.id);
  const read = new Map(
    (await batchRead(scope, { type, ids, properties: [...properties, stamp] })).map((o) => [o.id, o]),
  );
  return {
    total,
    unreadable: found.unreadable,
    objects: found.objects.map((object) => read.get(object.id) ?? object),
  };
}

function readRows(rows: readonly unknown[], stamp: string): Found {
  const found: Found = { objects: [], unreadable: [] };
  for (const row of rows) {
    const object = parseObject(row);
    if (object === null || stampOf(object, stamp) === null) found.unreadable.push(row);
    else found.objects.push(object);
  }
  return found;
}

/** The object's modification instant, ISO 8601 in UTC with milliseconds. */
export function stampOf(object: HubspotObject, stamp: string): string | null {
  const text = object.properties[stamp] ?? object.updatedAt;
  if (text === undefined || text === null) return null;
  const ms = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

function numberOf(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function readPass(value: Json | undefined): Pass | null {
  if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const { method, since, until, startedAtMs, after } = value as Partial<Pass>;
  if ((method !== 'list' && method !== 'search') || typeof until !== 'string') return null;
  return { method, until, since: since ?? null, after: after ?? null, startedAtMs: startedAtMs ?? 0 };
}
