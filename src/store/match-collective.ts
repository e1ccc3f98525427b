/**
 * What accounts and contacts tell of each other, worked out from the first-round clusters that are stored. The same
 * values as `core/match/collective.ts` makes of whole sets, for the records that a change concerns.
 */
import { MOST_ACCOUNTS, MOST_CLUSTERS, MOST_CONTACTS } from '../core/match/collective.ts';
import type { GoldenType } from '../core/model/entity.ts';
import type { AccountName, CollectiveStore } from '../engine/ports/match-collective.ts';
import type { Db } from './db.ts';
import { prepared } from './prepared.ts';

/** `holdersClass`, in whole numbers. */
const CLASS_OF = (holders: string) =>
  `(select max(c) from generate_series(0, 15) as c where 4::bigint ^ c <= ${holders})`;

/** Who refers to each of the clusters `f`, by the type of the cluster; nobody where too many do to tell anything. */
const HOLDERS: { readonly [T in GoldenType]: string } = {
  account: `
    select case when count(*) <= ${MOST_CONTACTS} then count(*) else 0 end as holders from (
      select from match_record m join source_record a on a.id = m.record_id
        join match_link l on l.connection_id = a.connection_id and l.reference = a.external_id
      where m.entity = 'account' and m.first_cluster = f.name limit ${MOST_CONTACTS + 1}
    ) link`,
  contact: `
    select case when count(*) <= ${MOST_CONTACTS} and count(distinct (connection_id, reference)) between 2 and ${MOST_ACCOUNTS}
      then count(distinct (connection_id, reference)) else 0 end as holders from (
      select l.connection_id, l.reference
      from match_record m join match_link l on l.record_id = m.record_id
      where m.entity = 'contact' and m.first_cluster = f.name limit ${MOST_CONTACTS + 1}
    ) link`,
};

/** Every cluster that anybody refers to. */
const REFERRED: { readonly [T in GoldenType]: string } = {
  account: `
    select distinct m.first_cluster as name
    from match_link l join source_record a
        on a.connection_id = l.connection_id and a.entity = 'account' and a.external_id = l.reference
      join match_record m on m.record_id = a.id`,
  contact: `
    select m.first_cluster as name
    from match_record m join match_link l on l.record_id = m.record_id
    where m.entity = 'contact' group by 1 having count(*) > 1`,
};

/** What the records `i` are told. */
const TOLD: { readonly [T in GoldenType]: string } = {
  account: `
    select i.id, v.value from i join source_record a on a.id = i.id cross join lateral (
      select string_agg(k.name || '~' || k.class, '|' order by k.name collate "C") as value from (
        select distinct k.name, k.class, k.name collate "C" as place
        from (
          select l.record_id, count(*) over () as contacts from (
            select l.record_id from match_link l
            where l.connection_id = a.connection_id and l.reference = a.external_id limit ${MOST_CONTACTS + 1}
          ) l
        ) l join match_record m on m.record_id = l.record_id
          join match_cluster k on k.entity = 'contact' and k.name = m.first_cluster
        where l.contacts <= ${MOST_CONTACTS} order by place limit ${MOST_CLUSTERS}
      ) k
    ) v where v.value is not null`,
  contact: `
    select distinct on (i.id) i.id, k.name || '~' || k.class as value
    from i join match_link l on l.record_id = i.id join source_record a
        on a.connection_id = l.connection_id and a.entity = 'account' and a.external_id = l.reference
      join match_record m on m.record_id = a.id
      join match_cluster k on k.entity = 'account' and k.name = m.first_cluster
    order by i.id, k.name collate "C"`,
};

/** Marks the records `i` that are told something else than when they were matched. */
const mark = (entity: GoldenType, ids: string) => `
  with i as materialized (${ids}), told as materialized (
    select t.* from (${TOLD[entity]}) t where exists (select from match_state where entity = '${entity}' and collective)
  )
  update source_record s set match_due = true
  from i join match_record m on m.record_id = i.id left join told on told.id = i.id
  where s.id = i.id and not s.match_due and m.collective <> coalesce(told.value, '')`;

