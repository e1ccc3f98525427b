/** A store whose records change as a test says, without a CRM; and what one batch would make of the same records. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type MatchedRecords, matchRecords } from '#src/core/match/match-records.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import type { GoldenType } from '#src/core/model/entity.ts';
import type { CanonicalRecord } from '#src/core/model/field.ts';
import { decide } from '#src/engine/decide.ts';
import { createMatcher } from '#src/engine/matcher.ts';
import type { ModelPreview } from '#src/engine/ports/model.ts';
import type { HeldPart } from '#src/engine/ports/run.ts';
import { matchBatch } from '#src/engine/stages/match-batch.ts';
import { ACCOUNTS_AGAIN, matchEntity } from '#src/engine/stages/match-entity.ts';
import { createPool, type Pool } from '#src/store/pool.ts';
import { createStore } from '#src/store/store.ts';
import { silentLog } from '#src/util/log.ts';

const AT = new Date('2026-01-01T00:00:00Z');

/** What a run does one after the other. */
const PARTS = ['account', 'contact', ACCOUNTS_AGAIN];
const NO_PREVIEW = { asOf: AT.toISOString() } as ModelPreview;

export type Clusters = string[];

/** `meanwhile`: what somebody else does while a whole load is matched. */
const newMatcher = (meanwhile?: () => Promise<void>) =>
  createMatcher({ account: {}, contact: {} }, async (input) => {
    await meanwhile?.();
    return matchRecords(input);
  });

export class MatchHistory {
  readonly store: ReturnType<typeof createStore>;
  readonly #pool: Pool;
  readonly #entity: GoldenType;
  #matcher = newMatcher();
  #held: HeldPart[] = [];
  #connectionId = 0;

