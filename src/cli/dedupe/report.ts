import { writeFileSync } from 'node:fs';
import { comparePair } from '../../core/match/compare-pair.ts';
import type { Edge } from '../../core/match/components.ts';
import type { MatchModel } from '../../core/match/model.ts';
import type { CsvLayout } from '../../threads/csv-layout.ts';
import { readRow } from '../../threads/csv-layout.ts';
import type { RowMatches, TypeMatch } from './match-rows.ts';
import type { Input } from './read-input.ts';
import { barChart, escapeHtml, formatNumber, htmlPage, htmlTable } from './report-html.ts';
import { standardisedOf } from './standardised-of.ts';

export type ReportInput = { input: Input; matches: RowMatches; clusters: readonly string[] };

const MOST_CLUSTERS = 10;
const MOST_ROWS = 12;
const MOST_CALLS = 8;
const MOST_CELLS = 8;

/** `--report`: one HTML file that needs nothing else. */
export function writeReport(path: string, report: ReportInput): void {
  const { input, matches, clusters } = report;
  const entities = new Set(clusters).size;
  const sections = [
    `<p class="big">${formatNumber(input.ids.length)} records describe ${formatNumber(entities)} entities: <b>${formatNumber(input.ids.length - entities)} duplicates</b>.</p>`,
    ...[...input.notes, ...matches.notes].map((note) => `<p>Note: ${escapeHtml(note)}</p>`),
    biggestClusters(report),
    ...matches.perType.flatMap((match) => typeSections(input, match)),
    dataQuality(input),
  ];
  writeFileSync(path, htmlPage('Duplicates', sections));
}

function biggestClusters({ input, clusters }: ReportInput): string {
  const rowsOf = Map.groupBy(clusters.keys(), (row) => clusters[row] as string);
  const ranked = [...rowsOf]
    .filter(([, rows]) => rows.length > 1)
    .sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1));
  const tables = ranked.slice(0, MOST_CLUSTERS).map(([cluster, rows]) => {
    const shown = rows.slice(0, MOST_ROWS).map((row) => rowCells(input, row));
    const more = rows.length > MOST_ROWS ? `<p>… and ${formatNumber(rows.length - MOST_ROWS)} more.</p>` : '';
    return `<h3>${escapeHtml(cluster)}: ${formatNumber(rows.length)} records</h3>${htmlTable(headerOf(input, rows[0] as number), shown)}${more}`;
  });
  return `<h2>The biggest clusters</h2>${tables.join('') || '<p>No duplicates were found.</p>'}`;
}

function headerOf(input: Input, row: number): string[] {
  const file = input.files[input.fileOf[row] as number] as CsvLayout;
  return ['id', ...file.header.slice(0, MOST_CELLS)];
}

function rowCells(input: Input, row: number): string[] {
  const file = input.files[input.fileOf[row] as number] as CsvLayout;
  const cells = readRow(file, input.rowOf[row] as number).slice(0, MOST_CELLS);
  return [
    input.ids[row] as string,
    ...cells.map((cell) => (cell.length > 60 ? `${cell.slice(0, 57)}…` : cell)),
  ];
}

function typeSections(input: Input, match: TypeMatch): string[] {
  const { model, pairs, stats } = match.result;
  const { keys } = stats;
  return [
    `<h2>Match weights of ${match.type} pairs</h2><p>log2 odds of being one entity; at ${model.thresholds.match} and more records are merged, from ${model.thresholds.review} on a person should look. ${formatNumber(stats.comparisons)} pairs were compared.</p>${distribution(pairs)}`,
    `<h2>The closest calls</h2>${closestCalls(input, match)}`,
    `<h2>What the ${match.type} model learned</h2><p>m: how often records of one entity are on this level; u: how often others are. Prior weight ${formatNumber(model.prior)}.</p>${modelTable(model, match)}`,
    `<h2>What was narrowed</h2><p>${formatNumber(model.keys.common.length)} keys shared by more than ${keys.limit} records were combined with a second property; even then ${formatNumber(keys.leftOut.keys)} were too common, which left out ${formatNumber(keys.leftOut.pairs)} pairs. ${formatNumber(stats.cut)} components were too big and were cut at their lightest pairs.</p>`,
  ];
}

