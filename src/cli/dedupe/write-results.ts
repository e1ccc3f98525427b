import { decisionOf, probabilityOf } from '../../core/match/model.ts';
import type { CsvLayout } from '../../threads/csv-layout.ts';
import { plainCells, readRow } from '../../threads/csv-layout.ts';
import type { RowMatches, TypeMatch } from './match-rows.ts';
import type { Input } from './read-input.ts';
import { CsvWriter, csvCell } from './write-csv.ts';

/** Equal records beyond this many are chained instead of written in every pair: a million of them make 5 × 10^11. */
const MOST_COPIES = 100;

/** Per row: the smallest id of its cluster. */
export function clusterIds(input: Input, matches: RowMatches): string[] {
  const compare = idOrder(input.ids);
  const found = new Array<string>(input.ids.length);
  for (const { rows, result } of matches.perType) {
    const smallest = new Map<number, string>();
    rows.forEach((row, index) => {
      const [cluster, id] = [result.clusterOf[index] as number, input.ids[row] as string];
      const known = smallest.get(cluster);
      if (known === undefined || compare(id, known) < 0) smallest.set(cluster, id);
    });
    rows.forEach((row, index) => (found[row] = smallest.get(result.clusterOf[index] as number) as string));
  }
  return found;
}

/** Numbers by value where all ids are numbers (7 and 007 are two of them), else by code point. */
function idOrder(ids: readonly string[]): (a: string, b: string) => number {
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const numeric = ids.every((id) => /^\d{1,15}$/.test(id));
  return numeric ? (a, b) => Number(a) - Number(b) || byText(a, b) : byText;
}

/** `--out`: every input row once, in input order. */
export function writeClusters(
  path: string,
  input: Input,
  clusters: readonly string[],
  own: ReadonlySet<string>,
): void {
  const columns: string[] = [];
  for (const file of input.files)
    for (const name of file.header) if (!own.has(name) && !columns.includes(name)) columns.push(name);
  const places = input.files.map((file) => columns.map((name) => file.header.indexOf(name)));
  // Columns that are the last ones of their file in the same order can be copied as they stand.
  const copied = input.files.map((file, index) => {
    const first = file.header.length - columns.length;
    return places[index]?.every((at, column) => at === first + column) ? first : -1;
  });
  const writer = new CsvWriter(path, ['id', 'source', 'cluster_id', ...columns]);
  for (let row = 0; row < input.ids.length; row++) {
    const number = input.fileOf[row] as number;
    const file = input.files[number] as CsvLayout;
    const own = `${csvCell(input.ids[row] as string)},${csvCell(input.sources[row] as string)},${csvCell(clusters[row] as string)}`;
    const plain = plainCells(file, input.rowOf[row] as number, copied[number] as number);
    if (plain !== undefined) {
      writer.lineWith(own, plain);
      continue;
    }
    const cells = readRow(file, input.rowOf[row] as number);
    let line = own;
    for (const at of places[number] as number[]) line += `,${at < 0 ? '' : csvCell(cells[at] ?? '')}`;
    writer.line(line);
  }
  writer.close();
}

/** `--pairs`: every pair at or over the review threshold, by the places of its records in the input. */
export function writePairs(path: string, input: Input, matches: RowMatches): void {
  const writer = new CsvWriter(path, ['id_left', 'id_right', 'weight', 'probability', 'decision']);
  for (const match of matches.perType) writeTypePairs(writer, input, match);
  writer.close();
}

function writeTypePairs(writer: CsvWriter, input: Input, { rows, result }: TypeMatch): void {
  const { corpus, model } = result;
  const members = recordsOfNodes(corpus.nodeOfRecord, corpus.nodes);
  const write = (a: number, b: number, weight: number): void => {
    const [left, right] = a < b ? [a, b] : [b, a];
    const [idLeft, idRight] = [
      input.ids[rows[left] as number] as string,
      input.ids[rows[right] as number] as string,
    ];
    writer.line(
      `${csvCell(idLeft)},${csvCell(idRight)},${weight.toFixed(3)},${probabilityOf(weight).toFixed(6)},${decisionOf(weight, model.thresholds)}`,
    );
  };
  for (const { node, weight } of result.copies) {
    const list = members[node] as number[];
    list.forEach((record, index) => {
      const most = list.length <= MOST_COPIES ? list.length : Math.min(list.length, index + 2);
      for (let other = index + 1; other < most; other++) write(record, list[other] as number, weight);
    });
  }
  for (const pair of result.pairs) {
    for (const left of (members[pair.left] as number[]).slice(0, MOST_COPIES)) {
      for (const right of (members[pair.right] as number[]).slice(0, MOST_COPIES))
        write(left, right, pair.weight);
    }
  }
}

export function recordsOfNodes(nodeOfRecord: Int32Array, nodes: number): number[][] {
  const members: number[][] = Array.from({ length: nodes }, () => []);
  nodeOfRecord.forEach((node, record) => members[node]?.push(record));
  return members;
}
