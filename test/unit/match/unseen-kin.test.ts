import { describe, expect, it } from 'vitest';
import { atomTables } from '#src/core/match/atoms.ts';
import { buildCorpus, type Corpus } from '#src/core/match/corpus.ts';
import { emptyKinSums, improveKinships } from '#src/core/match/estimate-kin.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { PairComparer } from '#src/core/match/evidence.ts';
import { featuresOf } from '#src/core/match/features.ts';
import { kinshipsOf } from '#src/core/match/kinships.ts';
import { matchAll } from '#src/core/match/match-all.ts';
import { knownIn } from '#src/core/match/model.ts';
import { knownWhereAsked, type SharedMarks, sharedMarks } from '#src/core/match/sharing.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import { unseenKin } from '#src/core/match/unseen-kin.ts';
import { CROWDS } from '#src/core/match/weights.ts';

const [CHAINS, BRANCHES, CITIES] = [24, 300, 40];
const stem = (at: number) =>
  `${'BDFGKLMNPRST'[at % 12]}${'aeiou'[at % 5]}${'lmnrst'[at % 6]}${'aeiou'[(at * 3) % 5]}${'dgkvz'[Math.floor(at / 7) % 5]}${'aeio'[Math.floor(at / 35) % 4]}${'bdkt'[Math.floor(at / 140) % 4]}${'eiu'[Math.floor(at / 560) % 3]}n`;
const site = (chain: number) => ({
  name: `${stem(chain)} Bakery`,
  website: `${stem(chain)}.com`.toLowerCase(),
});

/** Seven or eight branches of a chain in each city, some of which do not tell their street. */
function branch(chain: number, at: number): Record<string, string> {
  return {
    ...site(chain),
    phone: at % 6 === 3 ? '' : `0113 ${2_000_000 + (((chain * 300 + at) * 104_729) % 7_919_993)}`,
    street: at % 3 === 1 ? '' : `${1 + ((at * 7 + chain) % 180)} ${stem(at + 300)} Street`,
    city: `${stem(900 + (at % CITIES))}ton`,
  };
}

/** The one house of a company. */
const alone = (at: number): Record<string, string> => ({ ...branch(CHAINS + at, at), ...site(CHAINS + at) });

const records = (rows: readonly Record<string, string>[]) =>
  rows.map((row, at) => ({ id: String(at), standardised: standardise('account', row) }));

it('branches of chains that are too great to be compared whole stay apart, in one city too', () => {
  const chains = Array.from({ length: CHAINS * BRANCHES }, (_, at) =>
    branch(at % CHAINS, Math.floor(at / CHAINS)),
  );
  const houses = Array.from({ length: 1_500 }, (_, at) => alone(at));
  const rows = [...chains, ...houses];
  const again = rows.filter((row, at) => at % 9 === 0 && row['street'] !== '');
  const { clusterOf } = matchAll('account', records([...rows, ...again]));
  const sizes = new Map<number, number>();
  for (const cluster of clusterOf.slice(0, rows.length)) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  const joined = [...sizes.values()].reduce((sum, size) => sum + size - 1, 0);
  const found = again.filter((row, at) => clusterOf[rows.length + at] === clusterOf[rows.indexOf(row)]);
  // Thousands were, while only those that are compared were counted.
  expect(joined).toBeLessThan(50);
  expect(found.length / again.length).toBeGreaterThan(0.98);
}, 60_000);

/** One of 300 at one switchboard, five of each first name; no two share both names. */
function colleague(office: number, at: number): Record<string, string> {
  const last = (at * 37 + office * 11) % 1_600;
  return {
    first_name: stem(2_000 + ((at * 7 + office) % 60)),
    last_name: `${stem(last)}${stem(last * 7 + 3)}`.toLowerCase(),
    company: `${stem(4_000 + office)} Printing`,
    phone: `0113 ${3_000_000 + office * 7_919}`,
  };
}

it('colleagues of one first name stay apart, however many there are', () => {
  const rows = Array.from({ length: 9_000 }, (_, at) => colleague(at % 30, Math.floor(at / 30)));
  const again = rows.filter((_, at) => at % 11 === 0).map((row) => ({ ...row, phone: '' }));
  const { clusterOf } = matchAll(
    'contact',
    [...rows, ...again].map((row, at) => ({ id: String(at), standardised: standardise('contact', row) })),
  );
  // Names that look alike by chance are joined; while only who is compared was counted, half of all were.
  expect(new Set(clusterOf.slice(0, rows.length)).size).toBeGreaterThan(0.95 * rows.length);
  expect(again.every((_, at) => clusterOf[rows.length + at] === clusterOf[at * 11])).toBe(true);
}, 60_000);

