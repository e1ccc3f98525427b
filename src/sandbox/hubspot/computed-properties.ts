import { stageNamed } from './schema/pipelines.ts';

type Properties = Readonly<Record<string, string>>;

/** What HubSpot sets itself when a stage says open or closed. An empty value clears the property. */
export function computedProperties(
  type: string,
  properties: Properties,
  now: string,
): Record<string, string> {
  if (type === 'tickets') {
    const stage = stageNamed('tickets', properties['hs_pipeline_stage'] ?? '');
    const closed = stage?.metadata['ticketState'] === 'CLOSED';
    const closedDate = closed ? (properties['closed_date'] ?? now) : '';
    return withoutEmpty({
      hs_is_closed: String(closed),
      hs_pipeline: properties['hs_pipeline'] ?? '0',
      closed_date: closedDate,
    });
  }
  if (type === 'deals') {
    const stage = properties['dealstage'] ?? '';
    const closed = stageNamed('deals', stage)?.metadata['isClosed'] ?? 'false';
    return {
      hs_is_closed: closed,
      hs_is_closed_won: String(stage === 'closedwon'),
      pipeline: properties['pipeline'] ?? 'default',
    };
  }
  return {};
}

function withoutEmpty(properties: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ''));
}
