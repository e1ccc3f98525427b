/**
 * Compares what two runs left in the CRMs. Left out: record ids of what Goldenrod created (tasks), instants, call
 * counts. Golden ids need only be the same up to a one-to-one renaming, because two histories may mint other ids
 * for the same clusters.
 */
import type { Json } from '../../src/util/json.ts';
import { GoldenRenaming } from './golden-renaming.ts';
import type { CrmRecord, SandboxDoor } from './sandbox-door.ts';

/** CRM → record type → its records. */
export type EndState = Record<string, Record<string, CrmRecord[]>>;

export const crmTypes: Readonly<Record<string, readonly string[]>> = {
  salesforce: ['Account', 'Contact', 'Case', 'Opportunity', 'Task'],
  hubspot: ['companies', 'contacts', 'tickets', 'deals', 'tasks'],
};
/** Types whose records we create: they are compared by what they say, not by their id. */
const createdTypes = new Set(['Task', 'tasks']);

const ownId = /^(id|hs_object_id)$/i;
/** System stamps and what a CRM derives from them. */
const instants =
  /^(CreatedDate|LastModifiedDate|SystemModstamp|LastModifiedById|LastActivityDate|createdate|lastmodifieddate|hs_createdate|hs_lastmodifieddate|hs_timestamp_.*)$/;

export async function captureEndState(doors: Readonly<Record<string, SandboxDoor>>): Promise<EndState> {
  const state: EndState = {};
  for (const [crm, door] of Object.entries(doors)) {
    const types = crmTypes[crm] ?? [];
    const lists = await Promise.all(types.map(async (type) => [type, await door.records(type)] as const));
    state[crm] = Object.fromEntries(lists);
  }
  return state;
}

/** One line per difference, at most `limit`; empty when both ended alike. */
export function compareEndStates(expected: EndState, actual: EndState, limit = 20): string[] {
  const renaming = new GoldenRenaming();
  const pairs = [...pairRecords(expected, actual)];
  for (const { left, right } of pairs) if (left && right) renaming.learn(left.fields, right.fields);
  const differences = [
    ...renaming.contradictions,
    ...pairs.flatMap(({ where, left, right }) => compareRecord(where, left, right, renaming)),
    ...compareCreated(expected, actual, renaming),
  ];
  const rest = differences.length - limit;
  return rest > 0 ? [...differences.slice(0, limit), `… and ${rest} more`] : differences;
}

/** `crm type id` of every record that is new, gone or holds other values; system instants do not count. */
export function changedRecords(before: EndState, after: EndState): string[] {
  const same = new GoldenRenaming();
  return [...pairRecords(before, after, { created: true })]
    .filter(({ where, left, right }) => compareRecord(where, left, right, same).length > 0)
    .map(({ where }) => where);
}

/** What Goldenrod created more than once, by what it says. */
export function doubledRecords(state: EndState): string[] {
  return [...eachType(state)].flatMap(({ crm, type, records }) => {
    if (!createdTypes.has(type)) return [];
    const counts = countBy(
      records.filter((record) => !record.deleted).map((record) => canonical(record.fields)),
    );
    return [...counts]
      .filter(([, count]) => count > 1)
      .map(([text, count]) => `${crm} ${type} ${count} times: ${text}`);
  });
}

type Pair = { where: string; left: CrmRecord | undefined; right: CrmRecord | undefined };

/** Records of both states by their id; those that we create only when told to. */
function* pairRecords(expected: EndState, actual: EndState, { created = false } = {}): Generator<Pair> {
  for (const { crm, type } of eachType({ ...actual, ...expected })) {
    if (createdTypes.has(type) && !created) continue;
    const left = new Map((expected[crm]?.[type] ?? []).map((record) => [record.id, record]));
    const right = new Map((actual[crm]?.[type] ?? []).map((record) => [record.id, record]));
    for (const id of new Set([...left.keys(), ...right.keys()])) {
      yield { where: `${crm} ${type} ${id}`, left: left.get(id), right: right.get(id) };
    }
  }
}

function* eachType(state: EndState): Generator<{ crm: string; type: string; records: CrmRecord[] }> {
  for (const [crm, types] of Object.entries(state)) {
    for (const [type, records] of Object.entries(types)) yield { crm, type, records };
  }
}

function compareRecord(
  where: string,
  left: CrmRecord | undefined,
  right: CrmRecord | undefined,
  renaming: GoldenRenaming,
): string[] {
  if (!left || !right) return [`${where}: ${left ? 'is missing' : 'should not be there'}`];
  const differences: string[] = [];
  if (left.deleted !== right.deleted) differences.push(`${where}: deleted is ${String(right.deleted)}`);
  if (left.mergedInto !== right.mergedInto)
    differences.push(`${where}: merged into ${right.mergedInto ?? 'nothing'}`);
  for (const field of new Set([...Object.keys(left.fields), ...Object.keys(right.fields)])) {
    if (instants.test(field)) continue;
    const wanted = text(renaming.apply(left.fields[field] ?? null));
    const found = text(right.fields[field] ?? null);
    if (wanted !== found) differences.push(`${where}: ${field} is ${found}, expected ${wanted}`);
  }
  return differences;
}

function compareCreated(expected: EndState, actual: EndState, renaming: GoldenRenaming): string[] {
  return [...eachType({ ...actual, ...expected })].flatMap(({ crm, type }) => {
    if (!createdTypes.has(type)) return [];
    const live = (state: EndState): CrmRecord[] =>
      (state[crm]?.[type] ?? []).filter((record) => !record.deleted);
    const wanted = countBy(live(expected).map((record) => canonical(renaming.apply(record.fields))));
    const found = countBy(live(actual).map((record) => canonical(record.fields)));
    return [...new Set([...wanted.keys(), ...found.keys()])]
      .filter((key) => wanted.get(key) !== found.get(key))
      .map(
        (key) => `${crm} ${type}: ${found.get(key) ?? 0} times instead of ${wanted.get(key) ?? 0}: ${key}`,
      );
  });
}

/** A created record's fields as one text: no own id, no system instants, keys in order, absent is null. */
function canonical(fields: Json): string {
  const entries = Object.entries(fields as Record<string, Json>)
    .filter(([name, value]) => !ownId.test(name) && !instants.test(name) && value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return text(Object.fromEntries(entries));
}

function text(value: Json): string {
  return JSON.stringify(value);
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
