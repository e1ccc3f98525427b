/** What connects records: pairs of contents, decisions, common golden records. */
import type { RecordDecision } from '../core/match/cluster-contents.ts';
import type { KeyedDecision } from '../core/match/contradiction.ts';
import type { MatchStore, ReachedRecord, RoundPair } from '../engine/ports/match.ts';
import type { Db } from './db.ts';
import { prepared } from './prepared.ts';

type PairMethods = 'dropPairs' | 'insertPairs' | 'pairsAmong' | 'component' | 'reviewCount';
type DecisionMethods =
  | 'decisionsAmong'
  | 'decisions'
  | 'lockDecisions'
  | 'deleted'
  | 'decide'
  | 'markDue'
  | 'withdraw';

export function matchGraphStore(db: Db): Pick<MatchStore, PairMethods | DecisionMethods> {
  return { ...pairStore(db), ...decisionStore(db) };
}

function pairStore(db: Db): Pick<MatchStore, PairMethods> {
  return {
    async dropPairs(entity, contents, rounds) {
      if (contents.length === 0) return [];
      const { rows } = await prepared<{ left: number; right: number }>(
        db,
        `with gone as (
           delete from match_pair
           where entity = $1 and (left_content = any($2::bigint[]) or right_content = any($2::bigint[]))
             and rounds & ~$3::int = 0
           returning left_content, right_content
         ), kept as (
           update match_pair set rounds = rounds & ~$3::int
           where entity = $1 and (left_content = any($2::bigint[]) or right_content = any($2::bigint[]))
             and rounds & ~$3::int > 0 and rounds & $3::int > 0
           returning left_content, right_content
         )
         select left_content as left, right_content as right from gone
         union all select left_content, right_content from kept`,
        [entity, contents, rounds],
      );
      return [...new Set(rows.flatMap((row) => [row.left, row.right]))];
    },

    async insertPairs(entity, pairs) {
      if (pairs.length === 0) return;
      await prepared(
        db,
        `insert into match_pair (entity, left_content, right_content, weight, probability, decision, rounds)
         select $1, p.* from unnest($2::bigint[], $3::bigint[], $4::float8[], $5::float8[], $6::text[], $7::smallint[]) as p
         on conflict (entity, left_content, right_content) do update
           set rounds = match_pair.rounds | excluded.rounds
           where match_pair.rounds <> match_pair.rounds | excluded.rounds`,
        [
          entity,
          pairs.map((p) => p.left),
          pairs.map((p) => p.right),
          pairs.map((p) => p.weight),
          pairs.map((p) => p.probability),
          pairs.map((p) => p.decision),
          pairs.map((p) => p.rounds),
        ],
      );
    },

    async pairsAmong(entity, contents) {
      const { rows } = await prepared<RoundPair>(
        db,
        `select left_content as left, right_content as right, weight, rounds from match_pair
         where entity = $1 and left_content = any($2::bigint[]) and right_content = any($2::bigint[])`,
        [entity, contents],
      );
      return rows;
    },

    async component(entity, { contents, recordIds, firstClusters, hasDecisions }) {
      const { rows } = await prepared<ReachedRecord>(db, hasDecisions ? decidedComponent : component, [
        entity,
        contents,
        recordIds,
        firstClusters,
      ]);
      return onceEach(rows);
    },

    async reviewCount(entity) {
      const { rows } = await db.query<{ count: number }>(
        `select count(*)::int as count from match_pair p
         where p.entity = $1 and p.decision = 'review' and p.rounds > 1 and exists (
           select from match_record l join golden_member a on a.record_id = l.record_id,
             match_record r join golden_member b on b.record_id = r.record_id
           where l.entity = p.entity and l.second = p.left_content
             and r.entity = p.entity and r.second = p.right_content and a.golden_id <> b.golden_id
         )`,
        [entity],
      );
      return rows[0]?.count ?? 0;
    },
  };
}

/** A record that both rounds reached, each over another content, comes twice. */
function onceEach(rows: readonly ReachedRecord[]): ReachedRecord[] {
  const found = new Map<number, ReachedRecord>();
  for (const row of rows) {
    const known = found.get(row.id);
    found.set(row.id, known === undefined ? row : { ...known, rounds: 3 });
  }
  return [...found.values()];
}

/** Over `same` decisions, in one of the rounds. */
const decided = (round: 'content' | 'second', [mine, other]: ['left', 'right'] | ['right', 'left']) => `
  select o.${round}
  from match_record m join decision d on d.entity = $1 and d.${mine}_key = m.key and d.verdict = 'same'
    join match_record o on o.entity = $1 and o.key = d.${other}_key
  where m.entity = $1 and m.${round} = r.content`;

/**
 * Copies come along with their content; a golden record is looked up once, however many copies it has. Both rounds are
 * walked at once: the closure of one round is a part of what is reached, whole components of both.
 */
