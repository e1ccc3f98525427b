/** Writes what a first load of these records would have left, straight into the tables. */
import { clusterName } from '#src/core/match/collective.ts';
import { edgesOf } from '#src/core/match/components.ts';
import { contentKeys, contentReader } from '#src/core/match/content.ts';
import { type MatchResult, matchAll } from '#src/core/match/match-all.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import type { CanonicalRecord } from '#src/core/model/field.ts';
import type { Store } from '#src/engine/ports/store.ts';
import { judgedPairs } from '#src/engine/stages/judged-pairs.ts';
import type { Pool } from '#src/store/pool.ts';

const CHUNK = 10_000;
const AT = new Date('2026-01-01T00:00:00Z');

export async function fillStore(
  pool: Pool,
  store: Store,
  records: readonly CanonicalRecord[],
): Promise<void> {
  const begun = performance.now();
  const say = (what: string) => console.error(`${((performance.now() - begun) / 1000).toFixed(0)} s ${what}`);
  const result = matchAll('account', standardised(records));
  say(`matched: ${result.pairs.weight.length} pairs, ${result.model.keys.common.length} common keys`);
  await store.match.addModel('account', 1, result.model, AT);
  await pool.query(`insert into connection (name, kind, mode, trust) values ('crm', 'files', 'observe', 1)`);
  const names = clusterNames(result);
  const contentOfNode = new Float64Array(result.corpus.nodes);
  for (let from = 0; from < records.length; from += CHUNK) {
    const chunk = records.slice(from, from + CHUNK);
    await fillChunk(pool, store, { ...{ result, names, from, contentOfNode }, records: chunk });
  }
  say('records and keys');
  const pairs = Array.from(edgesOf(result.pairs), ({ left, right, weight }) => {
    const [a, b] = [contentOfNode[left] as number, contentOfNode[right] as number];
    return { left: Math.min(a, b), right: Math.max(a, b), weight };
  });
  for (let from = 0; from < pairs.length; from += CHUNK) {
    await store.match.insertPairs(
      'account',
      judgedPairs(result.model, pairs.slice(from, from + CHUNK), () => 3),
    );
  }
  await pool.query('vacuum analyze');
  say('pairs');
}

const keyOf = (id: number) => `crm/account/${id}`;

/** The name of every cluster, by its number. */
function clusterNames({ clusterOf }: MatchResult): string[] {
  const names: string[] = [];
  clusterOf.forEach((cluster, index) => {
    const known = names[cluster];
    names[cluster] = clusterName(known === undefined ? [keyOf(index + 1)] : [known, keyOf(index + 1)]);
  });
  return names;
}

function* standardised(records: readonly CanonicalRecord[]) {
  for (const [index, record] of records.entries())
    yield { id: String(index), standardised: standardise('account', record) };
}

type Chunk = {
  result: MatchResult;
  /** Of the clusters of the first round. */
  names: readonly string[];
  from: number;
  records: readonly CanonicalRecord[];
  contentOfNode: Float64Array;
};

async function fillChunk(
  pool: Pool,
  store: Store,
  { result, names, from, records, contentOfNode }: Chunk,
): Promise<void> {
  const read = contentReader('account');
  const prepared = records.map((record, index) => ({
    id: from + index + 1,
    key: keyOf(from + index + 1),
    ...read(standardise('account', record)),
  }));
  prepared.forEach(({ content }, index) => {
    contentOfNode[result.corpus.nodeOfRecord[from + index] as number] = content;
  });
  const ids = prepared.map(({ id }) => id);
  const golden = ids.map((id) => `ga_bench${result.clusterOf[id - 1]}`);
  await pool.query(
    `insert into source_record (id, connection_id, stream, entity, external_id, payload, payload_hash, mapped,
       source_modified_at, map_due)
     overriding system value
     select r.id, 1, 'account', 'account', r.id::text, '{}', '', r.mapped::jsonb, $3, false
     from unnest($1::bigint[], $2::text[]) as r(id, mapped)`,
    [ids, records.map((record) => JSON.stringify(record)), AT],
  );
  const contents = [...new Map(prepared.map((each) => [each.content, each])).values()];
  await store.match.addContents(
    'account',
    contents.map(({ content, standardised: own }) => ({
      content,
      standardised: own,
      keys: contentKeys(result.model, own),
    })),
    contents.map(({ content }) => ({ content, base: content, collective: '', keys: [] })),
  );
  await store.match.saveRecords(
    'account',
    prepared.map((record) => ({
      ...record,
      second: record.content,
      collective: '',
      firstCluster: names[result.clusterOf[record.id - 1] as number] as string,
    })),
    [],
  );
  await pool.query(
    `insert into golden_record (id, entity, born_at, merge_due) select distinct g, 'account', $2::timestamptz, false
     from unnest($1::text[]) as g on conflict do nothing`,
    [golden, AT],
  );
  await pool.query(
    `insert into golden_member (record_id, golden_id) select * from unnest($1::bigint[], $2::text[])`,
    [ids, golden],
  );
}
