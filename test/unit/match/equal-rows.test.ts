import { describe, expect, it } from 'vitest';
import { mix32 } from '#src/core/match/hash.ts';
import { matchAll } from '#src/core/match/match-all.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import type { GoldenType } from '#src/core/model/entity.ts';

type Row = Record<string, string>;
const SYLLABLES =
  'ba ke lo mi nu ra se ti vo za bre cha dro fle gri hol jar kel lum mor nes pol qui ros'.split(' ');
const TRADES = 'Logistics Software Foods Tiles Clinics Partners Consulting Systems'.split(' ');

/** Numbers below a bound, the same ones every time. */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = mix32(state + 0x6d2b79f5);
    return (state >>> 0) % below;
  };
}

/** Words that nobody is called by. */
function wordsOf(draw: (below: number) => number, count: number): string[] {
  const syllable = () => SYLLABLES[draw(SYLLABLES.length)] ?? '';
  return Array.from({ length: count }, () => `${syllable()}${syllable()}${syllable()}`);
}

/** Rows of name and city drawn from these words, and which of them are there twice. */
function file(type: GoldenType, { rows, copies, names }: { rows: number; copies: number; names: number }) {
  const draw = draws(7);
  const [firsts, lasts, cities] = [wordsOf(draw, names), wordsOf(draw, 2 * names), wordsOf(draw, 12)];
  const of = (list: readonly string[]) => list[draw(list.length)] ?? '';
  const own = Array.from(
    { length: rows },
    (): Row =>
      type === 'contact'
        ? { first_name: of(firsts), last_name: of(lasts), city: of(cities) }
        : { name: `${of(lasts)} ${of(TRADES)}`, city: of(cities) },
  );
  return [...own, ...own.slice(0, copies)];
}

function clustersOf(type: GoldenType, rows: readonly Row[]): number[] {
  const records = rows.map((row, at) => ({ id: String(at), standardised: standardise(type, row) }));
  return [...matchAll(type, records).clusterOf];
}

const joined = (clusters: readonly number[], rows: number) =>
  clusters.slice(rows).filter((cluster, copy) => cluster === clusters[copy]).length;

describe('equal rows of name and city in a small file', () => {
  it.each<[GoldenType, number, number]>([
    ['account', 50, 46],
    ['account', 12, 5],
    ['contact', 50, 46],
  ])('of type %s are copies where chance makes few of them (%i copies)', (type, copies, least) => {
    const clusters = clustersOf(type, file(type, { rows: 200, copies, names: 80 }));
    expect(joined(clusters, 200)).toBeGreaterThanOrEqual(least);
    expect(new Set(clusters).size).toBeGreaterThanOrEqual(200 - 2);
  });

  it.each<GoldenType>(['account', 'contact'])('of type %s are no proof among namesakes', (type) => {
    // Of eight first and sixteen last names, and twelve cities, equal rows come by themselves.
    const rows = file(type, { rows: 250, copies: 0, names: type === 'contact' ? 5 : 3 });
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBeLessThan(240);
    expect(new Set(clustersOf(type, rows)).size).toBeGreaterThan(245);
  });

  it.each<[string, (name: string, city: string, row: number) => Row]>([
    ['a name alone', (name) => ({ name })],
    ['a name and the role in it', (name) => ({ name: `${name} Holding` })],
    ['a name and, here and there, a city', (name, city, row) => (row % 5 < 2 ? { name, city } : { name })],
  ])('are no proof where %s is known', (_, rowOf) => {
    const rows = file('account', { rows: 250, copies: 0, names: 4 }).map(({ name = '', city = '' }, row) =>
      rowOf(name, city, row),
    );
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBeLessThan(200);
    expect(new Set(clustersOf('account', rows)).size).toBeGreaterThan(245);
  });
});
