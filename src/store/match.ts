/** Matching: models, records, contents, pairs, and how far each type has been matched. */
import type { MatchState, MatchStore } from '../engine/ports/match.ts';
import type { Db } from './db.ts';
import { matchCollectiveStore } from './match-collective.ts';
import { matchContentStore } from './match-content.ts';
import { matchGraphStore } from './match-graph.ts';
import { modelInForce } from './match-model.ts';
import { matchRecordStore } from './match-record.ts';
import { prepared } from './prepared.ts';

export function matchStore(db: Db): MatchStore {
  return {
    ...modelInForce(db),
    ...stateStore(db),
    ...matchRecordStore(db),
    ...matchContentStore(db),
    ...matchCollectiveStore(db),
    ...matchGraphStore(db),
  };
}

function stateStore(db: Db): Pick<MatchStore, 'state' | 'setState'> {
  return {
    async state(entity) {
      const { rows } = await prepared<MatchState>(
        db,
        `select pending, collective from match_state where entity = $1`,
        [entity],
      );
      return rows[0] ?? { pending: null, collective: false };
    },

    async setState(entity, { pending, collective }) {
      await db.query(
        `insert into match_state (entity, pending, collective) values ($1, $2, $3)
         on conflict (entity) do update set pending = excluded.pending, collective = excluded.collective`,
        [entity, pending, collective],
      );
    },
  };
}
