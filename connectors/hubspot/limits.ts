/** HubSpot's limits that shape our calls. Each with its source; the rest of the budget is the engine's. */

const USAGE = 'https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines';

export type RateLimit = { requests: number; perMs: number; source: string };

/**
 * Per portal and app. `burst` starts with the smallest tier and then follows the `X-HubSpot-RateLimit-Max` of the
 * portal's answers (190 for Professional and Enterprise). `search` has no headers; a quarter of a second is added to
 * its second, because HubSpot counts arrivals and we count departures, which a busy process bunches.
 */
export const RATE_LIMITS = {
  burst: { requests: 100, perMs: 10_000, source: USAGE },
  search: {
    requests: 5,
    perMs: 1_250,
    source: 'https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm',
  },
} as const satisfies Record<string, RateLimit>;
export type RateBucket = keyof typeof RATE_LIMITS;

/** …/api-reference/latest/crm/using-object-apis */
export const LIST_PAGE = 100;
export const BATCH_SIZE = 100;
/** "max 50 items per call with property history": https://github.com/dlt-hub/verified-sources/pull/206 */
export const HISTORY_BATCH = 50;
/** …/crm/search-the-crm: 200 a page, and no more than 3,000 characters in the body. */
export const SEARCH_PAGE = 200;
export const SEARCH_BODY_CHARACTERS = 2_900;
/** …/crm/associations/associate-records/guide */
export const ASSOCIATION_BATCH = 1_000;

/** How long a lane rests after a 429, by the policy that the answer names. */
export const REST_AFTER_REFUSAL_MS: Readonly<Record<string, number>> = {
  SECONDLY: 1_000,
  TEN_SECONDLY_ROLLING: 10_000,
  /** The day ends at midnight in the portal's time zone; asking every ten minutes costs nothing that is left. */
  DAILY: 10 * 60_000,
};
/** HubSpot holds a record's lock for two seconds. */
export const DEFAULT_REST_MS = 10_000;

/**
 * How long "no ticket changed" of the case stream spares the event stream the same question. Far shorter than a run,
 * so that an answer of one run never serves the next.
 */
export const QUIET_FOR_MS = 500;

/**
 * When reading the whole list beats searching for what changed: lists give 100 a call at 19 calls a second, search
 * 200 a call at 5 a second. So from 53 changed in 100 on the list is done sooner.
 */
export const LIST_WHEN_CHANGED_SHARE = 0.53;
