/** The body of a search, checked against what HubSpot allows. */
import { z } from 'zod';
import { invalid } from '../api-error.ts';

const Value = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const Filter = z.object({
  propertyName: z.string(),
  operator: z.enum([
    'LT',
    'LTE',
    'GT',
    'GTE',
    'EQ',
    'NEQ',
    'BETWEEN',
    'IN',
    'NOT_IN',
    'HAS_PROPERTY',
    'NOT_HAS_PROPERTY',
    'CONTAINS_TOKEN',
    'NOT_CONTAINS_TOKEN',
  ]),
  value: Value.optional(),
  highValue: Value.optional(),
  values: z.array(Value).optional(),
});
export type Filter = z.infer<typeof Filter>;

const Sort = z.union([
  z.string().transform((propertyName) => ({
    propertyName: propertyName.replace(/^-/, ''),
    direction: propertyName.startsWith('-') ? 'DESCENDING' : 'ASCENDING',
  })),
  z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING') }),
]);

const Body = z.object({
  filterGroups: z.array(z.object({ filters: z.array(Filter).default([]) })).default([]),
  query: z.string().optional(),
  /** Only the first is honoured. */
  sorts: z.array(Sort).default([]),
  properties: z.array(z.string()).default([]),
  limit: z.coerce.number().int().default(10),
  after: z.union([z.string(), z.number()]).transform(String).optional(),
});
export type SearchRequest = Omit<z.infer<typeof Body>, 'after'> & { offset: number };

const MAX_BODY_CHARACTERS = 3_000;
const MAX_LIMIT = 200;
/** Results beyond this are out of reach of one search. */
const WINDOW = 10_000;
const MAX_GROUPS = 5;
const MAX_FILTERS_PER_GROUP = 6;
const MAX_FILTERS = 18;

export function parseSearch(text: string): SearchRequest {
  if (text.length > MAX_BODY_CHARACTERS)
    throw invalid(`The request body is longer than ${MAX_BODY_CHARACTERS} characters.`);
  const parsed = Body.safeParse(JSON.parse(text === '' ? '{}' : text));
  if (!parsed.success) throw invalid(`Invalid input JSON: ${z.prettifyError(parsed.error)}`);
  const { after, ...request } = parsed.data;
  if (request.limit < 0 || request.limit > MAX_LIMIT)
    throw invalid(`The limit must be between 0 and ${MAX_LIMIT}; it was ${request.limit}.`);
  checkFilterCounts(request.filterGroups.map(({ filters }) => filters.length));
  const offset = after === undefined || after === '' ? 0 : Number(after);
  if (!Number.isInteger(offset) || offset < 0)
    throw invalid(`The after value ${String(after)} is no offset.`);
  if (offset + request.limit > WINDOW) {
    throw invalid(
      `Paging beyond ${WINDOW} results is not supported: after=${offset}, limit=${request.limit}.`,
    );
  }
  return { ...request, offset };
}

function checkFilterCounts(counts: readonly number[]): void {
  if (counts.length > MAX_GROUPS)
    throw invalid(`A maximum of ${MAX_GROUPS} filterGroups is allowed; there were ${counts.length}.`);
  if (counts.some((count) => count > MAX_FILTERS_PER_GROUP))
    throw invalid(`A maximum of ${MAX_FILTERS_PER_GROUP} filters per group is allowed.`);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total > MAX_FILTERS)
    throw invalid(`A maximum of ${MAX_FILTERS} filters is allowed; there were ${total}.`);
}
