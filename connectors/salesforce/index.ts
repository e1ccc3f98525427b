import type { Connection, Connector, ConnectorContext } from '#src/connector/contract.ts';
import { credentialsOf } from './auth.ts';
import { createClient } from './client.ts';
import { COLLECTION_SIZE } from './limits.ts';
import { readStream, SOURCES } from './read.ts';
import { SALESFORCE_STREAMS, SalesforceConfig } from './schema.ts';
import { writeItems } from './write.ts';

/** Opens an org. Nothing is sent before the first read, write or check. */
export async function openSalesforce(
  config: SalesforceConfig,
  context: ConnectorContext,
  now: () => number = Date.now,
): Promise<Connection> {
  const client = createClient(credentialsOf(config, context), context, config.timeout_seconds * 1000);
  const names = config.streams ?? SALESFORCE_STREAMS;
  return {
    streams: names.map((name) => ({ name, entity: SOURCES[name].entity, mapping: name })),
    read: (request) => readStream(client, request, { overlapMs: config.overlap_seconds * 1000, now }),
    write: (request) => writeItems(client, request),
    writeLimit: () => COLLECTION_SIZE,
    // Creates are upserts by our unique key.
    restUncertainCreatesMs: 0,
    async check(signal) {
      const soql = encodeURIComponent('SELECT Id FROM Account LIMIT 1');
      await client.call({ method: 'GET', path: `/query?q=${soql}`, signal, what: 'Account' });
    },
    calls: () => client.calls(),
    close: async () => {},
  };
}

export const salesforce: Connector<SalesforceConfig> = {
  kind: 'salesforce',
  configSchema: SalesforceConfig,
  environment: [
    { name: 'SALESFORCE_LOGIN_URL', description: 'My Domain address of the org', secret: false },
    { name: 'SALESFORCE_CLIENT_ID', description: 'Consumer key of the external client app', secret: false },
    {
      name: 'SALESFORCE_CLIENT_SECRET',
      description: 'Consumer secret, for the client credentials flow',
      secret: true,
    },
    {
      name: 'SALESFORCE_JWT_KEY_FILE',
      description: 'File with the PEM private key, for the JWT flow',
      secret: false,
    },
  ],
  open: openSalesforce,
};