describe('who shares the marks of a kinship', () => {
  const corpusOf = (rows: readonly Record<string, string>[]) =>
    buildCorpus(records(rows), { features: featuresOf('account', []), keepSources: false });
  const marksOf = (corpus: Corpus, name: string) => {
    const kinship = kinshipsOf('account').find((kin) => kin.name === name) ?? expect.fail();
    return sharedMarks(
      corpus,
      new PairComparer(corpus, atomTables(corpus, {}), knownWhereAsked(corpus)),
      kinship,
    );
  };
  const total = (marks: SharedMarks | undefined) => marks?.pairs.reduce((sum, pairs) => sum + pairs, 0);
  const chain = (size: number) => Array.from({ length: size }, (_, at) => branch(0, at));

  it('is counted where most records know the first mark and one more', () => {
    const without = (lacking: string, from: number) =>
      chain(8).map((row, at) => (at < from ? row : { ...row, [lacking]: '' }));
    expect(total(marksOf(corpusOf(without('phone', 0)), 'same group'))).toBe(28);
    expect(total(marksOf(corpusOf(without('website', 5)), 'same group'))).toBe(10);
    expect(marksOf(corpusOf(without('website', 3)), 'same group')).toBeUndefined();
    expect(marksOf(corpusOf(without('phone', 3)), 'branch of one office')).toBeUndefined();
  });

  it.each([3, 31, 63, 124])('is not unseen where all pairs of %d are candidates', (size) => {
    const corpus = corpusOf(chain(size));
    const comparer = new PairComparer(corpus, atomTables(corpus, {}), knownWhereAsked(corpus));
    const marks = marksOf(corpus, 'same group') ?? expect.fail();
    const width = corpus.features.length;
    const outcomes = new Int32Array(((size * (size - 1)) / 2) * width);
    let row = 0;
    for (let a = 0; a < size; a++)
      for (let b = a + 1; b < size; b++)
        comparer.compare(a, b, outcomes.subarray(row * width, ++row * width));
    const sample = { size: row, outcomes, weight: new Float64Array(row).fill(1) };
    expect(total(unseenKin(marks, sample, corpus.features))).toBe(0);
    expect(
      total(unseenKin(marks, { ...sample, size: Math.floor(row / 2) }, corpus.features)),
    ).toBeGreaterThan(row / 3);
  });
});

describe('kin that no candidate shows', () => {
  const kinships = kinshipsOf('account');
  const sums = emptyKinSums(kinships.length);
  sums.matched.fill(100);
  const unseen = kinships.map(({ marks }) => marks && new Float64Array(CROWDS).fill(10_000));
  const groups = (isKnown: (feature: string) => boolean, of: typeof unseen) =>
    improveKinships(
      { type: 'account', linkOnly: false },
      { sums, matches: -15, records: 1_000, isKnown, unseen: of },
    ).find(({ name }) => name === 'same group');

  it('counts where a place is known', () => {
    expect(groups(() => true, unseen)?.crowd?.at(-1)).toBeGreaterThan(
      (groups(() => true, [])?.crowd?.at(-1) ?? 0) + 5,
    );
  });

  it('but not where none is, where the rows of one company would count', () => {
    const isKnown = (feature: string) => !['address', 'city', 'geo'].includes(feature);
    expect(groups(isKnown, unseen)).toEqual(groups(isKnown, []));
  });
});

it('a company of many rows does not part the copies of others where nothing tells branches', () => {
  const company = (at: number, row = 0) => ({
    ...site(at),
    phone: `0113 ${2_000_000 + ((at * 104_729) % 7_919_993)}`,
    industry: row === 0 ? '' : stem(at + row),
  });
  const twice = Array.from({ length: 800 }, (_, at) => company(at % 400, at < 400 ? 0 : 1));
  const many = Array.from({ length: 150 }, (_, row) => company(500, row + 1));
  const { clusterOf } = matchAll('account', records([...twice, ...many]));
  const together = twice.filter((_, at) => clusterOf[at] === clusterOf[at % 400]).length;
  expect(together).toBe(800);
});

it('what a model tells of how many know a name is what its records told', () => {
  const rows = Array.from({ length: 90 }, (_, at) => (at % 3 === 0 ? alone(at) : { ...alone(at), name: '' }));
  const corpus = buildCorpus(records(rows), { features: featuresOf('account', []), keepSources: false });
  const known = knownWhereAsked(corpus);
  const name = corpus.features.findIndex((feature) => feature.name === 'name');
  expect(known[name]).toBe(30);
  expect(knownIn(estimateModel('account', records(rows)), corpus.features)[name]).toBe(30);
});
