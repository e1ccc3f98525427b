/** Accounts and contacts that refer to them, changing as a test says; and what one batch would make of them all. */
import { accountEvidence, contactEvidence, type FirstRoundRecord } from '#src/core/match/collective.ts';
import { type MatchedRecords, matchRecords } from '#src/core/match/match-records.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { GOLDEN_TYPES, type GoldenType } from '#src/core/model/entity.ts';
import type { CanonicalRecord } from '#src/core/model/field.ts';
import { createMatcher } from '#src/engine/matcher.ts';
import type { MatchRecord } from '#src/engine/ports/match.ts';
import type { HeldPart } from '#src/engine/ports/run.ts';
import { ACCOUNTS_AGAIN, matchEntity } from '#src/engine/stages/match-entity.ts';
import { createPool, type Pool } from '#src/store/pool.ts';
import { createStore } from '#src/store/store.ts';
import { silentLog } from '#src/util/log.ts';
import { firstClustersOf } from '../../support/first-clusters.ts';

const AT = new Date('2026-01-01T00:00:00Z');
/** What a run does one after the other. */
const PARTS = ['account', 'contact', ACCOUNTS_AGAIN];
/** Two connections, so that one name is two records. */
export const CONNECTIONS = ['crm', 'erp'] as const;
type ConnectionName = (typeof CONNECTIONS)[number];

export type RecordName = { connection: ConnectionName; name: string };
export type Models = { [T in GoldenType]: MatchModel };
/** How much is stored of the second round; nothing may be left behind. */
export type Sizes = { variants: number; keys: number; told: number };
export type Outcome = { clusters: string[]; first: string[]; pairs: string[]; secondPairs: string[] };

const newMatcher = () => createMatcher({ account: {}, contact: {} }, async (input) => matchRecords(input));

export class TwoTypes {
  readonly store: ReturnType<typeof createStore>;
  readonly #pool: Pool;
  #matcher = newMatcher();
  #held: HeldPart[] = [];

  constructor(url: string) {
    this.#pool = createPool(url, { max: 2, applicationName: 'test' });
    this.store = createStore(this.#pool);
  }

  async begin(): Promise<void> {
    this.#matcher = newMatcher();
    await this.#pool.query(
      `truncate connection, golden_record, match_model, match_content, match_variant, match_key, match_pair,
         match_cluster, match_state, decision, run restart identity cascade`,
    );
    await this.connect();
    await this.hold();
  }

