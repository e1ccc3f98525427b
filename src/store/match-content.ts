/** Contents of both rounds and their keys. Arrays of 53-bit numbers are read as float8[], which `pg` parses into numbers. */

import { withCollective } from '../core/match/collective.ts';
import type { Standardised } from '../core/match/standardised.ts';
import type { HeldKeys, MatchStore } from '../engine/ports/match.ts';
import type { Db } from './db.ts';
import { prepared } from './prepared.ts';

type ContentMethods = 'addContents' | 'removeUnheld' | 'contents' | 'keysOf' | 'holders';
type BulkMethods = 'copyFirstRound' | 'forgetSecondRound' | 'addVariants' | 'saveVariantKeys';

const asArray = (keys: readonly number[]) => `{${keys.join(',')}}`;

export function matchContentStore(db: Db): Pick<MatchStore, ContentMethods | BulkMethods> {
  return { ...contentStore(db), ...keyStore(db), ...bulkStore(db) };
}

function contentStore(db: Db): Pick<MatchStore, 'addContents' | 'removeUnheld' | 'contents'> {
  return {
    async addContents(entity, contents, variants) {
      const { rows } = await prepared<{ content: number; second: boolean }>(
        db,
        `with fresh as (
           insert into match_content (entity, content, standardised, keys)
           select $1, c.content, c.standardised, c.keys::bigint[]
           from unnest($2::bigint[], $3::text[], $4::text[]) as c(content, standardised, keys)
           on conflict do nothing returning content, keys
         ), varied as (
           insert into match_variant (entity, content, base, collective, keys)
           select $1, v.content, v.base, v.collective, v.keys::bigint[]
           from unnest($5::bigint[], $6::bigint[], $7::text[], $8::text[]) as v(content, base, collective, keys)
           on conflict do nothing returning content, keys
         ), indexed as (
           insert into match_key (entity, key, content)
           select $1, k.key, f.content
           from (select * from fresh union all select * from varied) f cross join unnest(f.keys) as k(key)
         )
         select content, false as second from fresh union all select content, true from varied`,
        [
          entity,
          contents.map(({ content }) => content),
          contents.map(({ standardised }) => JSON.stringify(standardised)),
          contents.map(({ keys }) => asArray(keys)),
          variants.map(({ content }) => content),
          variants.map(({ base }) => base),
          variants.map(({ collective }) => collective),
          variants.map(({ keys }) => asArray(keys)),
        ],
      );
      const of = (second: boolean) =>
        rows.filter((row) => row.second === second).map(({ content }) => content);
      return { contents: of(false), variants: of(true) };
    },

    async removeUnheld(entity, contents, variants) {
      if (contents.length === 0 && variants.length === 0) return { contents: [], variants: [] };
      const { rows } = await prepared<HeldKeys & { second: boolean }>(
        db,
        `with gone as (
           delete from match_content c
           where c.entity = $1 and c.content = any($2::bigint[])
             and not exists (select from match_record r where r.entity = $1 and r.content = c.content)
           returning c.content, c.keys
         ), parted as (
           delete from match_variant v
           where v.entity = $1 and v.content = any($3::bigint[])
             and not exists (select from match_record r where r.entity = $1 and r.second = v.content)
           returning v.content, v.base, v.keys
         ), unindexed as (
           delete from match_key k using (select content, keys from gone union all select content, keys from parted) g
           where k.entity = $1 and k.content = g.content and k.key = any(g.keys)
         )
         select content, keys::float8[] as keys, false as second from gone
         union all
         -- The statement sees the contents that it removes.
         select p.content, (c.keys || p.keys)::float8[], true
         from parted p join match_content c on c.entity = $1 and c.content = p.base`,
        [entity, contents, variants],
      );
      const of = (second: boolean) =>
        rows.filter((row) => row.second === second).map(({ content, keys }) => ({ content, keys }));
      return { contents: of(false), variants: of(true) };
    },

    async contents(entity, contents) {
      const { rows } = await prepared<{ content: number; standardised: string; collective: string }>(
        db,
        `select content, standardised, '' as collective from match_content
         where entity = $1 and content = any($2::bigint[])
         union all
         select v.content, c.standardised, v.collective
         from match_variant v join match_content c on c.entity = $1 and c.content = v.base
         where v.entity = $1 and v.content = any($2::bigint[]) and v.content <> v.base`,
        [entity, contents],
      );
      return rows.map(({ content, standardised, collective }) => ({
        content,
        standardised: withCollective(entity, JSON.parse(standardised) as Standardised, collective),
      }));
    },
  };
}

