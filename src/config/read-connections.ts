import { z } from 'zod';
import { nearestWord } from '../util/nearest-word.ts';
import type { ConnectorSchemas } from './config.ts';
import { explainIssue } from './explain-issue.ts';
import type { Problem } from './problem.ts';
import { ConnectionBase, type ConnectionConfig, ConnectionName } from './section/connection.ts';
import { findUnknownKeys, unknownKey } from './unknown-keys.ts';
import type { Path } from './yaml-document.ts';

export type ConnectionsResult = { connections: ConnectionConfig[]; problems: Problem[] };

/** Trust of the connections that do not state it: their order, in steps that leave room in between. */
const trustStep = 10;

/** Parses every connection: the common keys by our schema, the others by its connector's. */
export function readConnections(value: unknown, schemas: ConnectorSchemas): ConnectionsResult {
  const result: ConnectionsResult = { connections: [], problems: [] };
  if (value === undefined || value === null) return result;
  if (typeof value !== 'object' || Array.isArray(value)) {
    result.problems.push({ path: ['connections'], message: 'must be keys with values: name: { kind: … }' });
    return result;
  }
  Object.entries(value).forEach(([name, entry], index) => {
    const path = ['connections', name];
    const checked = ConnectionName.safeParse(name);
    if (!checked.success) {
      result.problems.push({ path, message: `this name ${checked.error.issues[0]?.message}` });
    }
    const { problems, connection } = readConnection({ name, entry, path, schemas }, (index + 1) * trustStep);
    result.problems.push(...problems);
    if (connection) result.connections.push(connection);
  });
  return result;
}

type Entry = { name: string; entry: unknown; path: Path; schemas: ConnectorSchemas };

function readConnection(
  { name, entry, path, schemas }: Entry,
  defaultTrust: number,
): { problems: Problem[]; connection?: ConnectionConfig } {
  const base = ConnectionBase.safeParse(entry);
  if (!base.success) return { problems: base.error.issues.flatMap((issue) => explainIssue(issue, path)) };
  const { kind, mode, trust, go_live_at: goLiveAt } = base.data;
  const schema = Object.hasOwn(schemas, kind) ? schemas[kind] : undefined;
  if (!schema)
    return { problems: [{ path: [...path, 'kind'], message: unknownKind(kind, Object.keys(schemas)) }] };
  const common = Object.keys(ConnectionBase.shape);
  const own = Object.fromEntries(Object.entries(entry as object).filter(([key]) => !common.includes(key)));
  const unknown = unknownOwnKeys(schema, own, path);
  const parsed = schema.safeParse(own);
  if (!parsed.success || unknown.length > 0) {
    const issues = parsed.success ? [] : parsed.error.issues;
    return { problems: [...unknown, ...issues.flatMap((issue) => explainIssue(issue, path))] };
  }
  const connection = {
    name,
    kind,
    mode,
    trust: trust ?? defaultTrust,
    goLiveAt: goLiveAt ?? null,
    settings: parsed.data,
  };
  return { problems: [], connection };
}

/** The list of what is allowed must name the common keys too. */
function unknownOwnKeys(schema: z.ZodType, own: Record<string, unknown>, path: Path): Problem[] {
  const shape = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const allowed = [...Object.keys(ConnectionBase.shape), ...shape];
  return findUnknownKeys(schema, own, path).map((problem) =>
    problem.path.length === path.length + 1
      ? { ...problem, message: unknownKey(String(problem.path.at(-1)), allowed) }
      : problem,
  );
}

function unknownKind(kind: string, kinds: readonly string[]): string {
  const near = nearestWord(kind, kinds);
  return `no such kind of connection; ${near ? `did you mean ${near}? ` : ''}Allowed: ${kinds.toSorted().join(', ')}`;
}
