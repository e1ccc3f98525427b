import { comparePair, type PairComparison } from '../../core/match/compare-pair.ts';
import { type Edge, edgesOf } from '../../core/match/components.ts';
import { correctionInWords } from '../correction-in-words.ts';
import type { TypeMatch } from './match-rows.ts';
import type { ReportInput } from './report.ts';
import { shortened } from './report-clusters.ts';
import { type Cell, escapeHtml, htmlTable, weightBar, weightCell } from './report-html.ts';
import { standardisedOf } from './standardised-of.ts';

const MOST_CALLS = 8;

/** The pairs nearest to the threshold, each taken apart; a record is shown once. */
export function closestCalls(report: ReportInput, match: TypeMatch): string {
  const { model, pairs, corpus } = match.result;
  const first = new Int32Array(corpus.nodes).fill(-1);
  corpus.nodeOfRecord.forEach((node, record) => {
    if (first[node] === -1) first[node] = record;
  });
  const gap = (pair: Edge) => Math.abs(pair.weight - model.thresholds.match);
  const ranked = [...edgesOf(pairs)].sort((a, b) => gap(a) - gap(b) || a.left - b.left || a.right - b.right);
  const shown = new Set<number>();
  const told: string[] = [];
  for (const { left, right } of ranked) {
    if (told.length === MOST_CALLS) break;
    if (shown.has(left) || shown.has(right)) continue;
    shown.add(left).add(right);
    const rowOf = (node: number) => match.rows[first[node] as number] as number;
    told.push(waterfall(report, match, [rowOf(left), rowOf(right)]));
  }
  return told.join('') || '<p>No pair came near the threshold.</p>';
}

const HEADER = ['feature', 'left', 'right', 'level', 'm', 'u', 'weight', '', 'total'];

function waterfall(
  { input, clusters }: ReportInput,
  match: TypeMatch,
  [left, right]: [number, number],
): string {
  const compared = comparePair(
    match.result.model,
    standardisedOf(input, match, left),
    standardisedOf(input, match, right),
  );
  const names = [left, right].map((row) => escapeHtml(shortened(input.ids.at(row)))).join(' and ');
  const verdict =
    compared.decision === 'match' ? '<b class="same">same</b>' : '<b class="other">to be looked at</b>';
  const together = clusters[left] === clusters[right] ? 'in one cluster' : 'in two clusters';
  return `<h3>${names}: ${verdict}, probability ${compared.probability.toFixed(3)}; ${together}</h3>${htmlTable(HEADER, steps(compared))}`;
}

/** A value of several parts, less the empty ones. */
function readable(value: string): string {
  return value
    .split('|')
    .filter((part) => part !== '')
    .join(' | ');
}

function steps(compared: PairComparison): Cell[][] {
  const decided = compared.linked ?? compared.forbidden;
  const weights = [
    compared.prior,
    ...[...compared.features, ...compared.corrections].map(({ weight }) => weight),
  ];
  const most = Math.max(...weights.map(Math.abs));
  let total = 0;
  const row = (told: readonly Cell[], weight: number): Cell[] => {
    total += weight;
    const blank = new Array<Cell>(HEADER.length - 3 - told.length).fill('');
    return [...told, ...blank, weightCell(weight), weightBar(weight, most), weightCell(total)];
  };
  return [
    row(['prior'], compared.prior),
    ...compared.features.map(({ feature, left, right, level, m, u, weight }) => {
      const [from, to] = [left, right].map((value) => shortened(readable(value))) as [string, string];
      return row([feature, from, to, level, m, u], weight);
    }),
    ...compared.corrections.map((each) => row([correctionInWords(each)], each.weight)),
    ...(decided === undefined
      ? []
      : [
          [decided, '', '', '', '', '', weightCell(compared.weight - total), '', weightCell(compared.weight)],
        ]),
  ];
}
