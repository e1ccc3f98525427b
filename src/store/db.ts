import type { QueryResult, QueryResultRow } from 'pg';

/** A pool or a client inside a transaction: statements are written once for both. */
export interface Db {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>>;
}
