/** What we expect of the configuration and of Salesforce's answers: only what we use, the rest is let through. */
import { z } from 'zod';

export const SALESFORCE_STREAMS = [
  'account',
  'contact',
  'opportunity',
  'case',
  'case_history',
  'case_comment',
  'email_message',
] as const;
export type SalesforceStream = (typeof SALESFORCE_STREAMS)[number];

export const SalesforceConfig = z.strictObject({
  login_url: z
    .url()
    .optional()
    .describe('My Domain address, https://<domain>.my.salesforce.com. Default: SALESFORCE_LOGIN_URL'),
  client_id: z
    .string()
    .min(1)
    .optional()
    .describe('Consumer key of the external client app. Default: SALESFORCE_CLIENT_ID'),
  client_secret: z
    .string()
    .min(1)
    .optional()
    .describe('Consumer secret (client credentials flow). Default: SALESFORCE_CLIENT_SECRET'),
  jwt_key_file: z
    .string()
    .min(1)
    .optional()
    .describe('PEM private key (JWT flow). Default: SALESFORCE_JWT_KEY_FILE'),
  username: z.string().min(1).optional().describe('User to act as; needed for the JWT flow'),
  streams: z.array(z.enum(SALESFORCE_STREAMS)).min(1).optional().describe('Only these streams. Default: all'),
  overlap_seconds: z
    .number()
    .min(0)
    .max(86_400)
    .default(10)
    .describe('How far an incremental read goes back'),
  timeout_seconds: z.number().min(1).max(600).default(120).describe('Longest wait for one answer'),
});
export type SalesforceConfig = z.infer<typeof SalesforceConfig>;

export const TokenAnswer = z.object({ access_token: z.string().min(1), instance_url: z.url() });
export type TokenAnswer = z.infer<typeof TokenAnswer>;

export const TokenFailure = z.object({ error: z.string(), error_description: z.string().default('') });

export const QueryAnswer = z.object({
  done: z.boolean(),
  nextRecordsUrl: z.string().optional(),
  records: z.array(z.record(z.string(), z.json())),
});
export type QueryAnswer = z.infer<typeof QueryAnswer>;

const ItemError = z.object({
  statusCode: z.string().optional(),
  errorCode: z.string().optional(),
  message: z.string().default(''),
  fields: z.array(z.string()).default([]),
});
export const CollectionAnswer = z.array(
  z.object({ id: z.string().nullish(), success: z.boolean(), errors: z.array(ItemError).default([]) }),
);
export type CollectionItem = z.infer<typeof CollectionAnswer>[number];
