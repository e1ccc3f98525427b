import type { Connection, Connector, ConnectorContext } from '#src/connector/contract.ts';
import { credentialsOf } from './auth.ts';
import { createClient } from './client.ts';
import { BATCH_SIZE } from './limits.ts';
import { readStream, SOURCES } from './read.ts';
import { HUBSPOT_STREAMS, HubspotConfig } from './schema.ts';
import { writeItems } from './write.ts';

/** Opens a portal. Nothing is sent before the first read, write or check. */
export async function openHubspot(
  config: HubspotConfig,
  context: ConnectorContext,
  now: () => number = Date.now,
): Promise<Connection> {
  const client = createClient(credentialsOf(config, context), context, config.timeout_seconds * 1000);
  const names = config.streams ?? HUBSPOT_STREAMS;
  return {
    streams: names.map((name) => ({
      name,
      entity: name === 'ticket_event' ? 'case_event' : SOURCES[name].entity,
      mapping: name,
    })),
    read: (request) => readStream(client, request, { overlapMs: config.overlap_seconds * 1000, now }),
    write: (request) => writeItems(client, request),
    writeLimit: () => BATCH_SIZE,
    restUncertainCreatesMs: config.rest_uncertain_creates_seconds * 1000,
    async check(signal) {
      await client.call({
        method: 'GET',
        path: '/crm/v3/objects/companies',
        query: { limit: '1' },
        signal,
        what: 'companies',
      });
    },
    calls: () => client.calls(),
    close: async () => {},
  };
}

export const hubspot: Connector<HubspotConfig> = {
  kind: 'hubspot',
  configSchema: HubspotConfig,
  environment: [
    { name: 'HUBSPOT_API_URL', description: 'Address of the HubSpot API', secret: false },
    { name: 'HUBSPOT_ACCESS_TOKEN', description: 'Service key or private app token', secret: true },
    { name: 'HUBSPOT_CLIENT_ID', description: 'OAuth app, instead of a token', secret: false },
    { name: 'HUBSPOT_CLIENT_SECRET', description: 'OAuth app, instead of a token', secret: true },
  ],
  open: openHubspot,
};
