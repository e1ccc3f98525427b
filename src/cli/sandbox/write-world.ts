/** Writes a goldenrod.yaml that points at two sandbox CRMs, and the world's files beside it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { ConfigError } from '../../core/errors.ts';
import { SANDBOX_CREDENTIALS, type Sandbox } from '../../sandbox/sandbox.ts';
import type { World } from '../../sandbox/seed.ts';

/** Salesforce's stamps are cut to whole seconds. */
const SALESFORCE_OVERLAP_SECONDS = 2;

/** First line of the file: by it we know that we may replace it, and the files beside it. */
const MARK = '# Written by `goldenrod sandbox`; the next one replaces it.';
/** What fell due earlier is history and raises no alert. */
const GO_LIVE_BEFORE_MS = 7 * 86_400_000;

export type Written = { config: string; files: string[] };

/** Throws ConfigError rather than replace a file that somebody else wrote. */
export async function writeWorld(world: World, sandbox: Sandbox, configFile: string): Promise<Written> {
  const folder = dirname(configFile);
  await mkdir(folder, { recursive: true });
  const files = world.files.map(({ name, content }) => ({ path: join(folder, name), content }));
  await refuseStrangers(configFile, files);
  for (const { path, content } of files) await writeFile(path, content);
  await writeFile(configFile, configText(world, sandbox));
  return { config: configFile, files: files.map(({ path }) => path) };
}

async function refuseStrangers(
  configFile: string,
  files: readonly { path: string; content: string }[],
): Promise<void> {
  const config = await textOf(configFile);
  if (config?.startsWith(MARK)) return;
  const taken = [];
  if (config !== null) taken.push(configFile);
  for (const { path, content } of files) {
    const text = await textOf(path);
    if (text !== null && text !== content) taken.push(path);
  }
  const [first] = taken;
  if (first === undefined) return;
  const message = `${first} is there already and not from a sandbox; choose another --config, or move it away.`;
  throw new ConfigError({ code: 'SANDBOX_WOULD_REPLACE', message, context: { taken } });
}

async function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
}

function configText(world: World, { salesforceUrl, hubspotUrl }: Sandbox): string {
  const { salesforce, hubspot } = SANDBOX_CREDENTIALS;
  const goLive = new Date(Date.parse(world.asOf) - GO_LIVE_BEFORE_MS).toISOString();
  const live = { mode: 'live', go_live_at: goLive };
  const connections = {
    salesforce: {
      kind: 'salesforce',
      ...live,
      login_url: salesforceUrl,
      client_id: salesforce.clientId,
      client_secret: salesforce.clientSecret,
      overlap_seconds: SALESFORCE_OVERLAP_SECONDS,
    },
    hubspot: {
      kind: 'hubspot',
      ...live,
      api_url: hubspotUrl,
      access_token: hubspot.accessToken,
      // Its search shows a write at once, and what it cut off is done or never will be.
      overlap_seconds: 0,
      rest_uncertain_creates_seconds: 0,
    },
    erp: {
      kind: 'csv',
      streams: {
        customer: {
          file: 'erp_customers.csv',
          mapping: 'erp_customer',
          entity: 'account',
          id: 'customer_no',
        },
        invoice: {
          file: 'erp_invoices.csv',
          mapping: 'erp_invoice',
          entity: 'transaction',
          id: 'invoice_no',
        },
      },
    },
    firmographics: {
      kind: 'csv',
      streams: {
        company: {
          file: 'firmographics.csv',
          mapping: 'firmographics',
          entity: 'account',
          id: 'provider_id',
        },
      },
    },
  };
  const time = `# The sandbox's world begins at ${world.asOf}: run with --as-of ${world.asOf}`;
  return `${MARK}\n${time}\n${stringify({ connections })}`;
}
