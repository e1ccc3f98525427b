/** getUpdated and getDeleted. */
import type { SandboxRequest, SandboxResponse } from '../../http/message.ts';
import type { Route, RouteParams } from '../../http/router.ts';
import { badRequest } from '../api-error.ts';
import { apiDateTime, isDeleted, type Row, rowId } from '../row.ts';
import { objectOf, type RouteContext } from './context.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const UPDATED_DAYS = 30;
const DELETED_DAYS = 15;

export function replicationRoutes(context: RouteContext): Route[] {
  return [
    {
      method: 'GET',
      pattern: '/services/data/:version/sobjects/:type/updated',
      handle: (request, params) => updated(context, request, params),
    },
    {
      method: 'GET',
      pattern: '/services/data/:version/sobjects/:type/deleted',
      handle: (request, params) => deleted(context, request, params),
    },
  ];
}

function updated(context: RouteContext, request: SandboxRequest, params: RouteParams): SandboxResponse {
  const { rows, end } = changed(context, request, params, UPDATED_DAYS);
  return {
    status: 200,
    body: { ids: rows.filter((row) => !isDeleted(row)).map(rowId), latestDateCovered: apiDateTime(end) },
  };
}

function deleted(context: RouteContext, request: SandboxRequest, params: RouteParams): SandboxResponse {
  const { rows, end } = changed(context, request, params, DELETED_DAYS);
  const deletedRecords = rows
    .filter(isDeleted)
    .map((row) => ({ id: rowId(row), deletedDate: row['SystemModstamp'] }));
  const earliestDateAvailable = apiDateTime(context.org.clock.nowMs() - DELETED_DAYS * DAY_MS);
  return {
    status: 200,
    body: { deletedRecords, earliestDateAvailable, latestDateCovered: apiDateTime(end) },
  };
}

/** Seconds are ignored, as in the vendor's own. */
function changed(
  { org }: RouteContext,
  request: SandboxRequest,
  params: RouteParams,
  days: number,
): { rows: Row[]; end: number } {
  const [start, end] = ['start', 'end'].map((name) => {
    const ms = Date.parse(request.query.get(name) ?? '');
    if (Number.isNaN(ms)) throw badRequest('INVALID_REPLICATION_DATE', `${name} is missing or no instant`);
    return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
  }) as [number, number];
  if (end - start < MINUTE_MS)
    throw badRequest('INVALID_REPLICATION_DATE', 'startDate must be at least one minute before endDate');
  if (start < org.clock.nowMs() - days * DAY_MS)
    throw badRequest(
      'INVALID_REPLICATION_DATE',
      `startDate before org replication enabled date or more than ${days} days ago`,
    );
  const index = org.table(objectOf(params).name).orderedBy('SystemModstamp');
  const until = apiDateTime(end);
  const rows = index === undefined ? [] : index.rows().slice(index.startOf(apiDateTime(start)));
  return { rows: rows.filter((row) => (row['SystemModstamp'] as string) < until), end };
}