  constructor(url: string, entity: GoldenType) {
    this.#pool = createPool(url, { max: 3, applicationName: 'test' });
    this.store = createStore(this.#pool);
    this.#entity = entity;
  }

  async begin(): Promise<void> {
    this.#matcher = newMatcher();
    await this.#pool.query(
      `truncate connection, golden_record, match_model, match_content, match_variant, match_key, match_pair, match_cluster, match_state, decision, run restart identity cascade`,
    );
    const { rows } = await this.#pool.query<{ id: number }>(
      `insert into connection (name, kind, mode, trust) values ('crm', 'files', 'observe', 1) returning id`,
    );
    this.#connectionId = rows[0]?.id ?? 0;
    const { run } = await this.store.run.startOrResume({ connections: null, full: false, dryRun: false }, AT);
    await this.store.run.addParts(
      run.id,
      0,
      'match',
      PARTS.map((part) => ({ stage: 'match', part, connectionName: null })),
    );
    this.#held = [];
    for (const part of await this.store.run.dueParts(run.id)) {
      const held = await this.store.run.claim(part.partId, 3_600_000);
      if (held !== null) this.#held.push(held);
    }
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }

  async adopt(model: MatchModel): Promise<void> {
    await this.store.match.addModel(this.#entity, 1, model, AT);
  }

  /** A later version, to be put in force by the next match. */
  async adoptNext(model: MatchModel): Promise<number> {
    const version = await this.store.model.propose(this.#entity, model, NO_PREVIEW, AT);
    if (version === null) throw new Error('another version was adopted or proposed meanwhile');
    await this.store.model.adopt(this.#entity, version, AT);
    return version;
  }

  /** Runs statements on the database as nobody of ours would. */
  async sabotage(statement: string): Promise<void> {
    await this.#pool.query(statement);
  }

  key(name: string): string {
    return `crm/records/${name}`;
  }

  /** Adds, changes or brings back a record. */
  async put(name: string, record: CanonicalRecord): Promise<void> {
    await this.#pool.query(
      `insert into source_record (connection_id, stream, entity, external_id, payload, payload_hash, mapped,
         source_modified_at, map_due, match_due)
       values ($1, 'records', $2, $3, '{}', '', $4, $5, false, true)
       on conflict (connection_id, stream, external_id) do update
         set mapped = excluded.mapped, deleted_at = null, match_due = true`,
      [this.#connectionId, this.#entity, name, JSON.stringify(record), AT],
    );
  }

  async remove(name: string): Promise<void> {
    await this.#pool.query(
      `update source_record set deleted_at = $2, match_due = true where external_id = $1`,
      [name, AT],
    );
  }

  async unmap(name: string): Promise<void> {
    await this.#pool.query(
      `update source_record set mapped = null, match_due = true where external_id = $1`,
      [name],
    );
  }

  /** As a steward does it: refused when it contradicts. */
  async rule(left: string, right: string, verdict: 'same' | 'different'): Promise<void> {
    const ruling = { leftKey: this.key(left), rightKey: this.key(right), verdict, author: 'steward', at: AT };
    await decide(this.store, this.#entity, ruling);
  }

  /** Whatever was decided before: a deleted record may come back into a contradiction. */
  async decide(left: string, right: string, verdict: 'same' | 'different'): Promise<void> {
    const decision = { leftKey: this.key(left), rightKey: this.key(right), verdict };
    await this.store.match.decide(this.#entity, decision, 'steward', AT);
  }

  /** Decides; `meanwhile` begins when that is done and not committed yet, and has to wait for it. */
  async decideBefore([left, right]: [string, string], meanwhile: () => Promise<void>): Promise<void> {
    let waiting = Promise.resolve();
    await this.store.transaction(async (tx) => {
      const decision = { leftKey: this.key(left), rightKey: this.key(right), verdict: 'same' as const };
      await tx.match.decide(this.#entity, decision, 'steward', AT);
      waiting = meanwhile();
      await this.#until(`wait_event_type = 'Lock'`);
    });
    await waiting;
  }

  async withdraw(left: string, right: string): Promise<void> {
    await this.store.match.withdraw(this.#entity, this.key(left), this.key(right));
  }

  async match(meanwhile?: () => Promise<void>): Promise<void> {
    if (this.#held.length === 0) throw new Error('begin comes first');
    const matcher = meanwhile === undefined ? this.#matcher : newMatcher(meanwhile);
    const context = { store: this.store, matcher, log: silentLog, now: () => AT };
    for (const held of this.#held) await matchEntity(context, held, new AbortController().signal);
  }

  /** Matches one batch; `meanwhile` happens when its work is done and not committed yet, and may have to wait for that. */
  async matchOneBatch(model: MatchModel, meanwhile: () => Promise<void>): Promise<void> {
    const held = this.#held.find(({ part }) => part === this.#entity);
    if (held === undefined) throw new Error('begin comes first');
    let waiting = Promise.resolve();
    await this.store.smallChange(async (tx) => {
      await matchBatch(tx, { held, entity: this.#entity, model, at: AT });
      waiting = meanwhile();
      await Promise.race([waiting, sleep(500)]);
    });
    await waiting;
  }

  /** As a worker does it every few seconds. */
  async extendLeases(): Promise<void> {
    for (const held of this.#held) await this.store.run.extendLease(held, 3_600_000);
  }

  /** Until a statement of somebody sleeps in the database. */
  async sleeping(): Promise<void> {
    await this.#until(`wait_event = 'PgSleep'`);
  }

  async #until(isWaiting: string): Promise<void> {
    for (;;) {
      const { rowCount } = await this.#pool.query(
        `select from pg_stat_activity where ${isWaiting} and datname = current_database()`,
      );
      if (rowCount === 1) return;
      await sleep(20);
    }
  }

  /** Clusters as the store has them: the names of each, sorted. */
  async clusters(): Promise<Clusters> {
    const { rows } = await this.#pool.query<{ names: string }>(
      `select string_agg(s.external_id, ' ' order by s.external_id collate "C") as names
       from golden_member m join source_record s on s.id = m.record_id group by m.golden_id`,
    );
    return rows.map((row) => row.names).sort();
  }

  /** Golden id by record name. */
  async goldenIds(): Promise<Map<string, string>> {
    const { rows } = await this.#pool.query<{ name: string; id: string }>(
      `select s.external_id as name, m.golden_id as id from golden_member m join source_record s on s.id = m.record_id`,
    );
    return new Map(rows.map((row) => [row.name, row.id]));
  }

  async pairs(): Promise<string[]> {
    const { rows } = await this.#pool.query<{ pair: string }>(
      `select left_content || ' ' || right_content || ' ' || weight as pair from match_pair where entity = $1`,
      [this.#entity],
    );
    return rows.map((row) => row.pair).sort();
  }

  /** Pairs with the side they are on. */
  async judged(): Promise<{ pair: string; decision: string }[]> {
    const { rows } = await this.#pool.query<{ pair: string; decision: string }>(
      `select left_content || ' ' || right_content as pair, decision from match_pair where entity = $1`,
      [this.#entity],
    );
    return rows;
  }

  async keyCount(): Promise<number> {
    const { rows } = await this.#pool.query<{ count: number }>(
      'select count(*)::int as count from match_key',
    );
    return rows[0]?.count ?? 0;
  }

  /** What one batch makes of the records, decisions and model that are stored now. */
  async batch(model: MatchModel): Promise<MatchedRecords> {
    const records = await this.store.match.allLive(this.#entity);
    const idOf = new Map(records.map((record) => [record.key, record.id]));
    const decisions = (await this.store.match.decisions(this.#entity)).flatMap((decision) => {
      const [leftId, rightId] = [idOf.get(decision.leftKey), idOf.get(decision.rightKey)];
      return leftId === undefined || rightId === undefined
        ? []
        : [{ leftId, rightId, verdict: decision.verdict }];
    });
    return matchRecords({ entity: this.#entity, records, model, decisions, thresholds: {} });
  }
}

export function namedClusters({ records, clusters }: MatchedRecords): Clusters {
  const nameOf = new Map(records.map(({ id, key }) => [id, key.split('/')[2] ?? '']));
  return clusters
    .map((cluster) =>
      cluster
        .map((id) => nameOf.get(id) ?? '')
        .sort()
        .join(' '),
    )
    .sort();
}

export function namedPairs({ pairs }: MatchedRecords): string[] {
  return pairs.map(({ left, right, weight }) => `${left} ${right} ${weight}`).sort();
}
