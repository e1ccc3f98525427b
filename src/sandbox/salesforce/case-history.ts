/** Field history of cases, as the org tracks it: creation, Status, Priority, Owner. */
import type { Json } from '../../util/json.ts';
import type { Writer } from './records.ts';
import type { Row } from './row.ts';
import type { ObjectSpec } from './schema/field-spec.ts';

const TRACKED: readonly (readonly [field: string, shownAs: string])[] = [
  ['Status', 'Status'],
  ['Priority', 'Priority'],
  ['OwnerId', 'Owner'],
];

export function recordCaseHistory(
  writer: Writer,
  before: Row | undefined,
  after: Row,
  spec: ObjectSpec,
): void {
  if (spec.name !== 'Case') return;
  if (before === undefined) return add(writer, after, { Field: 'created' });
  for (const [field, shownAs] of TRACKED) {
    const oldValue = before[field] ?? null;
    const newValue = after[field] ?? null;
    if (oldValue === newValue) continue;
    add(writer, after, {
      Field: shownAs,
      DataType: field === 'OwnerId' ? 'EntityId' : 'Text',
      OldValue: oldValue,
      NewValue: newValue,
    });
  }
}

function add({ org, actorId, undo }: Writer, row: Row, entry: Record<string, Json>): void {
  const table = org.table('CaseHistory');
  const id = org.newId(table.spec);
  const known = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null));
  undo.push(() => table.restore(id, undefined));
  table.put({
    ...known,
    Id: id,
    IsDeleted: false,
    CaseId: row['Id'] as string,
    CreatedById: actorId,
    CreatedDate: org.stamp(),
  });
}
