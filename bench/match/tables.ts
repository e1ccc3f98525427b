/** The rows as tables for docs/benchmarks.md. */
import type { OurRow } from './ours.ts';
import type { PeerFailure, PeerRow } from './peers/splink.ts';

export type BenchRow = OurRow & { peers?: readonly (PeerRow | PeerFailure)[] };
export type Circumstances = { machine: string; commit: string; at: string };

/** Ours alone, then ours beside every peer that was run. */
export function markdown(rows: readonly BenchRow[], { machine, commit, at }: Circumstances): string {
  const compared = rows.flatMap((row) => (row.peers ?? []).map((peer) => ({ row, peer })));
  const beside = compared.length === 0 ? '' : `\n${besideTable(compared)}`;
  return `${at}, commit ${commit}, ${machine}.\n\n${ownTable(rows)}${beside}`;
}

function ownTable(rows: readonly BenchRow[]): string {
  const heads = ['set', 'records', 'precision', 'recall', 'F1 (pairs)', 'B-cubed F1', 'exact clusters F1'];
  return table(
    [...heads, 'pairs per record', 'seconds', 'CPU seconds', 'peak MB'],
    rows.map((row) => [
      ...[row.set, row.records.toLocaleString('en-GB')],
      ...[row.precision, row.recall, row.f1, row.bcubed_f1, row.exact_f1].map((score) => score.toFixed(4)),
      ...[row.pairs_per_record, row.seconds].map((number) => number.toFixed(1)),
      ...[figure(row.cpu_seconds, 1), figure(row.peak_rss_mb, 0)],
    ]),
  );
}

function besideTable(compared: readonly { row: BenchRow; peer: PeerRow | PeerFailure }[]): string {
  const heads = ['set', 'records', 'seconds, ours', 'Splink', 'times faster', 'CPU seconds, ours', 'Splink'];
  return table(
    [
      ...heads,
      'peak MB, ours',
      'Splink',
      'F1, ours',
      'Splink at 0.95',
      'ours / Splink',
      'Splink at its best threshold',
    ],
    compared.map(({ row, peer }) => {
      const start = [row.set, row.records.toLocaleString('en-GB'), row.seconds.toFixed(1)];
      if ('failed' in peer) return [...start, `not run: ${peer.failed}`, ...Array<string>(9).fill('')];
      return [
        ...[...start, peer.seconds.toFixed(1), (peer.seconds / row.seconds).toFixed(1)],
        ...[figure(row.cpu_seconds, 1), figure(peer.cpu_seconds, 1)],
        ...[figure(row.peak_rss_mb, 0), figure(peer.peak_rss_mb, 0)],
        ...[row.f1.toFixed(4), peer.f1.toFixed(4), ratio(row.f1, peer.f1)],
        `${peer.best.f1.toFixed(4)} (weight ${peer.best.weight.toFixed(1)})`,
      ];
    }),
  );
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heads, heads.map(() => '---'), ...rows];
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

function figure(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits);
}

function ratio(ours: number, theirs: number): string {
  return theirs === 0 ? '–' : (ours / theirs).toFixed(3);
}
