/** Finds the rows of a large file on several threads: the same rows as on one. */
import { emptyRows, findRows, type RowSearch, type Rows } from './csv-rows.ts';
import type { WorkerPool } from './worker-pool.ts';

/** Handing out a part costs more than it saves below this. */
const SMALLEST_PART = 1 << 20;
/** Parts per thread: enough that none waits long for the last. */
const SHARES = 2;
const NEWLINE = 10;

export type RowsInput = { bytes: Uint8Array; search: RowSearch };
type FoundRows = ReturnType<typeof findRows>;

/** As `findRows`; `bytes` lie in shared memory. */
export async function findRowsInThreads(
  pool: WorkerPool,
  bytes: Uint8Array,
  search: RowSearch,
): Promise<Rows> {
  const parts = Math.min(pool.size * SHARES, Math.floor(bytes.length / SMALLEST_PART));
  if (pool.size === 1 || parts < 2) return findRows(bytes, search);
  const searches = partsOf(bytes, search, parts);
  const found = await pool.map<FoundRows | null>(
    'rows',
    searches.map((part) => ({ bytes, search: part }) satisfies RowsInput),
  );
  return joined(inOrder(bytes, searches, found));
}

/** What a thread finds of its part; null for what `findRows` refuses, which may only be a part that starts within a cell. */
export function findPart({ bytes, search }: RowsInput): FoundRows | null {
  try {
    return findRows(bytes, search);
  } catch {
    return null;
  }
}

/** About equal parts, cut behind line ends: most of these end a row, those within quotes do not. */
export function partsOf(bytes: Uint8Array, search: RowSearch, parts: number): RowSearch[] {
  const cuts = [search.from];
  for (let part = 1; part < parts; part++) {
    const end = bytes.indexOf(NEWLINE, Math.floor((bytes.length / parts) * part));
    if (end >= (cuts.at(-1) as number)) cuts.push(end + 1);
  }
  return cuts.map((from, at) => ({ ...search, from, to: cuts[at + 1] ?? bytes.length }));
}

/**
 * The rows of all parts. One part tells where the next one's first row starts: a part that was cut within a cell, or
 * refused, is searched again from there, and whatever is wrong with it is thrown.
 */
export function inOrder(
  bytes: Uint8Array,
  searches: readonly RowSearch[],
  found: readonly (FoundRows | null)[],
): FoundRows[] {
  let [{ from }] = searches as [RowSearch];
  return searches.map((search, at) => {
    const ahead = found[at] ?? null;
    const rows = ahead !== null && search.from === from ? ahead : findRows(bytes, { ...search, from });
    from = rows.next;
    return rows;
  });
}

function joined(parts: readonly Rows[]): Rows {
  const all = emptyRows(parts.reduce((sum, { starts }) => sum + starts.length, 0));
  let at = 0;
  for (const { starts, ends, cells, bare } of parts) {
    all.starts.set(starts, at);
    all.ends.set(ends, at);
    all.cells.set(cells, at);
    all.bare.set(bare, at);
    at += starts.length;
  }
  return all;
}