export function matchCollectiveStore(db: Db): CollectiveStore {
  return {
    async saveLinks(live, gone) {
      const linked = live.filter(({ account }) => account !== null);
      const unlinked = [...live.filter(({ account }) => account === null).map(({ id }) => id), ...gone];
      const { rows } = await prepared<AccountName & { id: number }>(
        db,
        `with given as (
           select * from unnest($1::bigint[], $2::bigint[], $3::text[]) as g(id, connection_id, reference)
         ), left_alone as (
           delete from match_link where record_id = any($4::bigint[]) returning record_id, connection_id, reference
         ), former as (
           select l.* from match_link l join given g on g.id = l.record_id
           where (l.connection_id, l.reference) <> (g.connection_id, g.reference)
         ), saved as (
           insert into match_link (record_id, connection_id, reference) select * from given
           on conflict (record_id) do update
             set connection_id = excluded.connection_id, reference = excluded.reference
             where (match_link.connection_id, match_link.reference) <> (excluded.connection_id, excluded.reference)
           returning record_id, connection_id, reference
         )
         select record_id as id, connection_id as "connectionId", reference as account from left_alone
         union all select record_id, connection_id, reference from former
         union all select record_id, connection_id, reference from saved`,
        [
          linked.map(({ id }) => id),
          linked.map(({ connectionId }) => connectionId),
          linked.map(({ account }) => account),
          unlinked,
        ],
      );
      return { recordIds: [...new Set(rows.map(({ id }) => id))], accounts: rows };
    },

    async clustersOfAccounts(accounts) {
      if (accounts.length === 0) return [];
      const { rows } = await prepared<{ name: string }>(
        db,
        `select distinct m.first_cluster as name
         from unnest($1::bigint[], $2::text[]) as n(connection_id, reference) join source_record a
             on a.connection_id = n.connection_id and a.entity = 'account' and a.external_id = n.reference
           join match_record m on m.record_id = a.id
         where m.first_cluster is not null`,
        [accounts.map(({ connectionId }) => connectionId), accounts.map(({ account }) => account)],
      );
      return rows.map(({ name }) => name);
    },

    async recount(entity, clusters) {
      if (clusters.length === 0) return [];
      const { rows } = await prepared<{ name: string }>(
        db,
        `with counted as materialized (
           select f.name, ${CLASS_OF('h.holders')} as class
           from unnest($1::text[]) as f(name) cross join lateral (${HOLDERS[entity]}) h
         ), silent as (
           delete from match_cluster k using counted c
           where k.entity = '${entity}' and k.name = c.name and c.class is null returning k.name
         ), telling as (
           insert into match_cluster (entity, name, class)
           select '${entity}', name, class from counted where class is not null
           on conflict (entity, name) do update set class = excluded.class
             where match_cluster.class <> excluded.class
           returning name
         )
         select name from silent union all select name from telling`,
        [[...new Set(clusters)]],
      );
      return rows.map(({ name }) => name);
    },

    async recountAll(entity) {
      await db.query(`delete from match_cluster where entity = $1`, [entity]);
      await db.query(
        `insert into match_cluster (entity, name, class)
         select '${entity}', c.name, c.class from (
           select f.name, ${CLASS_OF('h.holders')} as class
           from (${REFERRED[entity]}) f cross join lateral (${HOLDERS[entity]}) h
         ) c where c.class is not null`,
      );
    },

    async collectives(entity, recordIds) {
      if (recordIds.length === 0) return new Map();
      const { rows } = await prepared<{ id: number; value: string }>(
        db,
        `with i as materialized (select unnest($1::bigint[]) as id) ${TOLD[entity]}`,
        [recordIds],
      );
      return new Map(rows.map(({ id, value }) => [id, value]));
    },

    async tellContacts({ recordIds, clusters }) {
      if (recordIds.length === 0 && clusters.length === 0) return;
      const contacts = `
        select distinct l.record_id as id from (
          select unnest($1::bigint[]) as id
          union
          select record_id from match_record where entity = 'account' and first_cluster = any($2::text[])
        ) t join source_record a on a.id = t.id
          join match_link l on l.connection_id = a.connection_id and l.reference = a.external_id`;
      await prepared(db, mark('contact', contacts), [recordIds, clusters]);
    },

    async tellAccounts({ recordIds, clusters, accounts }) {
      if (recordIds.length === 0 && clusters.length === 0 && accounts.length === 0) return;
      const referred = `
        select distinct a.id from (
          select connection_id, reference from match_link where record_id = any($1::bigint[])
          union
          select l.connection_id, l.reference from match_record m join match_link l on l.record_id = m.record_id
          where m.entity = 'contact' and m.first_cluster = any($2::text[])
          union
          select * from unnest($3::bigint[], $4::text[])
        ) n join source_record a
          on a.connection_id = n.connection_id and a.entity = 'account' and a.external_id = n.reference`;
      await prepared(db, mark('account', referred), [
        recordIds,
        clusters,
        accounts.map(({ connectionId }) => connectionId),
        accounts.map(({ account }) => account),
      ]);
    },

    async tellAll(entity) {
      await db.query(mark(entity, `select record_id as id from match_record where entity = '${entity}'`));
    },
  };
}