function distribution(pairs: readonly Edge[]): string {
  const counts = new Map<number, number>();
  for (const { weight } of pairs) {
    const bin = Math.max(-2, Math.min(30, Math.floor(weight / 2) * 2));
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const bins = Array.from({ length: 17 }, (_, index) => index * 2 - 2);
  return barChart(bins.map((bin) => ({ label: String(bin), count: counts.get(bin) ?? 0 })));
}

function closestCalls(input: Input, match: TypeMatch): string {
  const { model, pairs, corpus } = match.result;
  const first = new Int32Array(corpus.nodes).fill(-1);
  corpus.nodeOfRecord.forEach((node, record) => {
    if (first[node] === -1) first[node] = record;
  });
  const gap = (pair: Edge) => Math.abs(pair.weight - model.thresholds.match);
  const calls = [...pairs]
    .sort((a, b) => gap(a) - gap(b) || a.left - b.left || a.right - b.right)
    .slice(0, MOST_CALLS);
  const told = calls.map((pair) => {
    const [left, right] = [
      match.rows[first[pair.left] as number] as number,
      match.rows[first[pair.right] as number] as number,
    ];
    return waterfall(input, match, [left, right]);
  });
  return told.join('') || '<p>No pair came near the threshold.</p>';
}

function waterfall(input: Input, match: TypeMatch, [left, right]: [number, number]): string {
  const compared = comparePair(
    match.result.model,
    standardisedOf(input, match, left),
    standardisedOf(input, match, right),
  );
  let total = compared.prior;
  const rows: (string | number)[][] = [['prior', '', '', '', compared.prior, total]];
  for (const step of compared.features) {
    total += step.weight;
    rows.push([step.feature, step.left, step.right, step.level, step.weight, total]);
  }
  rows.push(['told twice, or shared by kin', '', '', '', compared.correction, compared.weight]);
  const names = `${escapeHtml(input.ids[left] as string)} and ${escapeHtml(input.ids[right] as string)}`;
  const verdict =
    compared.decision === 'match' ? '<b class="same">same</b>' : '<b class="other">to be looked at</b>';
  return `<h3>${names}: ${verdict}, probability ${compared.probability.toFixed(3)}</h3>${htmlTable(['feature', 'left', 'right', 'level', 'weight', 'total'], rows)}`;
}

function modelTable(model: MatchModel, match: TypeMatch): string {
  const rows = match.result.corpus.features.flatMap((feature, index) => {
    const learned = model.features[index];
    const isKnown = (match.result.corpus.columns[index] as Int32Array).some((id) => id !== 0);
    if (!isKnown || learned === undefined) return [];
    return feature.comparator.levels.map((level, at) => [
      feature.name,
      level,
      learned.m[at] as number,
      learned.u[at] as number,
    ]);
  });
  return htmlTable(['feature', 'level', 'm', 'u'], rows);
}

function dataQuality(input: Input): string {
  const rows = input.files.flatMap((file) => {
    const filled = new Int32Array(file.header.length);
    const distinct = file.header.map(() => new Set<string>());
    for (let row = 0; row < file.starts.length; row++) {
      readRow(file, row).forEach((cell, column) => {
        if (cell.trim() === '' || column >= filled.length) return;
        filled[column] = (filled[column] as number) + 1;
        const values = distinct[column] as Set<string>;
        // Enough to tell a key from a category; counting on would cost memory for nothing.
        if (values.size < 10_000) values.add(cell);
      });
    }
    return file.header.map((name, column) => {
      const share = `${((100 * (filled[column] as number)) / Math.max(1, file.starts.length)).toFixed(1)} %`;
      const different = (distinct[column] as Set<string>).size;
      return [file.file, name, share, different >= 10_000 ? '10,000 or more' : formatNumber(different)];
    });
  });
  return `<h2>Data quality</h2>${htmlTable(['file', 'column', 'filled', 'different values'], rows)}`;
}
