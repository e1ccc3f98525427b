import { TextTables } from '#src/core/match/corpus.ts';
import { textReader } from '#src/core/match/dictionary.ts';
import { featuresOf } from '#src/core/match/features.ts';
import { layOutCsv } from '#src/threads/csv-layout.ts';
import type { RecordLayout } from '#src/threads/record-reader.ts';
import { RowEncoder } from '#src/threads/row-encoder.ts';

/** What the encoder makes of every row, as texts by column; all rows go through one encoder, as in a thread. */
export function encodedRows(csv: string, layout: RecordLayout): Record<string, string>[] {
  const file = layOutCsv(new TextEncoder().encode(csv), 'people.csv');
  const features = featuresOf(layout.type, layout.extras);
  const tables = new TextTables(features);
  const encoder = new RowEncoder(layout, tables, file.starts.length);
  const rows = Array.from(file.starts, (_, row) => {
    const into = new Int32Array(features.length);
    encoder.encode(file, row, into, 0);
    return into;
  });
  const read = tables.pack().map(textReader);
  return rows.map((row) =>
    Object.fromEntries(
      features.flatMap(({ column }, feature) => {
        const id = row[feature] as number;
        return id === 0 ? [] : [[column, read[tables.placesOf(column).space]?.(id) ?? '']];
      }),
    ),
  );
}
