import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { QueryResult, QueryResultRow } from 'pg';
import type { Db } from './db.ts';

const names = new Map<string, string>();

/**
 * Runs a statement that each session plans only once: planning costs as much as running, where one small change makes
 * twenty of them. The text must be constant: a session keeps every statement that it ever prepared.
 */
export function prepared<Row extends QueryResultRow>(
  db: Db,
  text: string,
  values: unknown[],
): Promise<QueryResult<Row>> {
  let name = names.get(text);
  if (name === undefined) {
    name = `goldenrod_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
    names.set(text, name);
  }
  return (db as Pick<pg.ClientBase, 'query'>).query<Row>({ name, text, values });
}
