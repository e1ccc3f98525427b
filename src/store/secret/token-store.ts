/**
 * Tokens that all workers share, encrypted at rest. Refreshed by one worker at a time: vendors that rotate refresh
 * tokens take the second use of the same one for theft and lock the connection out.
 */
import { isDeepStrictEqual } from 'node:util';
import type { TokenStore } from '../../connector/contract.ts';
import { MalformedDataError } from '../../core/errors.ts';
import type { JsonObject } from '../../util/json.ts';
import type { Pool, Queryable } from '../pool.ts';
import { sql } from '../sql.ts';
import { inTransaction } from '../transaction.ts';
import { decrypt, encrypt } from './cipher.ts';

export type TokenStoreOptions = { pool: Pool; key: Buffer; connectionName: string };

export function createTokenStore({ pool, key, connectionName }: TokenStoreOptions): TokenStore {
  // Within this process they wait here, and not on one database connection each.
  let refreshing: Promise<JsonObject> | undefined;
  const read = async (database: Queryable) =>
    parse(await selectSecret(database, connectionName), key, connectionName);
  const refresh = (stale: JsonObject | null, mint: () => Promise<JsonObject>) =>
    inTransaction(pool, async (client) => {
      await lockSecret(client, connectionName);
      const current = await read(client);
      // Somebody else has been here while we waited: his token is newer than the one that failed us.
      if (current && !isDeepStrictEqual(current, stale)) return current;
      const fresh = await mint();
      await upsertSecret(client, connectionName, encrypt(key, connectionName, JSON.stringify(fresh)));
      return fresh;
    });
  return {
    read: () => read(pool),
    refresh(stale, mint) {
      refreshing ??= refresh(stale, mint).finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
  };
}

async function selectSecret(database: Queryable, connectionName: string): Promise<Buffer | null> {
  const { rows } = await database.query<{ secret: Buffer }>(
    sql`select secret from connection_secret where connection_name = ${connectionName}`,
  );
  return rows[0]?.secret ?? null;
}

/** Held to the end of the transaction; the kernel of PostgreSQL frees it when its holder dies. */
async function lockSecret(database: Queryable, connectionName: string): Promise<void> {
  await database.query(
    sql`select pg_advisory_xact_lock(hashtextextended(${`connection_secret/${connectionName}`}, 0))`,
  );
}

async function upsertSecret(database: Queryable, connectionName: string, secret: Buffer): Promise<void> {
  await database.query(
    sql`insert into connection_secret (connection_name, secret, refreshed_at) values (${connectionName}, ${secret}, now())
        on conflict (connection_name) do update set secret = excluded.secret, refreshed_at = excluded.refreshed_at`,
  );
}

function parse(stored: Buffer | null, key: Buffer, connectionName: string): JsonObject | null {
  if (stored === null) return null;
  const value: unknown = JSON.parse(decrypt(key, connectionName, stored));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new MalformedDataError({
    code: 'SECRET_MALFORMED',
    message: `The stored secret of ${connectionName} is no object; delete its row of connection_secret and connect again.`,
  });
}
