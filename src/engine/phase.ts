/**
 * A run is a list of phases; the parts of a phase may be worked on at the same time, the next phase begins when
 * all of them are done. That is also the barrier of the first load: nothing is matched before everything is read.
 *
 * Accounts are matched before contacts, which are told of their accounts' clusters, and once more afterwards, when the
 * contacts' clusters tell something of them.
 *
 * Clocks are replayed before scores are computed, because breaches are a measure of health.
 */
import { GOLDEN_TYPES } from '../core/model/entity.ts';
import type { EngineContext } from './context.ts';
import type { NewPart, RunRequest } from './ports/run.ts';
import type { Stage } from './stage.ts';
import { ACCOUNTS_AGAIN } from './stages/match-entity.ts';

type Phase = { stage: Stage; parts: (context: EngineContext, request: RunRequest) => NewPart[] };

export const PHASES: readonly Phase[] = [
  { stage: 'extract', parts: streamParts('extract') },
  { stage: 'map', parts: streamParts('map') },
  { stage: 'match', parts: () => [plain('match', 'account')] },
  { stage: 'match', parts: () => [plain('match', 'contact')] },
  { stage: 'match', parts: () => [plain('match', ACCOUNTS_AGAIN)] },
  { stage: 'merge', parts: () => GOLDEN_TYPES.map((entity) => plain('merge', entity)) },
  { stage: 'sla', parts: () => [plain('sla', 'replay')] },
  { stage: 'score', parts: () => [plain('score', 'fit')] },
  { stage: 'score', parts: () => [plain('score', 'apply')] },
  { stage: 'push', parts: () => [plain('push', 'plan')] },
  { stage: 'push', parts: sendParts },
];

function plain(stage: Stage, part: string): NewPart {
  return { stage, part, connectionName: null };
}

function streamParts(stage: 'extract' | 'map') {
  return (context: EngineContext, request: RunRequest): NewPart[] => {
    const parts: NewPart[] = [];
    for (const [name, connection] of context.connections) {
      if (request.connections !== null && !request.connections.includes(name)) continue;
      for (const stream of connection.streams) {
        parts.push({ stage, part: `${name}/${stream.name}`, connectionName: name });
      }
    }
    return parts;
  };
}

function sendParts(context: EngineContext, request: RunRequest): NewPart[] {
  if (request.dryRun) return [];
  const parts: NewPart[] = [];
  for (const [name, connection] of context.connections) {
    if (connection.row.mode !== 'live' || connection.taskMapping === null) continue;
    parts.push({ stage: 'push', part: `send/${name}`, connectionName: name });
  }
  return parts;
}