  /** All that there is before anything is read; whatever the schema's version. */
  async connect(): Promise<void> {
    for (const name of CONNECTIONS)
      await this.#pool.query(
        `insert into connection (name, kind, mode, trust) values ($1, 'files', 'observe', 1)`,
        [name],
      );
  }

  /** A run of which this holds every part that matches. */
  async hold(): Promise<void> {
    const { run } = await this.store.run.startOrResume({ connections: null, full: false, dryRun: false }, AT);
    const parts = PARTS.map((part) => ({ stage: 'match' as const, part, connectionName: null }));
    await this.store.run.addParts(run.id, 0, 'match', parts);
    this.#held = [];
    for (const part of await this.store.run.dueParts(run.id)) {
      const held = await this.store.run.claim(part.partId, 3_600_000);
      if (held !== null) this.#held.push(held);
    }
  }

  async query(statement: string, values: unknown[] = []): Promise<void> {
    await this.#pool.query(statement, values);
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }

  async adopt(models: Models): Promise<void> {
    for (const entity of GOLDEN_TYPES) {
      await this.store.match.addModel(entity, 1, models[entity], AT);
      await this.store.match.setState(entity, {
        pending: null,
        collective: models[entity].collective === true,
      });
    }
  }

  /** Adds, changes or brings back a record. */
  async put(entity: GoldenType, { connection, name }: RecordName, record: CanonicalRecord): Promise<void> {
    await this.#pool.query(
      `insert into source_record (connection_id, stream, entity, external_id, payload, payload_hash, mapped,
         source_modified_at, map_due, match_due)
       select id, $2, $2, $3, '{}', '', $4, $5, false, true from connection where name = $1
       on conflict (connection_id, stream, external_id) do update
         set mapped = excluded.mapped, deleted_at = null, match_due = true`,
      [connection, entity, name, JSON.stringify(record), AT],
    );
  }

  async remove(entity: GoldenType, { connection, name }: RecordName): Promise<void> {
    await this.#pool.query(
      `update source_record s set deleted_at = $4, match_due = true from connection c
       where c.id = s.connection_id and c.name = $1 and s.entity = $2 and s.external_id = $3`,
      [connection, entity, name, AT],
    );
  }

  async decide(
    entity: GoldenType,
    [left, right]: [RecordName, RecordName],
    verdict: 'same' | 'different',
  ): Promise<void> {
    const decision = { leftKey: keyOf(entity, left), rightKey: keyOf(entity, right), verdict };
    await this.store.match.decide(entity, decision, 'steward', AT);
  }

  /** `parts`: a run that dies after these. */
  async match(parts: readonly string[] = PARTS): Promise<void> {
    const context = { store: this.store, matcher: this.#matcher, log: silentLog, now: () => AT };
    for (const held of this.#held.filter(({ part }) => parts.includes(part)))
      await matchEntity(context, held, new AbortController().signal);
  }

  /** As a command works that is no run: none is under way meanwhile. */
  async betweenRuns<T>(work: () => Promise<T>): Promise<T> {
    await this.#pool.query(`update run set state = 'done'`);
    const result = await work();
    await this.#pool.query(`update run set state = 'active'`);
    return result;
  }

  async dueCount(): Promise<number> {
    const counts = await Promise.all(GOLDEN_TYPES.map((entity) => this.store.match.dueCount(entity)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async models(): Promise<Models> {
    const [account, contact] = [
      await this.store.match.model('account'),
      await this.store.match.model('contact'),
    ];
    if (account === null || contact === null) throw new Error('the first load should have left models');
    return { account: account.model, contact: contact.model };
  }

  /** Golden records that have members. */
  async goldenIds(): Promise<string[]> {
    const { rows } = await this.#pool.query<{ id: string }>(
      'select distinct golden_id as id from golden_member',
    );
    return rows.map((row) => row.id);
  }

  /** As the store has it. */
  async stored(entity: GoldenType): Promise<Outcome> {
    const keys = `string_agg(c.name || '/' || s.stream || '/' || s.external_id, ' '
      order by (c.name || '/' || s.stream || '/' || s.external_id) collate "C")`;
    const grouped = async (from: string, by: string): Promise<string[]> => {
      const { rows } = await this.#pool.query<{ names: string }>(
        `select ${keys} as names from ${from} m join source_record s on s.id = m.record_id
           join connection c on c.id = s.connection_id where s.entity = $1 group by m.${by}`,
        [entity],
      );
      return rows.map((row) => row.names).sort();
    };
    const pairs = async (round: number): Promise<string[]> => {
      const { rows } = await this.#pool.query<{ pair: string }>(
        `select left_content || ' ' || right_content || ' ' || weight as pair from match_pair
         where entity = $1 and rounds & $2 > 0`,
        [entity, round],
      );
      return rows.map((row) => row.pair).sort();
    };
    return {
      clusters: await grouped('golden_member', 'golden_id'),
      first: await grouped('match_record', 'first_cluster'),
      pairs: await pairs(1),
      secondPairs: await pairs(2),
    };
  }

  async sizes(entity: GoldenType): Promise<Sizes> {
    const { rows } = await this.#pool.query<Sizes>(
      `select (select count(*)::int from match_variant where entity = $1) as variants,
         (select count(*)::int from match_key where entity = $1) as keys,
         (select count(*)::int from match_record where entity = $1 and collective <> '') as told`,
      [entity],
    );
    return rows[0] as Sizes;
  }

  /** What one batch makes of the records, decisions and models that are stored now, both rounds. */
  async batch(models: Models) {
    const records = {
      account: await this.store.match.allLive('account'),
      contact: await this.store.match.allLive('contact'),
    };
    const first = {
      account: await this.#matched('account', { records: records.account, model: models.account }),
      contact: await this.#matched('contact', { records: records.contact, model: models.contact }),
    };
    const known = {
      account: firstRound(records.account, first.account, (record) => nameOf(record.key)),
      contact: firstRound(records.contact, first.contact, ({ account, connectionId }) =>
        account === null ? null : `${CONNECTIONS[connectionId - 1]}/${account}`,
      ),
    };
    const told = {
      account: contactEvidence(known.account, known.contact),
      contact: accountEvidence(known.account, known.contact),
    };
    const outcome = async (entity: GoldenType): Promise<Outcome & Sizes> => {
      const collective = new Map(
        records[entity].flatMap(({ id, key }) => {
          const value = told[entity].get(key);
          return value === undefined ? [] : [[id, value] as const];
        }),
      );
      const second = await this.#matched(entity, {
        records: records[entity],
        model: models[entity],
        collective,
      });
      return {
        clusters: named(records[entity], second),
        first: named(records[entity], first[entity]),
        pairs: pairTexts(first[entity]),
        secondPairs: pairTexts(second),
        told: collective.size,
        variants: new Set(second.records.map(({ content }) => content)).size,
        keys: keyCount(first[entity]) + keyCount(second),
      };
    };
    return { account: await outcome('account'), contact: await outcome('contact') };
  }

  async #matched(
    entity: GoldenType,
    input: { records: MatchRecord[]; model: MatchModel; collective?: ReadonlyMap<number, string> },
  ): Promise<MatchedRecords> {
    const idOf = new Map(input.records.map((record) => [record.key, record.id]));
    const decisions = (await this.store.match.decisions(entity)).flatMap((decision) => {
      const [leftId, rightId] = [idOf.get(decision.leftKey), idOf.get(decision.rightKey)];
      return leftId === undefined || rightId === undefined
        ? []
        : [{ leftId, rightId, verdict: decision.verdict }];
    });
    return matchRecords({ entity, ...input, decisions, thresholds: {} });
  }
}

function keyCount({ contents }: MatchedRecords): number {
  return contents.reduce((sum, { keys }) => sum + keys.length, 0);
}

function keyOf(entity: GoldenType, { connection, name }: RecordName): string {
  return `${connection}/${entity}/${name}`;
}

/** `connection/external id` of a key. */
function nameOf(key: string): string {
  const [connection, , name] = key.split('/');
  return `${connection}/${name}`;
}

function firstRound(
  records: readonly MatchRecord[],
  matched: MatchedRecords,
  accountOf: (record: MatchRecord) => string | null,
): FirstRoundRecord[] {
  const clusterOf = firstClustersOf(matched);
  return records.map((record) => ({
    key: record.key,
    account: accountOf(record),
    cluster: clusterOf.get(record.key) ?? '',
  }));
}

function named(records: readonly MatchRecord[], { clusters }: MatchedRecords): string[] {
  const keyById = new Map(records.map(({ id, key }) => [id, key]));
  return clusters
    .map((cluster) =>
      cluster
        .map((id) => keyById.get(id) ?? '')
        .sort()
        .join(' '),
    )
    .sort();
}

function pairTexts({ pairs }: MatchedRecords): string[] {
  return pairs.map(({ left, right, weight }) => `${left} ${right} ${weight}`).sort();
}
