/**
 * Insert, update, delete and merge of one record. Each either changes the org and returns the row, or changes nothing
 * and throws a WriteRefused. Stamps are the org's own second; every write bumps SystemModstamp, also one that changes
 * no value.
 */
import type { Json } from '../../util/json.ts';
import type { FieldProblem } from './api-error.ts';
import { recordCaseHistory } from './case-history.ts';
import { checkFields, type WriteFields } from './check-fields.ts';
import { DEFAULTS, deriveFields } from './derived.ts';
import type { Org } from './org.ts';
import { toId18 } from './record-id.ts';
import { isDeleted, type Row } from './row.ts';
import type { ObjectSpec } from './schema/field-spec.ts';

export class WriteRefused extends Error {
  readonly problems: readonly FieldProblem[];
  /** HTTP status when it was a single call. */
  readonly status: number;

  constructor(problems: readonly FieldProblem[], status = 400) {
    super(problems[0]?.message ?? 'refused');
    this.problems = problems;
    this.status = status;
  }
}

/** Undo steps of a call, newest last; a caller that must take all back runs them in reverse. */
export type Undo = (() => void)[];
/** Who writes, and where the way back is noted. */
export type Writer = { org: Org; actorId: string; undo: Undo };

export function insertRecord(writer: Writer, spec: ObjectSpec, fields: WriteFields): Row {
  const { org, actorId } = writer;
  const { values, problems } = checkFields(
    org,
    spec,
    { ...onlyWritable(spec, DEFAULTS[spec.name]), ...fields },
    { mode: 'create', current: undefined },
  );
  if (problems.length > 0) throw new WriteRefused(problems);
  const now = org.stamp();
  const system: Record<string, Json> = {
    ...DEFAULTS[spec.name],
    OwnerId: actorId,
    ...withoutNulls(values),
    Id: org.newId(spec),
    IsDeleted: false,
    CreatedDate: now,
    CreatedById: actorId,
    LastModifiedDate: now,
    LastModifiedById: actorId,
    SystemModstamp: now,
    ...(spec.name === 'Case' ? { CaseNumber: org.newCaseNumber() } : {}),
  };
  const row = derived(
    spec,
    Object.fromEntries(Object.entries(system).filter(([name]) => spec.fields.has(name))),
    now,
  );
  store(writer, spec, row);
  recordCaseHistory(writer, undefined, row, spec);
  return row;
}

export function updateRecord(writer: Writer, spec: ObjectSpec, id: string, fields: WriteFields): Row {
  const { org } = writer;
  const current = existing(org, spec, id);
  const { values, problems } = checkFields(org, spec, fields, { mode: 'update', current });
  if (problems.length > 0) throw new WriteRefused(problems);
  const row = touched(writer, spec, { ...current, ...values });
  store(writer, spec, row);
  recordCaseHistory(writer, current, row, spec);
  return row;
}

/** Into the recycle bin: queryAll still shows it. */
export function deleteRecord(writer: Writer, spec: ObjectSpec, id: string): Row {
  const row = touched(writer, spec, { ...existing(writer.org, spec, id), IsDeleted: true });
  store(writer, spec, row);
  return row;
}

/** The loser goes into the recycle bin with MasterRecordId; what pointed at it points at the winner. */
export function mergeRecords(writer: Writer, spec: ObjectSpec, winnerId: string, loserId: string): Row {
  const { org } = writer;
  const winner = existing(org, spec, winnerId);
  const loser = existing(org, spec, loserId);
  if (!spec.mergeable || winner === loser) {
    throw new WriteRefused([
      { code: 'INVALID_OPERATION', message: `${spec.name}: cannot merge ${loserId} into ${winnerId}` },
    ]);
  }
  reparent(writer, spec, String(loser['Id']), String(winner['Id']));
  store(
    writer,
    spec,
    touched(writer, spec, { ...loser, IsDeleted: true, MasterRecordId: String(winner['Id']) }),
  );
  const row = touched(writer, spec, winner);
  store(writer, spec, row);
  return row;
}

function reparent(writer: Writer, spec: ObjectSpec, from: string, to: string): void {
  for (const table of writer.org.tables()) {
    for (const field of table.spec.fields.values()) {
      if (!field.referenceTo.includes(spec.name) || field.name === 'MasterRecordId') continue;
      for (const child of table.lookUp(field, from)) {
        store(writer, table.spec, touched(writer, table.spec, { ...child, [field.name]: to }));
      }
    }
  }
}

function existing(org: Org, spec: ObjectSpec, id: string): Row {
  const id18 = toId18(id);
  if (id18 === undefined || !id18.startsWith(spec.keyPrefix)) {
    throw new WriteRefused([
      {
        code: 'MALFORMED_ID',
        message: `${spec.label} ID: id value of incorrect type: ${id}`,
        fields: ['Id'],
      },
    ]);
  }
  const row = org.table(spec.name).get(id18);
  if (row === undefined) {
    throw new WriteRefused(
      [{ code: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: [] }],
      404,
    );
  }
  if (isDeleted(row))
    throw new WriteRefused([{ code: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] }], 404);
  return row;
}

function touched({ org, actorId }: Writer, spec: ObjectSpec, row: Row): Row {
  const now = org.stamp();
  const stamps = { LastModifiedDate: now, LastModifiedById: actorId, SystemModstamp: now };
  const known = Object.fromEntries(Object.entries(stamps).filter(([name]) => spec.fields.has(name)));
  return derived(spec, { ...row, ...known }, now);
}

function derived(spec: ObjectSpec, row: Row, now: string): Row {
  return withoutNulls({ ...row, ...deriveFields(spec.name, row, now) });
}

function store({ org, undo }: Writer, spec: ObjectSpec, row: Row): void {
  const table = org.table(spec.name);
  const id = row['Id'] as string;
  const old = table.get(id);
  undo.push(() => table.restore(id, old));
  table.put(row);
}

function withoutNulls(values: Row): Record<string, Json> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function onlyWritable(spec: ObjectSpec, defaults: Readonly<Record<string, Json>> = {}): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(defaults).filter(([name]) => spec.fields.get(name)?.createable === true),
  );
}
