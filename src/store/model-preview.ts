/**
 * What a proposed model would change, worked out in the database: a million pairs are compared where they lie. The
 * proposal's records and pairs stand in temporary tables for the length of the transaction.
 */
import type {
  Fingerprint,
  GoldenChanges,
  GoldenJoin,
  GoldenSplit,
  NamedRecord,
  PreviewStore,
  SideChange,
} from '../engine/ports/model.ts';
import type { Db } from './db.ts';

export function previewStore(db: Db): PreviewStore {
  return { ...stateOfRecords(db), ...loadMethods(db), ...pairMethods(db), ...goldenMethods(db) };
}

function stateOfRecords(db: Db): Pick<PreviewStore, 'fingerprint' | 'waitingCount'> {
  return {
    async fingerprint(entity) {
      const { rows } = await db.query<Fingerprint>(
        `select count(*)::int as records, coalesce(sum(second::numeric), 0)::text as contents, (
           select count(*) || ' ' || coalesce(sum(hashtextextended(left_key || ' ' || right_key || ' ' || verdict, 0)), 0)
           from decision where entity = $1
         ) as decisions
         from match_record where entity = $1`,
        [entity],
      );
      return rows[0] ?? { records: 0, contents: '0', decisions: '' };
    },

    async waitingCount(entity) {
      const { rows } = await db.query<{ count: number }>(
        `select count(*)::int as count from source_record where entity = $1 and (match_due or map_due)`,
        [entity],
      );
      return rows[0]?.count ?? 0;
    },
  };
}

function loadMethods(db: Db): Pick<PreviewStore, 'beginPreview' | 'addPreviewRecords' | 'addPreviewPairs'> {
  return {
    async beginPreview() {
      await db.query(
        `create temporary table preview_record (record_id bigint, content bigint, cluster integer) on commit drop`,
      );
      await db.query(
        `create temporary table preview_pair (left_content bigint, right_content bigint, weight float8, side text)
         on commit drop`,
      );
    },

    async addPreviewRecords({ ids, contents, clusters }) {
      await db.query(
        `insert into preview_record select * from unnest($1::bigint[], $2::bigint[], $3::integer[])`,
        [ids, contents, clusters],
      );
    },

    async addPreviewPairs({ left, right, weights, sides }) {
      await db.query(
        `insert into preview_pair select * from unnest($1::bigint[], $2::bigint[], $3::float8[], $4::text[])`,
        [left, right, weights, sides],
      );
    },
  };
}

/** Pairs of the second round under both versions, of contents that both know: what changed in the meantime is no work of the model's. */
const changedPairs = `
  select coalesce(o.left_content, n.left_content) as "left", coalesce(o.right_content, n.right_content) as "right",
    coalesce(o.decision, 'no') as "from", coalesce(n.side, 'no') as "to", o.weight as before, n.weight as after
  from (
    select * from match_pair p
    where p.entity = $1 and p.rounds & 2 <> 0
      and exists (select from preview_record r where r.content = p.left_content)
      and exists (select from preview_record r where r.content = p.right_content)
  ) o full join (
    select * from preview_pair p
    where exists (select from match_record r where r.entity = $1 and r.second = p.left_content)
      and exists (select from match_record r where r.entity = $1 and r.second = p.right_content)
  ) n on n.left_content = o.left_content and n.right_content = o.right_content
  where coalesce(o.decision, 'no') <> coalesce(n.side, 'no')`;

function pairMethods(db: Db): Pick<PreviewStore, 'sideChanges' | 'movedFurthest' | 'namesOf'> {
  return {
    async sideChanges(entity) {
      await db.query('analyze preview_record');
      await db.query('analyze preview_pair');
      await db.query(
        `create temporary table preview_change
           ("left" bigint, "right" bigint, "from" text, "to" text, before float8, after float8) on commit drop`,
      );
      await db.query(`insert into preview_change ${changedPairs}`, [entity]);
      const { rows } = await db.query<SideChange>(
        `select "from", "to", count(*)::int as count from preview_change group by 1, 2 order by 3 desc, 1, 2`,
      );
      return rows;
    },

    async movedFurthest({ from, to }, absent, limit) {
      const { rows } = await db.query<{ left: number; right: number }>(
        `select "left", "right" from preview_change where "from" = $1 and "to" = $2
         order by abs(coalesce(after, $3) - coalesce(before, $3)) desc, "left", "right" limit $4`,
        [from, to, absent, limit],
      );
      return rows;
    },

    async namesOf(entity, contents) {
      const { rows } = await db.query<NamedRecord & { content: number }>(
        `select distinct on (r.second) r.second as content, r.key, ${nameOf('s.mapped')} as name
         from match_record r join source_record s on s.id = r.record_id
         where r.entity = $1 and r.second = any($2::bigint[])
         order by r.second, r.key collate "C"`,
        [entity, contents],
      );
      return rows;
    },
  };
}

function goldenMethods(db: Db): Pick<PreviewStore, 'goldenChanges'> {
  return {
    async goldenChanges(limit) {
      await db.query(
        `create temporary table preview_split on commit drop as
         select g.golden_id, count(distinct p.cluster)::int as parts, count(*)::int as records
         from preview_record p join golden_member g on g.record_id = p.record_id
         group by g.golden_id having count(distinct p.cluster) > 1`,
      );
      await db.query(
        `create temporary table preview_join on commit drop as
         select p.cluster, count(distinct g.golden_id)::int as parts, count(*)::int as records
         from preview_record p join golden_member g on g.record_id = p.record_id
         group by p.cluster having count(distinct g.golden_id) > 1`,
      );
      return {
        ...(await totals(db)),
        splits: await splits(db, limit),
        joins: await joins(db, limit),
      };
    },
  };
}

async function totals(db: Db): Promise<Pick<GoldenChanges, 'split' | 'joined' | 'records'>> {
  const { rows } = await db.query<Pick<GoldenChanges, 'split' | 'joined' | 'records'>>(
    `select (select count(*) from preview_split)::int as split, (select count(*) from preview_join)::int as joined, (
       select count(*) from preview_record p join golden_member g on g.record_id = p.record_id
       where exists (select from preview_split s where s.golden_id = g.golden_id)
         or exists (select from preview_join j where j.cluster = p.cluster)
     )::int as records`,
  );
  return rows[0] ?? { split: 0, joined: 0, records: 0 };
}

async function splits(db: Db, limit: number): Promise<GoldenSplit[]> {
  const { rows } = await db.query<GoldenSplit>(
    `select s.golden_id as golden, ${nameOf('g.fields')} as name, s.records, s.parts
     from preview_split s join golden_record g on g.id = s.golden_id
     order by s.records desc, s.golden_id limit $1`,
    [limit],
  );
  return rows;
}

async function joins(db: Db, limit: number): Promise<GoldenJoin[]> {
  const { rows } = await db.query<GoldenJoin>(
    `select j.records, (
       select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.id)
       from (
         select distinct g.id, ${nameOf('g.fields')} as name
         from preview_record p join golden_member o on o.record_id = p.record_id
           join golden_record g on g.id = o.golden_id
         where p.cluster = j.cluster
       ) m
     ) as golden
     from (select * from preview_join order by records desc, cluster limit $1) j order by j.records desc, j.cluster`,
    [limit],
  );
  return rows;
}

/** What people call a record: a company's name, a person's. */
function nameOf(values: string): string {
  return `coalesce(${values} ->> 'name', nullif(concat_ws(' ', ${values} ->> 'first_name', ${values} ->> 'last_name'), ''), '?')`;
}
