import type { Json, JsonObject } from '../../../util/json.ts';
import { invalid } from '../api-error.ts';
import { isLive, type ObjectRow } from '../object-row.ts';
import type { ObjectTable } from '../object-table.ts';
import type { Portal } from '../portal.ts';
import { ASSOCIATION_TYPES } from '../schema/association-types.ts';

/**
 * `associations` of a create: `[{to:{id}, types:[{associationCategory, associationTypeId}]}]`. The type id says which
 * object type the target has. On a wrong one the new object is taken back, as the API makes all or nothing.
 */
export function associateNew(
  portal: Portal,
  table: ObjectTable,
  row: ObjectRow,
  given: Json | undefined,
): void {
  const from = { type: table.spec.name, id: row.id };
  for (const { id, typeId } of (Array.isArray(given) ? given : []).flatMap(typesOf)) {
    const type = ASSOCIATION_TYPES.find((known) => known.from === from.type && known.typeId === typeId);
    const target = type === undefined ? undefined : portal.table(type.to)?.survivor(id);
    if (type !== undefined && target !== undefined && isLive(target)) {
      portal.associations.add(from, { type: type.to, id: target.id }, typeId);
      continue;
    }
    table.remove(row.id);
    throw invalid(
      type === undefined
        ? `One or more association type ids are not valid for ${table.spec.legacyName}: ${typeId}`
        : `No ${type.to} with id ${id} exists to associate with.`,
    );
  }
}

function typesOf(association: Json): { id: string; typeId: number }[] {
  const { to, types } = association as JsonObject;
  const id = String((to as JsonObject | undefined)?.['id']);
  return (Array.isArray(types) ? (types as JsonObject[]) : []).map((type) => ({
    id,
    typeId: Number(type['associationTypeId']),
  }));
}
