import { ConfigError } from '../../core/errors.ts';
import { comparePair } from '../../core/match/compare-pair.ts';
import { FORBIDDEN } from '../../core/match/node-matcher.ts';
import { readRow } from '../../threads/csv-layout.ts';
import { lineOf } from '../../threads/csv-rows.ts';
import type { RowMatches, TypeMatch } from './match-rows.ts';
import { type Input, type NamedInput, readInput } from './read-input.ts';
import { standardisedOf } from './standardised-of.ts';
import { CsvWriter, csvCell } from './write-csv.ts';

/** What never belongs together: a person and a company; with `--link-only`, two records of one source. */
const APART = { weight: FORBIDDEN, probability: 0, decision: 'no' } as const;

/** How many of the pairs that were asked for got which decision. */
export type WeighedPairs = { match: number; review: number; no: number };

/** `--score-pairs`: weighs exactly the pairs of the file, in its order. */
export async function scorePairs(
  path: string,
  out: string,
  input: NamedInput,
  matches: RowMatches,
): Promise<WeighedPairs> {
  const wanted = await readInput([path], { sourceColumn: () => -1 });
  const file = wanted.files[0] as Input['files'][number];
  const [leftAt, rightAt] = [file.header.indexOf('id_left'), file.header.indexOf('id_right')];
  if (leftAt < 0 || rightAt < 0) {
    throw new ConfigError({
      code: 'PAIRS_HEADER',
      message: `${path} line ${file.headerLine}: the columns id_left and id_right are needed.`,
    });
  }
  const places = new Map<string, { type: number; row: number }>();
  matches.perType.forEach((match, type) =>
    match.rows.forEach((row) => places.set(input.ids.at(row), { type, row })),
  );
  const writer = new CsvWriter(out, ['id_left', 'id_right', 'weight', 'probability', 'decision']);
  const weighed: WeighedPairs = { match: 0, review: 0, no: 0 };
  for (let row = 0; row < file.starts.length; row++) {
    const cells = readRow(file, row);
    const [left, right] = [(cells[leftAt] ?? '').trim(), (cells[rightAt] ?? '').trim()];
    const [a, b] = [places.get(left), places.get(right)];
    if (!a || !b) {
      const line = lineOf(file.bytes, file.starts[row] as number);
      throw new ConfigError({
        code: 'PAIR_UNKNOWN',
        message: `${path} line ${line}: no record has the id ${JSON.stringify(a ? right : left)}${qualified(input, a ? right : left)}.`,
      });
    }
    const match = matches.perType[a.type] as TypeMatch;
    const isApart =
      a.type !== b.type ||
      (match.result.model.linkOnly && a.row !== b.row && input.sources[a.row] === input.sources[b.row]);
    const scored = isApart
      ? APART
      : comparePair(
          match.result.model,
          standardisedOf(input, match, a.row),
          standardisedOf(input, match, b.row),
        );
    weighed[scored.decision]++;
    writer.line(
      `${csvCell(left)},${csvCell(right)},${scored.weight.toFixed(3)},${scored.probability.toFixed(6)},${scored.decision}`,
    );
  }
  writer.close();
  return weighed;
}

/** An id of several sources goes by its source, too. */
function qualified(input: NamedInput, id: string): string {
  const found = input.sources
    .map((source) => `${source}:${id}`)
    .find((wanted, row) => input.ids.at(row) === wanted);
  return found === undefined ? '' : `; it stands in several sources, so write for instance ${found}`;
}
