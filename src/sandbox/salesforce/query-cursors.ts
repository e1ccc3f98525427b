/** Query answers in pages of 2,000: a locator keeps the rows that the first page saw, in its session only. */
import type { JsonObject } from '../../util/json.ts';
import { badRequest } from './api-error.ts';
import { nthId } from './record-id.ts';
import type { Row } from './row.ts';
import type { QueryResult } from './soql/execute.ts';
import type { Projector } from './soql/project.ts';

export const MAX_PAGE = 2_000;
const MIN_PAGE = 200;
/** Locators live two days; a sandbox keeps the latest ones only, so that memory stays bounded. */
const MAX_CURSORS = 200;

type Cursor = { rows: readonly Row[]; project: Projector; pageSize: number; session: string };

export class QueryCursors {
  readonly #cursors = new Map<string, Cursor>();
  #made = 1;

  /** First page of a query. */
  open(
    result: QueryResult,
    { pageSize, session, version }: { pageSize: number; session: string; version: string },
  ): JsonObject {
    if (result.kind === 'complete')
      return { totalSize: result.totalSize, done: true, records: result.records };
    const cursor = { rows: result.rows, project: result.project, pageSize, session };
    if (result.rows.length <= pageSize) return page('', cursor, 0, version);
    const locator = nthId('01g', this.#made++);
    this.#cursors.set(locator, cursor);
    const oldest = this.#cursors.keys().next().value;
    if (this.#cursors.size > MAX_CURSORS && oldest !== undefined) this.#cursors.delete(oldest);
    return page(locator, cursor, 0, version);
  }

  /** `01g…-4000`: the page that starts at that row. Throws INVALID_QUERY_LOCATOR. */
  next(key: string, session: string, version: string): JsonObject {
    const dash = key.lastIndexOf('-');
    const locator = key.slice(0, dash);
    const start = Number(key.slice(dash + 1));
    const cursor = this.#cursors.get(locator);
    if (
      cursor === undefined ||
      cursor.session !== session ||
      !Number.isInteger(start) ||
      start > cursor.rows.length
    ) {
      throw badRequest('INVALID_QUERY_LOCATOR', 'invalid query locator');
    }
    return page(locator, cursor, start, version);
  }
}

/** `Sforce-Query-Options: batchSize=500`, within what Salesforce allows. */
export function pageSizeOf(header: string | undefined): number {
  const asked = Number(/batchSize=(\d+)/i.exec(header ?? '')?.[1] ?? MAX_PAGE);
  return Math.min(MAX_PAGE, Math.max(MIN_PAGE, asked));
}

function page(
  locator: string,
  { rows, project, pageSize }: Cursor,
  start: number,
  version: string,
): JsonObject {
  const end = Math.min(rows.length, start + pageSize);
  const done = end >= rows.length;
  return {
    totalSize: rows.length,
    done,
    ...(done ? {} : { nextRecordsUrl: `/services/data/v${version}/query/${locator}-${end}` }),
    records: rows.slice(start, end).map(project),
  };
}