function keyStore(db: Db): Pick<MatchStore, 'keysOf' | 'holders'> {
  return {
    async keysOf(entity, contents) {
      const { rows } = await prepared<HeldKeys>(
        db,
        `select content, keys::float8[] as keys from match_content where entity = $1 and content = any($2::bigint[])
         union all
         select v.content, (c.keys || v.keys)::float8[]
         from match_variant v join match_content c on c.entity = $1 and c.content = v.base
         where v.entity = $1 and v.content = any($2::bigint[]) and v.content <> v.base`,
        [entity, contents],
      );
      return rows;
    },

    async holders(entity, keys, most) {
      const { rows } = await prepared<{ id: number; contents: number[]; isVariant: boolean }>(
        db,
        `with held as materialized (
           select k.key as id, array(
             select m.content::float8 from match_key m where m.entity = $1 and m.key = k.key limit $3
           ) as contents from unnest($2::bigint[]) as k(key)
         )
         select id, contents, false as "isVariant" from held
         union all
         select b.base, array(
           select v.content::float8 from match_variant v where v.entity = $1 and v.base = b.base limit $3
         ), true
         from (select distinct unnest(contents)::bigint as base from held) b`,
        [entity, keys, most],
      );
      const of = (isVariant: boolean) => rows.filter((row) => row.isVariant === isVariant);
      return {
        holders: of(false).map(({ id, contents }) => ({ key: id, contents })),
        variants: of(true).map(({ id, contents }) => ({ base: id, contents })),
      };
    },
  };
}

function bulkStore(db: Db): Pick<MatchStore, BulkMethods> {
  return {
    async copyFirstRound(entity) {
      await db.query(
        `insert into match_variant (entity, content, base, collective)
         select entity, content, content, '' from match_content where entity = $1`,
        [entity],
      );
      await db.query(`update match_pair set rounds = 3 where entity = $1`, [entity]);
    },

    async forgetSecondRound(entity) {
      await db.query(
        `delete from match_key k using match_variant v
         where v.entity = $1 and k.entity = $1 and k.content = v.content and k.key = any(v.keys)`,
        [entity],
      );
      await db.query(`delete from match_variant where entity = $1`, [entity]);
      await db.query(`delete from match_pair where entity = $1 and rounds = 2`, [entity]);
      await db.query(`update match_pair set rounds = 1 where entity = $1 and rounds = 3`, [entity]);
      await db.query(
        `update match_record set second = content, collective = ''
         where entity = $1 and (second <> content or collective <> '')`,
        [entity],
      );
    },

    async addVariants(entity) {
      await db.query(
        `insert into match_variant (entity, content, base, collective)
         select distinct entity, second, content, collective from match_record where entity = $1`,
        [entity],
      );
    },

    async saveVariantKeys(entity, variants) {
      await db.query(
        `with keyed as (
           update match_variant v set keys = g.keys::bigint[]
           from unnest($2::bigint[], $3::text[]) as g(content, keys)
           where v.entity = $1 and v.content = g.content returning v.content, v.keys
         )
         insert into match_key (entity, key, content)
         select $1, k.key, v.content from keyed v cross join unnest(v.keys) as k(key)`,
        [entity, variants.map(({ content }) => content), variants.map(({ keys }) => asArray(keys))],
      );
    },
  };
}
