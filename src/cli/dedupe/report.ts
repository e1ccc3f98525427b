import { writeFileSync } from 'node:fs';
import type { RowMatches } from './match-rows.ts';
import type { Input } from './read-input.ts';

export type ReportInput = { input: Input; matches: RowMatches; clusters: readonly string[] };

/** `--report`: one HTML file that needs nothing else. */
export function writeReport(path: string, { input, clusters }: ReportInput): void {
  writeFileSync(
    path,
    `<!doctype html><meta charset="utf-8"><title>Duplicates</title><p>${input.ids.length} records, ${new Set(clusters).size} entities`,
  );
}
