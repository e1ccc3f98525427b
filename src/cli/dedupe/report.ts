import { writeFileSync } from 'node:fs';
import { outcome } from '../../core/match/compare/comparator.ts';
import type { EdgeColumns } from '../../core/match/components.ts';
import { spaceOf } from '../../core/match/frequencies.ts';
import type { MatchModel } from '../../core/match/model.ts';
import { weightOf, weightTables } from '../../core/match/weights.ts';
import { counted } from '../../util/counted.ts';
import { foundInWords } from './found-in-words.ts';
import type { RowMatches, TypeMatch } from './match-rows.ts';
import { namingFile } from './naming-file.ts';
import type { NamedInput } from './read-input.ts';
import { closestCalls } from './report-calls.ts';
import { biggestClusters, clusterSizes } from './report-clusters.ts';
import {
  barChart,
  type Cell,
  escapeHtml,
  htmlPage,
  htmlTable,
  type Section,
  weightCell,
} from './report-html.ts';
import { dataQuality } from './report-quality.ts';
import { reviewCount } from './review-count.ts';

/** `clusters`: per row of the input, the row whose id names its cluster; `names`: the columns that hold ids and sources. */
export type ReportInput = {
  input: NamedInput;
  matches: RowMatches;
  clusters: Int32Array;
  names: ReadonlySet<string>;
};

/** `--report`: one HTML file that needs nothing else. */
export function writeReport(path: string, report: ReportInput): void {
  const { input, matches, clusters } = report;
  const records = input.ids.length;
  const entities = new Set(clusters).size;
  const share = ((100 * (records - entities)) / records).toFixed(1);
  const several = matches.perType.length > 1;
  const lead = [
    `<p class="big">${foundInWords(records, entities, (text) => `<b>${text}</b>`)} (${share} % of the records).</p>`,
    clusterSizes(clusters),
    ...[...input.notes, ...matches.notes].map((note) => `<p>Note: ${escapeHtml(note)}</p>`),
  ];
  const sections: Section[] = [
    { title: 'The biggest clusters', html: biggestClusters(report) },
    ...matches.perType.flatMap((match) => typeSections(report, match, several ? ` (${match.type}s)` : '')),
    { title: 'Data quality', html: dataQuality(input, matches) },
  ];
  namingFile(path, () => writeFileSync(path, htmlPage('Duplicates', lead.join('\n'), sections)));
}

function typeSections(report: ReportInput, match: TypeMatch, suffix: string): Section[] {
  const { model, pairs } = match.result;
  return [
    { title: `The closest calls${suffix}`, html: closestCalls(report, match) },
    {
      title: `Match weights${suffix}`,
      html: `${pairCounts(match)}${distribution(pairs, model)}`,
    },
    {
      title: `What the model learned${suffix}`,
      html: `<p>m: how often records of one entity are on this level; u: how often others are, on average over the values. The weight is log2(m/u) with the u of the very value: agreement on what few records hold weighs more. The prior weight is ${weightCell(model.prior).html}.</p>${modelTable(model, match)}`,
    },
    { title: `What was narrowed${suffix}`, html: narrowed(match) },
  ];
}

/** How many pairs there were at each step, and what the steps are. */
function pairCounts({ result }: TypeMatch): string {
  const { model, pairs, stats, corpus } = result;
  const { match: same, review } = model.thresholds;
  const waiting = pairs.weight.reduce((count, weight) => count + Number(weight < same), 0);
  const matched = pairs.weight.length - waiting;
  const joined = waiting - reviewCount(result);
  const settled = joined === 0 ? '' : ` (${joined} of them in one cluster already, by other evidence)`;
  const copies = corpus.records - corpus.nodes;
  const equal =
    copies === 0
      ? ''
      : ` ${counted(copies, 'record')} ${copies === 1 ? 'repeats another one' : 'repeat others'} in every compared column; such copies count as one record here.`;
  return `<p>The weight of a pair is the log2 of the odds that it is one entity: from ${same} on it matches, and its records are merged unless the rest of their cluster speaks against it; from ${review} to ${same} a person should look.</p>
<p>Records that share a key, such as a telephone number or the rare words of a name, are a candidate pair. ${counted(stats.comparisons, 'candidate pair was', 'candidate pairs were')} compared: ${counted(matched, 'pair')} matched, ${counted(waiting, 'pair')} should be looked at${settled}, ${counted(stats.comparisons - pairs.weight.length, 'pair')} fell below ${review}.${equal}</p>`;
}

function distribution({ weight: weights }: EdgeColumns, model: MatchModel): string {
  const [from, to] = [Math.floor(model.thresholds.review / 2) * 2, 30];
  const counts = new Map<number, number>();
  for (const weight of weights) {
    const bin = Math.max(from, Math.min(to, Math.floor(weight / 2) * 2));
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const bins = Array.from({ length: (to - from) / 2 + 1 }, (_, index) => from + index * 2);
  return barChart(
    'distribution of match weights',
    bins.map((bin) => ({ label: bin === to ? `${bin}+` : `${bin}–${bin + 2}`, count: counts.get(bin) ?? 0 })),
  );
}

function modelTable(model: MatchModel, match: TypeMatch): string {
  const { corpus } = match.result;
  const tables = weightTables(model, corpus.features);
  const rows = corpus.features.flatMap((feature, index): Cell[][] => {
    const learned = model.features[index];
    const isKnown = (corpus.columns[index] as Int32Array).some((id) => id !== 0);
    if (!isKnown || learned === undefined) return [];
    const most = mostHeld(model, feature.column);
    return feature.comparator.levels.map((level, at) => [
      feature.name,
      level,
      learned.m[at] as number,
      learned.u[at] as number,
      ...[2, most].map((held) => weightCell(weightOf(tables, index, outcome(at, held)))),
    ]);
  });
  return htmlTable(['feature', 'level', 'm', 'u', 'weight of a rare value', 'of the commonest'], rows);
}

/** How many records hold the commonest value of a column. */
function mostHeld(model: MatchModel, column: string): number {
  const counts = Object.entries(model.frequencies[spaceOf(column)]?.counts ?? {});
  return counts.reduce((most, [atom, count]) => (atom.startsWith('~') ? most : Math.max(most, count)), 2);
}

function narrowed({ result: { model, stats } }: TypeMatch): string {
  const { keys, common } = { keys: stats.keys, common: model.keys.common.length };
  const told = [
    common === 0
      ? `No key was shared by more than ${keys.limit} records: every pair that shares a key was compared.`
      : `${counted(common, 'key was', 'keys were')} shared by more than ${keys.limit} records${common === 1 ? '' : ' each'}; such records were compared where they share a second property too.`,
    keys.leftOut.keys === 0
      ? ''
      : `${counted(keys.leftOut.keys, 'key was', 'keys were')} too common even then, which left out ${counted(keys.leftOut.pairs, 'pair')}.`,
    keys.unproductive.length === 0
      ? ''
      : `A sample showed that ${counted(keys.unproductive.length, 'kind of key brings', 'kinds of keys bring')} many pairs and next to no match that others do not find, so that no records were compared for ${keys.unproductive.length === 1 ? 'it' : 'them'}: ${escapeHtml(keys.unproductive.join(', '))}.`,
    stats.cut === 0
      ? ''
      : `${counted(stats.cut, 'group of linked records was', 'groups of linked records were')} too big to weigh as a whole, and cut at the lightest pairs first.`,
  ];
  return `<p>${told.filter((text) => text !== '').join(' ')}</p>`;
}
