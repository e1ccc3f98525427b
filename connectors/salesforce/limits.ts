/** Salesforce's limits that shape our calls. Each with its source; the rest of the budget is the engine's. */

/** Winter '27. Releases are supported for about five years; the default of jsforce (50.0) is never used. */
export const API_VERSION = '68.0';

/** REST query page. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_queryoptions.htm */
export const QUERY_PAGE = 2_000;

/** Records of one sObject collection call. …/api_rest/resources_composite_sobjects_collections.htm */
export const COLLECTION_SIZE = 200;

/** Ids in one IN (…): 27 encoded bytes each, and an address over 16,384 bytes is refused with 414. …/errorcodes.htm */
export const IDS_PER_QUERY = 300;

/** How long a lane rests after a refusal, by what ran out. */
export const REST_AFTER_REFUSAL_MS = {
  /** More than 25 calls that last over 20 s at once; others have to end first. */
  concurrent: 5_000,
  /** The rolling 24 h allotment; asking more than every ten minutes only costs more of it. */
  daily: 10 * 60_000,
} as const;
