/** Both CRMs on their ports, filled from one world. */
import { SandboxClock } from './clock.ts';
import type { FaultPlan } from './http/faults.ts';
import { type CrmServer, listen } from './http/server.ts';
import { HubspotCrm } from './hubspot/hubspot-crm.ts';
import { DEFAULT_RATE_LIMITS, type RateLimits } from './hubspot/rate-limit.ts';
import type { MergeMode } from './hubspot/records.ts';
import type { HubspotCredentials } from './hubspot/tokens.ts';
import { SalesforceCrm } from './salesforce/salesforce-crm.ts';
import type { SalesforceCredentials } from './salesforce/sessions.ts';
import type { World } from './seed.ts';

/** The same in every sandbox: they open nothing but this process. */
export const SANDBOX_CREDENTIALS: { salesforce: SalesforceCredentials; hubspot: HubspotCredentials } = {
  salesforce: {
    clientId: 'goldenrod-sandbox',
    clientSecret: 'sandbox-client-secret',
    refreshToken: 'sandbox-refresh-token',
  },
  hubspot: {
    accessToken: 'sandbox-access-token',
    clientId: 'goldenrod-sandbox',
    clientSecret: 'sandbox-client-secret',
    refreshToken: 'sandbox-refresh-token',
  },
};

export type SandboxFaults = { salesforce?: readonly FaultPlan[]; hubspot?: readonly FaultPlan[] };

export type SandboxOptions = {
  world: World;
  /** 0, the default: a free port. */
  salesforcePort?: number;
  hubspotPort?: number;
  faults?: SandboxFaults;
  salesforce?: Partial<{
    credentials: SalesforceCredentials;
    tokenLifetimeMs: number;
    dailyApiRequests: number;
  }>;
  hubspot?: Partial<{
    credentials: HubspotCredentials;
    limits: Partial<RateLimits>;
    mergeMode: MergeMode;
    searchLagMs: number;
  }>;
};

export type Sandbox = { salesforceUrl: string; hubspotUrl: string; close(): Promise<void> };

/** Session timeout of an org: two hours. */
const TOKEN_LIFETIME_MS = 2 * 3_600_000;
/** Developer Edition allows 15,000 a day; an Enterprise org this much and more by licences. */
const DAILY_API_REQUESTS = 100_000;

/**
 * Starts both emulators on the loopback interface. The world's rows are copied; its files are the caller's business.
 * Rejects with Node's own error when a port is taken, and with a RangeError when the seed does not fit the schema.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock = new SandboxClock(options.world.asOf);
  const salesforce = new SalesforceCrm(options.world.salesforce, {
    clock,
    credentials: SANDBOX_CREDENTIALS.salesforce,
    tokenLifetimeMs: TOKEN_LIFETIME_MS,
    dailyApiRequests: DAILY_API_REQUESTS,
    ...options.salesforce,
  });
  const { limits, ...hubspotOptions } = options.hubspot ?? {};
  const hubspot = new HubspotCrm(options.world.hubspot, {
    clock,
    credentials: SANDBOX_CREDENTIALS.hubspot,
    mergeMode: 'new_id',
    searchLagMs: 0,
    ...hubspotOptions,
    limits: { ...DEFAULT_RATE_LIMITS, ...limits },
  });
  const servers: CrmServer[] = [];
  const close = async () => void (await Promise.all(servers.map((server) => server.close())));
  try {
    servers.push(
      await listen(salesforce, {
        port: options.salesforcePort ?? 0,
        clock,
        faults: options.faults?.salesforce ?? [],
      }),
    );
    servers.push(
      await listen(hubspot, { port: options.hubspotPort ?? 0, clock, faults: options.faults?.hubspot ?? [] }),
    );
  } catch (error) {
    await close();
    throw error;
  }
  return { salesforceUrl: servers[0]?.url ?? '', hubspotUrl: servers[1]?.url ?? '', close };
}
