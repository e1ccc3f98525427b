/** Contents and their keys. */
import type { Standardised } from '../core/match/standardised.ts';
import type { MatchStore } from '../engine/ports/match.ts';
import type { Db } from './db.ts';
import { matchGraphStore } from './match-graph.ts';
import { modelInForce } from './match-model.ts';
import { matchRecordStore } from './match-record.ts';
import { prepared } from './prepared.ts';

export function matchStore(db: Db): MatchStore {
  return { ...modelInForce(db), ...matchRecordStore(db), ...contentStore(db), ...matchGraphStore(db) };
}

type ContentMethods = 'addContents' | 'removeUnheld' | 'contents' | 'keysOf' | 'holders';

// Arrays of 53-bit numbers are read as float8[], which `pg` parses into numbers.
function contentStore(db: Db): Pick<MatchStore, ContentMethods> {
  return {
    async addContents(entity, contents) {
      if (contents.length === 0) return [];
      const { rows } = await prepared<{ content: number }>(
        db,
        `with fresh as (
           insert into match_content (entity, content, standardised, keys)
           select $1, c.content, c.standardised, c.keys::bigint[]
           from unnest($2::bigint[], $3::text[], $4::text[]) as c(content, standardised, keys)
           on conflict do nothing returning content, keys
         ), indexed as (
           insert into match_key (entity, key, content)
           select $1, k.key, f.content from fresh f cross join unnest(f.keys) as k(key)
         )
         select content from fresh`,
        [
          entity,
          contents.map(({ content }) => content),
          contents.map(({ standardised }) => JSON.stringify(standardised)),
          contents.map(({ keys }) => `{${keys.join(',')}}`),
        ],
      );
      return rows.map((row) => row.content);
    },

    async removeUnheld(entity, contents) {
      if (contents.length === 0) return { removed: [], keys: [] };
      const { rows } = await prepared<{ content: number; keys: number[] }>(
        db,
        `with gone as (
           delete from match_content c
           where c.entity = $1 and c.content = any($2::bigint[])
             and not exists (select from match_record r where r.entity = c.entity and r.content = c.content)
           returning c.content, c.keys
         ), unindexed as (
           delete from match_key k using gone g
           where k.entity = $1 and k.content = g.content and k.key = any(g.keys)
         )
         select content, keys::float8[] as keys from gone`,
        [entity, contents],
      );
      return { removed: rows.map((row) => row.content), keys: rows.flatMap((row) => row.keys) };
    },

    async contents(entity, contents) {
      const { rows } = await prepared<{ content: number; standardised: string }>(
        db,
        `select content, standardised from match_content where entity = $1 and content = any($2::bigint[])`,
        [entity, contents],
      );
      return rows.map(({ content, standardised }) => ({
        content,
        standardised: JSON.parse(standardised) as Standardised,
      }));
    },

    async keysOf(entity, contents) {
      const { rows } = await prepared<{ content: number; keys: number[] }>(
        db,
        `select content, keys::float8[] as keys from match_content where entity = $1 and content = any($2::bigint[])`,
        [entity, contents],
      );
      return rows;
    },

    async holders(entity, keys, most) {
      const { rows } = await prepared<{ key: number; holders: number[] }>(
        db,
        `select k.key, array(
           select m.content::float8 from match_key m where m.entity = $1 and m.key = k.key limit $3
         ) as holders from unnest($2::bigint[]) as k(key)`,
        [entity, keys, most],
      );
      return rows;
    },
  };
}
