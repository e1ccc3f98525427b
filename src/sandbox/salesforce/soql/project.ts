/** SELECT → what one record looks like in the answer: `attributes`, explicit nulls, parents nested. */
import type { Json, JsonObject } from '../../../util/json.ts';
import type { Org } from '../org.ts';
import { type Row, rowId } from '../row.ts';
import type { FieldSpec, ObjectSpec } from '../schema/field-spec.ts';
import type { Query, SelectItem } from './ast.ts';
import { fieldValue, type Parent, parentRow, resolvePath } from './resolve-path.ts';

export type Projector = (row: Row) => JsonObject;
type Node = {
  spec: ObjectSpec;
  fields: FieldSpec[];
  parents: Map<string, { parent: Parent; node: Node }>;
  children: Child[];
};
type Child = { name: string; read: (row: Row) => Json };
/** Runs a child subquery for one parent; the caller knows how to execute. */
export type ReadChildren = (spec: ObjectSpec, query: Query) => (row: Row) => Json;
export type ProjectContext = { org: Org; spec: ObjectSpec; version: string; children: ReadChildren };

export function projector(context: ProjectContext, select: readonly SelectItem[]): Projector {
  const { org, spec, version } = context;
  const root: Node = newNode(spec);
  for (const item of select) addItem(context, root, item);
  return (row) => render(org, root, row, version);
}

export function recordUrl(version: string, type: string, id: string): string {
  return `/services/data/v${version}/sobjects/${type}/${id}`;
}

function newNode(spec: ObjectSpec): Node {
  return { spec, fields: [], parents: new Map(), children: [] };
}

function addItem({ org, spec, children }: ProjectContext, root: Node, item: SelectItem): void {
  if (item.kind === 'fields') {
    for (const field of spec.fields.values()) {
      if (item.which === 'ALL' || field.custom === (item.which === 'CUSTOM')) root.fields.push(field);
    }
  } else if (item.kind === 'children') {
    root.children.push({ name: item.query.from, read: children(spec, item.query) });
  } else if (item.kind === 'field') {
    const { parents, field } = resolvePath(org, spec, item.path);
    let node = root;
    for (const parent of parents) {
      const name = parent.field.relationship as string;
      const known = node.parents.get(name) ?? { parent, node: newNode(parent.target) };
      node.parents.set(name, known);
      node = known.node;
    }
    node.fields.push(field);
  }
}

function render(org: Org, node: Node, row: Row, version: string): JsonObject {
  const type = node.spec.name;
  const record: JsonObject = { attributes: { type, url: recordUrl(version, type, rowId(row)) } };
  for (const field of node.fields) record[field.name] = fieldValue(row, field);
  for (const [name, { parent, node: parentNode }] of node.parents) {
    const target = parentRow(org, row, parent);
    record[name] = target === undefined ? null : render(org, parentNode, target, version);
  }
  for (const child of node.children) record[child.name] = child.read(row);
  return record;
}
