/** What we expect of the configuration and of HubSpot's answers: only what we use, the rest is let through. */
import { z } from 'zod';

export const HUBSPOT_STREAMS = ['account', 'contact', 'opportunity', 'case', 'ticket_event'] as const;
export type HubspotStream = (typeof HUBSPOT_STREAMS)[number];

export const HubspotConfig = z.strictObject({
  api_url: z.url().optional().describe('Default: HUBSPOT_API_URL, else https://api.hubapi.com'),
  access_token: z
    .string()
    .min(1)
    .optional()
    .describe('Service key or private app token. Default: HUBSPOT_ACCESS_TOKEN'),
  client_id: z.string().min(1).optional().describe('OAuth app. Default: HUBSPOT_CLIENT_ID'),
  client_secret: z.string().min(1).optional().describe('OAuth app. Default: HUBSPOT_CLIENT_SECRET'),
  streams: z.array(z.enum(HUBSPOT_STREAMS)).min(1).optional().describe('Only these streams. Default: all'),
  overlap_seconds: z
    .number()
    .min(0)
    .max(86_400)
    .default(60)
    .describe('How far an incremental read goes back'),
  rest_uncertain_creates_seconds: z
    .number()
    .min(0)
    .max(600)
    .default(100)
    .describe('A task whose creation was cut off is looked for after this long: HubSpot may still be at it'),
  timeout_seconds: z.number().min(1).max(600).default(100).describe('Longest wait for one answer'),
});
export type HubspotConfig = z.infer<typeof HubspotConfig>;

const Properties = z.record(z.string(), z.union([z.string(), z.null()]));

const HistoryEntry = z.object({
  value: z.string().nullish(),
  timestamp: z.string(),
  sourceType: z.string().nullish(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const HubspotObject = z.object({
  id: z.coerce.string(),
  properties: Properties.default({}),
  propertiesWithHistory: z.record(z.string(), z.array(HistoryEntry)).optional(),
  updatedAt: z.string().optional(),
  archivedAt: z.string().optional(),
});
export type HubspotObject = z.infer<typeof HubspotObject>;

const Paging = z.object({ next: z.object({ after: z.coerce.string() }).optional() }).optional();

/** One broken element does not cost the page: it is parsed by itself later. */
export const ListAnswer = z.object({ results: z.array(z.unknown()), paging: Paging });
export const SearchAnswer = z.object({ total: z.number(), results: z.array(z.unknown()), paging: Paging });

export const BatchError = z.object({
  category: z.string().default(''),
  message: z.string().default(''),
  context: z.record(z.string(), z.array(z.coerce.string())).default({}),
  errors: z
    .array(
      z.object({
        code: z.string().optional(),
        message: z.string().default(''),
        context: z.record(z.string(), z.array(z.string())).optional(),
      }),
    )
    .default([]),
});
export type BatchError = z.infer<typeof BatchError>;

export const BatchAnswer = z.object({
  results: z.array(HubspotObject.extend({ objectWriteTraceId: z.string().optional() })).default([]),
  errors: z.array(BatchError).default([]),
});
export type BatchAnswer = z.infer<typeof BatchAnswer>;

export const AssociationAnswer = z.object({
  results: z
    .array(
      z.object({
        from: z.object({ id: z.coerce.string() }),
        // Ids are numbers on the wire although HubSpot's own specification says text.
        to: z.array(
          z.object({
            toObjectId: z.coerce.string(),
            associationTypes: z.array(z.object({ typeId: z.number() })).default([]),
          }),
        ),
      }),
    )
    .default([]),
});

export const ErrorBody = z.object({
  message: z.string().default(''),
  category: z.string().optional(),
  policyName: z.string().optional(),
  errors: BatchError.shape.errors.optional(),
  context: z.record(z.string(), z.unknown()).optional(),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