const componentOver = (decisions: string) => `
  with recursive reached(content) as (
    select content from (
      select unnest($2::bigint[]) as content
      union
      select o.second
      from golden_member g join golden_member mate on mate.golden_id = g.golden_id
        join match_record o on o.record_id = mate.record_id
      where g.record_id = any($3::bigint[])
      union
      select content from match_record where entity = $1 and first_cluster = any($4::text[])
    ) seed
    union
    select next.content from reached r cross join lateral (
      select right_content as content from match_pair where entity = $1 and left_content = r.content
      union all
      select left_content from match_pair where entity = $1 and right_content = r.content
      union all
      select o.second
      from (
        select distinct g.golden_id from match_record m join golden_member g on g.record_id = m.record_id
        where m.entity = $1 and m.second = r.content
      ) own join golden_member mate on mate.golden_id = own.golden_id
        join match_record o on o.record_id = mate.record_id
      ${decisions}
    ) next
  )
  select m.record_id as id, m.key, m.content, m.second, m.first_cluster as "firstCluster", m.rounds,
    m.golden_id as "goldenId", m.born_at as "bornAt"
  from reached r cross join lateral (
    -- Fenced: the planner, which cannot know how little is reached, would rather read the whole table.
    select own.record_id, own.key, own.content, own.second, own.first_cluster, own.rounds, g.id as golden_id, g.born_at
    from (
      select m.*, case when m.second = m.content then 3 else 1 end as rounds
      from match_record m where m.entity = $1 and m.content = r.content
      union all
      select m.*, 2 from match_record m where m.entity = $1 and m.second = r.content and m.second <> m.content
    ) own left join golden_member member on member.record_id = own.record_id
      left join golden_record g on g.id = member.golden_id
    offset 0
  ) m
  order by m.record_id`;

const component = componentOver('');
const decidedComponent = componentOver(
  (['content', 'second'] as const)
    .flatMap((round) => [decided(round, ['left', 'right']), decided(round, ['right', 'left'])])
    .map((branch) => `union all ${branch}`)
    .join(' '),
);

function decisionStore(db: Db): Pick<MatchStore, DecisionMethods> {
  const markDue: MatchStore['markDue'] = async (entity, keys) => {
    if (keys.length === 0) return;
    // By the records' own names: one that is matched for the first time just now has no `match_record` to be seen here.
    await db.query(
      `with named as (
         select key, split_part(key, '/', 1) as connection, split_part(key, '/', 2) as stream
         from unnest($2::text[]) as k(key)
       )
       update source_record s set match_due = true
       from named n join connection c on c.name = n.connection
       where s.connection_id = c.id and s.stream = n.stream and s.entity = $1
         and s.external_id = substr(n.key, length(n.connection) + length(n.stream) + 3)`,
      [entity, keys],
    );
  };
  return {
    markDue,

    async decisionsAmong(entity, recordIds) {
      const { rows } = await prepared<RecordDecision>(
        db,
        `select l.record_id as "leftId", r.record_id as "rightId", d.verdict
         from match_record l join decision d on d.entity = $1 and d.left_key = l.key
           join match_record r on r.entity = $1 and r.key = d.right_key
         where l.record_id = any($2::bigint[]) and r.record_id = any($2::bigint[]) order by d.id`,
        [entity, recordIds],
      );
      return rows;
    },

    async decisions(entity) {
      const { rows } = await db.query<KeyedDecision>(
        `select left_key as "leftKey", right_key as "rightKey", verdict from decision where entity = $1 order by id`,
        [entity],
      );
      return rows;
    },

    async lockDecisions(entity) {
      await db.query(`select pg_advisory_xact_lock(hashtextextended('decision ' || $1, 0))`, [entity]);
    },

    async deleted(entity, keys) {
      const { rows } = await db.query<{ key: string }>(
        `select k.key from unnest($2::text[]) k(key)
           join connection c on c.name = split_part(k.key, '/', 1)
           join source_record s on s.connection_id = c.id and s.entity = $1 and s.stream = split_part(k.key, '/', 2)
             and s.external_id = substr(k.key, length(split_part(k.key, '/', 1) || split_part(k.key, '/', 2)) + 3)
         where s.deleted_at is not null`,
        [entity, keys],
      );
      return new Set(rows.map((row) => row.key));
    },

    async decide(entity, { leftKey, rightKey, verdict }, author, at) {
      const keys = [leftKey, rightKey].sort(inCodePoints);
      await db.query(
        `insert into decision (entity, left_key, right_key, verdict, author, decided_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (entity, left_key, right_key) do update
           set verdict = excluded.verdict, author = excluded.author, decided_at = excluded.decided_at`,
        [entity, ...keys, verdict, author, at],
      );
      await markDue(entity, keys);
    },

    async withdraw(entity, leftKey, rightKey) {
      const keys = [leftKey, rightKey].sort(inCodePoints);
      await db.query(`delete from decision where entity = $1 and left_key = $2 and right_key = $3`, [
        entity,
        ...keys,
      ]);
      await markDue(entity, keys);
    },
  };
}

function inCodePoints(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
