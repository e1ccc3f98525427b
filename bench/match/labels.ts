/** The true entity of every record, beside what a matcher found. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { layOutCsv, readRow } from '#src/threads/csv-layout.ts';
import { type ClusterScore, scoreClusters } from './score.ts';

/** Scores a file of clusters (`id`, `cluster_id`) against the truth of a set's folder. */
export function scoreFile(clusters: string, folder: string): ClusterScore {
  const found = columns(clusters, ['id', 'cluster_id']);
  return scoreClusters(
    found.map(([, cluster]) => cluster as string),
    entitiesOf(
      found.map(([id]) => id as string),
      folder,
    ),
  );
}

/** The entity of each record in the order of a file that has an `id` column. */
export function entitiesInOrder(file: string, folder: string): string[] {
  return entitiesOf(
    columns(file, ['id']).map(([id]) => id as string),
    folder,
  );
}

function entitiesOf(ids: readonly string[], folder: string): string[] {
  const path = join(folder, 'truth.csv');
  const entityOf = new Map(columns(path, ['id', 'entity_id']) as [string, string][]);
  return ids.map((id) => {
    const entity = entityOf.get(id);
    if (entity === undefined) throw new Error(`${path} does not know the record ${id}`);
    return entity;
  });
}

function columns(path: string, names: readonly string[]): string[][] {
  const file = layOutCsv(readFileSync(path), path);
  const at = names.map((name) => file.header.indexOf(name));
  return Array.from({ length: file.starts.length }, (_, row) => {
    const cells = readRow(file, row);
    return at.map((column) => cells[column] ?? '');
  });
}
