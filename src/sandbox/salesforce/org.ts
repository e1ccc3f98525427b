/** One Salesforce org: its tables, its users, its identity, its counters. Reads and writes live beside it. */
import type { Json } from '../../util/json.ts';
import type { SandboxClock } from '../clock.ts';
import type { SalesforceSeed, SObject } from '../seed.ts';
import { CLOSED_CASE_STATUSES, DEFAULTS, deriveFields } from './derived.ts';
import { nthId, toId18, withSuffix } from './record-id.ts';
import { apiDateTime, type Row } from './row.ts';
import type { FieldSpec, ObjectSpec } from './schema/field-spec.ts';
import { OBJECTS } from './schema/objects.ts';
import { Table } from './table.ts';

export const ORGANISATION_ID = withSuffix('00DgR0000000001');
/** The integration user: whoever writes through the API. */
export const API_USER_ID = withSuffix('005gR0000000001');
/** The person behind the side door's edits, when the seed brings no users. */
export const HUMAN_USER_ID = withSuffix('005gR0000000002');

/** Own ids start here, so that the fixed ones above stay free. */
const FIRST_SEQUENCE = 1_000;

export class Org {
  readonly clock: SandboxClock;
  readonly #tables = new Map<string, Table>();
  #sequence = FIRST_SEQUENCE;
  #caseNumber = 1_000;

  constructor(seed: SalesforceSeed, clock: SandboxClock) {
    this.clock = clock;
    for (const spec of OBJECTS.values()) this.#tables.set(spec.name, new Table(spec));
    const born = apiDateTime(clock.nowMs() - 5 * 365 * 86_400_000);
    for (const [type, rows] of Object.entries({ ...birth(born), ...withUsers(seed, born) }))
      this.#load(type, rows);
  }

  /** By exact API name. */
  table(type: string): Table {
    const table = this.#tables.get(type);
    if (table === undefined) throw new RangeError(`no sObject type ${type}`);
    return table;
  }

  tables(): Iterable<Table> {
    return this.#tables.values();
  }

  /** The present second in API format. */
  stamp(): string {
    return apiDateTime(this.clock.nowMs());
  }

  newId(spec: ObjectSpec): string {
    const table = this.table(spec.name);
    let id = nthId(spec.keyPrefix, this.#sequence++);
    while (table.get(id) !== undefined) id = nthId(spec.keyPrefix, this.#sequence++);
    return id;
  }

  newCaseNumber(): string {
    return String(this.#caseNumber++).padStart(8, '0');
  }

  /** The human of the side door: the first user that the seed brought. */
  humanId(): string {
    for (const row of this.table('User').all()) {
      if (row['Id'] !== API_USER_ID && row['IsActive'] !== false) return row['Id'] as string;
    }
    return API_USER_ID;
  }

  #load(type: string, rows: readonly SObject[]): void {
    const table = this.#tables.get(type);
    if (table === undefined) throw new RangeError(`The seed has ${type}, which the sandbox org has not.`);
    for (const source of rows) table.put(this.#seedRow(table.spec, source));
  }

  #seedRow(spec: ObjectSpec, source: SObject): Row {
    const row: Record<string, Json> = {};
    for (const [name, value] of Object.entries(source)) {
      const field = spec.fields.get(name);
      if (field === undefined)
        throw new RangeError(`The seed has ${spec.name}.${name}, which the sandbox org has not.`);
      if (value !== null && value !== '') row[name] = seedValue(field, value);
    }
    const id = toId18(String(source['Id']));
    if (id === undefined || !id.startsWith(spec.keyPrefix)) {
      throw new RangeError(
        `The seed's ${spec.name} id ${JSON.stringify(source['Id'])} is no id of that type.`,
      );
    }
    const stamp = (row['SystemModstamp'] ??
      row['LastModifiedDate'] ??
      row['CreatedDate'] ??
      this.stamp()) as string;
    this.#system(spec, row, { id, stamp });
    return row;
  }

  #system(spec: ObjectSpec, row: Record<string, Json>, { id, stamp }: { id: string; stamp: string }): void {
    const owner = row['OwnerId'] ?? API_USER_ID;
    const known: Record<string, Json> = {
      ...DEFAULTS[spec.name],
      CreatedDate: stamp,
      CreatedById: owner,
      LastModifiedDate: stamp,
      LastModifiedById: owner,
      SystemModstamp: stamp,
      OwnerId: owner,
      IsDeleted: false,
      CaseNumber: this.newCaseNumber(),
    };
    row['Id'] = id;
    for (const [name, value] of Object.entries(known)) {
      if (spec.fields.has(name)) row[name] ??= value;
    }
    for (const [name, value] of Object.entries(deriveFields(spec.name, row, stamp))) {
      if (value === null) delete row[name];
      else row[name] = value;
    }
  }
}

function seedValue(field: FieldSpec, value: Json): Json {
  if (field.type === 'datetime') return apiDateTime(String(value));
  if (field.type === 'reference') return toId18(String(value)) ?? value;
  return value;
}

function withUsers(seed: SalesforceSeed, born: string): Record<string, SObject[]> {
  const users = seed.objects['User'] ?? [];
  const human = {
    Id: HUMAN_USER_ID,
    Username: 'ada@sandbox.example',
    Email: 'ada@sandbox.example',
    LastName: 'Human',
    FirstName: 'Ada',
  };
  const api = {
    Id: API_USER_ID,
    Username: 'integration@sandbox.example',
    Email: 'integration@sandbox.example',
    LastName: 'Integration',
  };
  const stamps = { CreatedDate: born, SystemModstamp: born };
  const present = users.length > 0 ? users : [{ ...human, ...stamps }];
  return { ...seed.objects, User: [...present, { ...api, ...stamps }] };
}

function birth(born: string): Record<string, SObject[]> {
  const names = [
    'New',
    'Working',
    'Open',
    'In Progress',
    'Waiting on Customer',
    'Waiting on Third Party',
    'On Hold',
    'Escalated',
    'Closed',
  ];
  const statuses = names.map((name, at) => ({
    Id: withSuffix(`01JgR00000000${String(at).padStart(2, '0')}`),
    MasterLabel: name,
    ApiName: name,
    SortOrder: at + 1,
    IsDefault: name === 'New',
    IsClosed: CLOSED_CASE_STATUSES.has(name),
    CreatedDate: born,
    SystemModstamp: born,
  }));
  const organisation = {
    Id: ORGANISATION_ID,
    Name: 'Goldenrod Sandbox',
    OrganizationType: 'Developer Edition',
    InstanceName: 'SBX1',
    IsSandbox: true,
    TimeZoneSidKey: 'GMT',
    CreatedDate: born,
    SystemModstamp: born,
  };
  return { CaseStatus: statuses, Organization: [organisation] };
}
