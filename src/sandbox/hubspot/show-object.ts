/** What one object looks like in an answer. All property values are strings or null. */
import type { JsonObject } from '../../util/json.ts';
import { historyOf, type ObjectRow } from './object-row.ts';
import type { ObjectTable } from './object-table.ts';
import { PORTAL_ID, type Portal } from './portal.ts';
import { primaryType, unlabelledType } from './schema/association-types.ts';
import type { ObjectTypeSpec } from './schema/property-spec.ts';

export type Wanted = {
  properties: readonly string[];
  withHistory: readonly string[];
  /** Object types, as the caller spelt them. */
  associations: readonly string[];
};

/** More are on a further page, which only v4 has. */
const MAX_ASSOCIATIONS = 500;

export function showObject(portal: Portal, table: ObjectTable, row: ObjectRow, wanted: Wanted): JsonObject {
  const { spec } = table;
  const shown: JsonObject = {
    id: row.id,
    properties: showProperties(portal, spec, row, wanted.properties),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    archived: row.archivedAt !== null,
    url: `https://app.hubspot.com/contacts/${PORTAL_ID}/record/${spec.typeId}/${row.id}`,
  };
  if (row.archivedAt !== null) shown['archivedAt'] = row.archivedAt;
  if (wanted.withHistory.length > 0)
    shown['propertiesWithHistory'] = showHistory(portal, spec, row, wanted.withHistory);
  const associations = showAssociations(portal, spec, row, wanted.associations);
  if (associations !== undefined) shown['associations'] = associations;
  return shown;
}

/** A property's value, implicit ones included; null when it is empty. */
export function propertyValue(
  portal: Portal,
  spec: ObjectTypeSpec,
  row: ObjectRow,
  name: string,
): string | null {
  if (name === 'hs_object_id') return row.id;
  if (name === spec.modifiedProperty || name === 'hs_lastmodifieddate') return row.updatedAt;
  if (name === 'createdate' || name === 'hs_createdate') return row.properties[name] ?? row.createdAt;
  if (name === 'associatedcompanyid') return portal.associations.primaryCompany(spec.name, row.id) ?? null;
  return row.properties[name] ?? null;
}

function showProperties(
  portal: Portal,
  spec: ObjectTypeSpec,
  row: ObjectRow,
  names: readonly string[],
): JsonObject {
  const shown: JsonObject = {};
  const always = [spec.createdProperty, spec.modifiedProperty, 'hs_object_id'];
  for (const name of [...(names.length > 0 ? names : spec.defaultProperties), ...always]) {
    // Names that do not exist are left out without a word.
    if (spec.properties.get(name)?.archived === false) shown[name] = propertyValue(portal, spec, row, name);
  }
  return shown;
}

function showHistory(
  portal: Portal,
  spec: ObjectTypeSpec,
  row: ObjectRow,
  names: readonly string[],
): JsonObject {
  const shown: JsonObject = {};
  for (const name of names) {
    if (!spec.properties.has(name)) continue;
    shown[name] = historyOf(row, name, propertyValue(portal, spec, row, name)).map((entry) => ({ ...entry }));
  }
  return shown;
}

function showAssociations(
  portal: Portal,
  spec: ObjectTypeSpec,
  row: ObjectRow,
  types: readonly string[],
): JsonObject | undefined {
  const shown: JsonObject = {};
  for (const type of types) {
    const target = portal.table(type)?.spec;
    if (target === undefined) continue;
    const results = [...portal.associations.of(spec.name, row.id, target.name)]
      .slice(0, MAX_ASSOCIATIONS)
      .flatMap(([id, typeIds]) =>
        [...typeIds].map((typeId) => ({ id, type: v3TypeName(spec, target, typeId) })),
      );
    if (results.length > 0) shown[target.name] = { results };
  }
  return Object.keys(shown).length === 0 ? undefined : shown;
}

/** `contact_to_company` is the primary one where there is a primary; then the other is `…_unlabeled`. */
function v3TypeName(from: ObjectTypeSpec, to: ObjectTypeSpec, typeId: number): string {
  const name = `${from.singular}_to_${to.singular}`;
  const isPlain = unlabelledType(from.name, to.name)?.typeId === typeId;
  return isPlain && primaryType(from.name, to.name) !== undefined ? `${name}_unlabeled` : name;
}
