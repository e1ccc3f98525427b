/** The shape of goldenrod.yaml. An empty file is complete: every part has its default. */
import { z } from 'zod';
import { SurvivorshipConfig } from '../core/merge/policy.ts';
import { ScoresConfig } from '../core/score/scores-config.ts';
import { SlaConfig } from '../core/sla/sla-config.ts';
import { ConnectionBase, type ConnectionConfig, ConnectionName } from './section/connection.ts';
import { MatchConfig } from './section/match.ts';
import { PushConfig } from './section/push.ts';
import { SchedulesConfig } from './section/schedules.ts';

/** What each kind of connection takes besides the common keys; handed in by whoever knows the connectors. */
export type ConnectorSchemas = Readonly<Record<string, z.ZodType>>;

export const Sections = z.strictObject({
  schedules: SchedulesConfig.prefault({}),
  match: MatchConfig.prefault({}),
  survivorship: SurvivorshipConfig.prefault({}),
  scores: ScoresConfig.prefault({}),
  sla: SlaConfig.prefault({}),
  push: PushConfig.prefault({}),
});

/** The whole file with the connections still in common form; for the JSON Schema and the list of keys. */
export const ConfigFile = Sections.extend({
  connections: z.record(ConnectionName, ConnectionBase.loose()).default({}),
});

export type Config = z.output<typeof Sections> & {
  /** In the order of the file. */
  connections: readonly ConnectionConfig[];
};
