/** What an org says of itself: versions, resources, limits, record counts, identity. */
import type { Route } from '../../http/router.ts';
import { API_USER_ID, ORGANISATION_ID } from '../org.ts';
import { isDeleted, type Row } from '../row.ts';
import { objectNamed } from '../schema/objects.ts';
import { type RouteContext, versionOf } from './context.ts';

/** 68.0 is Winter '27; 41 is the oldest that is still supported then. */
export const NEWEST_VERSION = 68;
export const OLDEST_VERSION = 41;
const SEASONS = ['Winter', 'Spring', 'Summer'];

export function platformRoutes(context: RouteContext): Route[] {
  return [
    {
      method: 'GET',
      pattern: '/services/data/:version',
      handle: (_, params) => ({ status: 200, body: resources(versionOf(params)) }),
    },
    {
      method: 'GET',
      pattern: '/services/data/:version/limits',
      handle: () => ({ status: 200, body: limits(context) }),
    },
    {
      method: 'GET',
      pattern: '/services/data/:version/limits/recordCount',
      handle: (request) => ({ status: 200, body: recordCount(context, request.query.get('sObjects')) }),
    },
    {
      method: 'GET',
      pattern: '/id/:organisation/:user',
      handle: (request) => ({ status: 200, body: identity(request.headers.host ?? '') }),
    },
    {
      method: 'GET',
      pattern: '/services/oauth2/userinfo',
      handle: (request) => ({ status: 200, body: identity(request.headers.host ?? '') }),
    },
  ];
}

export function versions(): unknown {
  const numbers = Array.from({ length: NEWEST_VERSION - OLDEST_VERSION + 1 }, (_, at) => OLDEST_VERSION + at);
  return numbers.map((number) => {
    // Three releases a year; 68 is Winter '27.
    const behind = NEWEST_VERSION - number;
    const season = SEASONS[(3 - (behind % 3)) % 3] as string;
    return {
      label: `${season} '${27 - Math.floor((behind + 2) / 3)}`,
      url: `/services/data/v${number}.0`,
      version: `${number}.0`,
    };
  });
}

function resources(version: string): Record<string, string> {
  const names = ['query', 'queryAll', 'sobjects', 'limits', 'composite'];
  return Object.fromEntries(names.map((name) => [name, `/services/data/v${version}/${name}`]));
}

function limits({ usage }: RouteContext): unknown {
  const full = (max: number) => ({ Max: max, Remaining: max });
  return {
    DailyApiRequests: { Max: usage.limit, Remaining: Math.max(0, usage.limit - usage.used) },
    DailyBulkApiBatches: full(15_000),
    DailyBulkV2QueryJobs: full(10_000),
    DailyBulkV2QueryFileStorageMB: full(976_562),
    DataStorageMB: full(1_024),
    FileStorageMB: full(1_024),
    HourlyPublishedPlatformEvents: full(50_000),
  };
}

function recordCount({ org }: RouteContext, names: string | null): unknown {
  const specs =
    names === null
      ? [...org.tables()].map(({ spec }) => spec)
      : names.split(',').flatMap((name) => objectNamed(name.trim()) ?? []);
  const alive = (rows: Iterable<Row>): number => {
    let count = 0;
    for (const row of rows) if (!isDeleted(row)) count += 1;
    return count;
  };
  return { sObjects: specs.map((spec) => ({ count: alive(org.table(spec.name).all()), name: spec.name })) };
}

function identity(host: string): unknown {
  return {
    id: `http://${host}/id/${ORGANISATION_ID}/${API_USER_ID}`,
    sub: `http://${host}/id/${ORGANISATION_ID}/${API_USER_ID}`,
    user_id: API_USER_ID,
    organization_id: ORGANISATION_ID,
    username: 'integration@sandbox.example',
    preferred_username: 'integration@sandbox.example',
    display_name: 'Integration',
    email: 'integration@sandbox.example',
    user_type: 'STANDARD',
    timezone: 'GMT',
    urls: {
      rest: `http://${host}/services/data/v{version}/`,
      sobjects: `http://${host}/services/data/v{version}/sobjects/`,
      query: `http://${host}/services/data/v{version}/query/`,
    },
  };
}
