/**
 * Stops a pipeline at an exact moment: inside the transaction of the nth statement of a kind on a table. So a test
 * can kill a worker in the middle of a stage and need not be lucky.
 *
 * A trigger counts the statements with a sequence (which no rollback takes back) and has the nth wait for an
 * advisory lock that the test holds. After the release everything passes, the nth statement of a second attempt too.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { until } from './until.ts';

export type GatePlace = {
  table: string;
  /** `insert`, `update`, or `update of mapped`. An upsert is both. */
  on: string;
  /** Which statement waits, counting from 1. */
  occurrence: number;
};

export type StageGate = {
  /** Somebody stands at the gate. Throws after the time-out, saying how many statements came by. */
  reached(timeoutMs?: number): Promise<void>;
  /** Lets everything pass, now and later. */
  release(): Promise<void>;
};

/** @param url a database whose schema is in place */
export async function setGate(url: string, { table, on, occurrence }: GatePlace): Promise<StageGate> {
  const name = `gate_${randomBytes(4).toString('hex')}`;
  const key = randomBytes(4).readInt32BE();
  const client = new pg.Client({ connectionString: url, application_name: 'stage-gate' });
  client.on('error', () => {});
  await client.connect();
  await client.query(`select pg_advisory_lock(${key})`);
  await client.query(`create sequence ${name}`);
  await client.query(`create function ${name}() returns trigger language plpgsql as $$
    begin
      if nextval('${name}') = ${occurrence} then perform pg_advisory_xact_lock(${key}); end if;
      return null;
    end $$`);
  await client.query(
    `create trigger ${name} after ${on} on ${table} for each statement execute function ${name}()`,
  );
  const somebodyWaits = async (): Promise<boolean> => {
    // A one-number advisory key is split in two 32-bit halves; a negative one has all ones in the upper half.
    const { rows } = await client.query(
      `select 1 from pg_locks where locktype = 'advisory' and not granted and objid = ($1::bigint & 4294967295)::oid
       and database = (select oid from pg_database where datname = current_database())`,
      [key],
    );
    return rows.length > 0;
  };
  let released: Promise<void> | undefined;
  return {
    async reached(timeoutMs = 60_000) {
      try {
        await until(`${on} number ${occurrence} on ${table}`, somebodyWaits, { timeoutMs, intervalMs: 5 });
      } catch (cause) {
        const { rows } = await client.query<{ last_value: string; is_called: boolean }>(
          `select last_value, is_called from ${name}`,
        );
        const seen = rows[0]?.is_called === true ? rows[0].last_value : '0';
        throw new Error(`gate at ${on} number ${occurrence} on ${table}: only ${seen} came by`, { cause });
      }
    },
    release() {
      // Ending the session gives the lock up; the trigger stays and lets everything pass.
      released ??= client.end();
      return released;
    },
  };
}
