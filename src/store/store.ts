/** The engine's ports on PostgreSQL. */
import type { QueryResultRow } from 'pg';
import type { Store } from '../engine/ports/store.ts';
import { asTransient } from './database-away.ts';
import type { Db } from './db.ts';
import { goldenStore } from './golden.ts';
import { matchStore } from './match.ts';
import { modelStore } from './match-model.ts';
import { outboxStore } from './outbox.ts';
import type { Pool } from './pool.ts';
import { quarantineStore } from './quarantine.ts';
import { runStore } from './run.ts';
import { scoreStore } from './score.ts';
import { slaStore } from './sla.ts';
import { sourceStore } from './source.ts';
import { inTransaction } from './transaction.ts';

export function createStore(pool: Pool): Store {
  return {
    ...aggregates(sayingWhenAway(pool)),
    transaction: (work) => inTransaction(pool, (client) => work(storeInTransaction(client))),
    smallChange: (work) =>
      inTransaction(pool, (client) => work(storeInTransaction(client)), { settings: SMALL_CHANGE }),
  };
}

/** Single statements, whose errors tell the engine what passes by itself, as those of transactions do. */
function sayingWhenAway(db: Db): Db {
  return {
    query: <Row extends QueryResultRow>(text: string, values?: unknown[]) =>
      db.query<Row>(text, values).catch((error: unknown) => {
        throw asTransient(error);
      }),
  };
}

function storeInTransaction(client: Db): Store {
  const inside: Store['transaction'] = (work) => work(store);
  const store: Store = { ...aggregates(client), transaction: inside, smallChange: inside };
  return store;
}

/** The next commit that does wait for the disk, such as the one that ends a part, takes these along. */
const SMALL_CHANGE = 'set local synchronous_commit = off; set local plan_cache_mode = force_generic_plan';

function aggregates(db: Db): Omit<Store, 'transaction' | 'smallChange'> {
  return {
    run: runStore(db),
    source: sourceStore(db),
    quarantine: quarantineStore(db),
    match: matchStore(db),
    model: modelStore(db),
    golden: goldenStore(db),
    score: scoreStore(db),
    sla: slaStore(db),
    outbox: outboxStore(db),
  };
}
