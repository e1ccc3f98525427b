/** One HubSpot portal: object tables, associations, owners, counters. */
import type { SandboxClock } from '../clock.ts';
import { HUBSPOT_SEED_TYPES, type HubspotObject, type HubspotSeed } from '../seed.ts';
import { Associations } from './associations.ts';
import { computedProperties } from './computed-properties.ts';
import { normalValue } from './normal-value.ts';
import type { HistoryEntry, ObjectRow } from './object-row.ts';
import { ObjectTable } from './object-table.ts';
import { objectTypes } from './schema/object-types.ts';

export const PORTAL_ID = 24_680_135;
/** Changes through the API say where they came from. */
export const APP_ID = '1357924';
export const HUMAN_USER_ID = '60418';

export class Portal {
  readonly clock: SandboxClock;
  readonly associations = new Associations();
  readonly owners: readonly HubspotObject[];
  readonly #tables: ReadonlyMap<string, ObjectTable>;
  readonly #byAlias = new Map<string, ObjectTable>();
  #lastId = 10_000_000_000;

  constructor(seed: HubspotSeed, clock: SandboxClock) {
    this.clock = clock;
    this.#tables = new Map(objectTypes().map((spec) => [spec.name, new ObjectTable(spec)]));
    for (const table of this.#tables.values()) {
      const { name, singular, typeId } = table.spec;
      for (const alias of [name, singular, typeId]) this.#byAlias.set(alias, table);
    }
    this.owners = seed.objects.owners ?? [];
    const unknown = Object.keys(seed.objects).find(
      (type) => !HUBSPOT_SEED_TYPES.some((known) => known === type),
    );
    if (unknown !== undefined)
      throw new RangeError(`The seed has ${unknown}, which the sandbox portal has not.`);
    for (const table of this.#tables.values()) this.#load(table, seed);
  }

  /** By plural, singular or type id: `contacts`, `contact`, `0-1`. */
  table(type: string): ObjectTable | undefined {
    return this.#byAlias.get(type.toLowerCase());
  }

  tables(): Iterable<ObjectTable> {
    return this.#tables.values();
  }

  newId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }

  #load(table: ObjectTable, seed: HubspotSeed): void {
    const type = table.spec.name;
    const objects = seed.objects[type as keyof HubspotSeed['objects']] ?? [];
    for (const object of objects) {
      table.put(this.#seedRow(table, object));
      this.#lastId = Math.max(this.#lastId, Number(object.id));
      for (const { to, id, typeIds } of object.associations ?? []) {
        for (const typeId of typeIds) {
          if (this.associations.add({ type, id: object.id }, { type: to, id }, typeId)) continue;
          throw new RangeError(
            `The seed associates ${type} ${object.id} with ${to} ${id} by ${typeId}, which is no such type.`,
          );
        }
      }
    }
  }

  #seedRow({ spec }: ObjectTable, object: HubspotObject): ObjectRow {
    if (!/^\d+$/.test(object.id))
      throw new RangeError(`The seed's ${spec.singular} id ${JSON.stringify(object.id)} is no number.`);
    const properties: Record<string, string> = {};
    for (const [name, value] of Object.entries(object.properties)) {
      const property = spec.properties.get(name);
      if (property === undefined)
        throw new RangeError(`The seed has ${spec.name}.${name}, which the sandbox portal has not.`);
      if (value !== null && value !== '') properties[name] = normalValue(property, value) ?? value;
    }
    const history: Record<string, readonly HistoryEntry[]> = {};
    for (const [name, entries] of Object.entries(object.history ?? {})) {
      history[name] = [...entries].sort((a, b) => (a.timestamp < b.timestamp ? 1 : -1));
    }
    const createdAt = iso(object.createdAt);
    const updatedAt = iso(object.updatedAt);
    const row = {
      id: object.id,
      properties,
      history,
      createdAt,
      updatedAt,
      archivedAt: null,
      mergedInto: null,
    };
    return { ...row, properties: { ...properties, ...computedProperties(spec.name, properties, updatedAt) } };
  }
}

function iso(instant: string): string {
  return new Date(instant).toISOString();
}
