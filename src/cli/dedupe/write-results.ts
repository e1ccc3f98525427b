import { edgesOf } from '../../core/match/components.ts';
import { decisionOf, probabilityOf } from '../../core/match/model.ts';
import type { CsvLayout } from '../../threads/csv-layout.ts';
import { readRow, startOfPlain } from '../../threads/csv-layout.ts';
import type { RowMatches, TypeMatch } from './match-rows.ts';
import type { NamedInput } from './read-input.ts';
import { CsvWriter, csvCell, packCells } from './write-csv.ts';

/** Equal records beyond this many are chained instead of written in every pair: a million of them make 5 × 10^11. */
const MOST_COPIES = 100;

/** Per row: the row of its cluster with the smallest id, which names the cluster. */
export function clusterRows(input: NamedInput, matches: RowMatches): Int32Array {
  const found = new Int32Array(input.ids.length);
  for (const { rows, result } of matches.perType) {
    // Clusters are numbered by nodes; records that stand alone beside their copies, beyond these.
    const smallest = new Int32Array(result.corpus.nodes + rows.length).fill(-1);
    rows.forEach((row, index) => {
      const cluster = result.clusterOf[index] as number;
      const known = smallest[cluster] as number;
      if (known < 0 || input.ids.isBefore(row, known)) smallest[cluster] = row;
    });
    rows.forEach((row, index) => (found[row] = smallest[result.clusterOf[index] as number] as number));
  }
  return found;
}

/** `--out`: every input row once, in input order. */
export function writeClusters(
  path: string,
  input: NamedInput,
  clusters: Int32Array,
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
  const ids = input.ids.arePlain ? input.ids.packed : packCells([...input.ids]);
  const sources = packCells([...new Set(input.sources)]);
  const numberOf = new Map([...new Set(input.sources)].map((source, number) => [source, number]));
  const writer = new CsvWriter(path, ['id', 'source', 'cluster_id', ...columns]);
  for (let row = 0; row < input.ids.length; row++) {
    const number = input.fileOf[row] as number;
    const file = input.files[number] as CsvLayout;
    writer.cell(ids, row);
    writer.cell(sources, numberOf.get(input.sources[row] as string) as number);
    writer.cell(ids, clusters[row] as number);
    const plain = startOfPlain(file, input.rowOf[row] as number, copied[number] as number);
    if (plain >= 0) writer.copy(file.bytes, plain, file.ends[input.rowOf[row] as number] as number);
    else {
      const cells = readRow(file, input.rowOf[row] as number);
      for (const at of places[number] as number[]) writer.text(at < 0 ? '' : csvCell(cells[at] ?? ''));
    }
    writer.end();
  }
  writer.close();
}

/** `--pairs`: every pair at or over the review threshold, by the places of its records in the input. */
export function writePairs(path: string, input: NamedInput, matches: RowMatches): void {
  const writer = new CsvWriter(path, ['id_left', 'id_right', 'weight', 'probability', 'decision']);
  for (const match of matches.perType) writeTypePairs(writer, input, match);
  writer.close();
}

function writeTypePairs(writer: CsvWriter, input: NamedInput, { rows, result }: TypeMatch): void {
  const { corpus, model } = result;
  const members = recordsOfNodes(corpus.nodeOfRecord, corpus.nodes);
  const write = (a: number, b: number, weight: number): void => {
    const [left, right] = a < b ? [a, b] : [b, a];
    const [idLeft, idRight] = [input.ids.at(rows[left] as number), input.ids.at(rows[right] as number)];
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
  for (const pair of edgesOf(result.pairs)) {
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
