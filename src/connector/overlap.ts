/**
 * Where an incremental read starts, so that rows which become visible late are not missed.
 *
 * A CRM stamps a row when it is written and shows it when its transaction commits or its index catches up, so a
 * row may appear *below* the newest stamp that was already read. Every read therefore goes back by the overlap.
 * It need not do so for ever: once a read has begun later than the overlap after its newest stamp was first seen,
 * everything at or below that stamp has become visible and was read. The position is then settled, and the next
 * read asks only for what is newer. Only durations of our own clock are compared, never our clock with theirs.
 *
 * States: fresh (no cursor) → open (newest stamp may still be joined by late rows) → settled → open again when a
 * newer stamp appears.
 */

/** `t` is the newest stamp read (ISO 8601, UTC); `id` breaks ties among equal stamps. */
export type StampCursor = { t: string; id: string; seenAtMs: number; settled: boolean };

/** Inclusive lower bound when `id` is null, else strictly after (t, id). */
export type StampStart = { t: string; id: string | null };

/** Where a read that begins now has to start; null: from the beginning. */
export function startOf(cursor: StampCursor | null, overlapMs: number): StampStart | null {
  if (cursor === null) return null;
  if (cursor.settled) return { t: cursor.t, id: cursor.id };
  return { t: new Date(Date.parse(cursor.t) - overlapMs).toISOString(), id: null };
}

/**
 * The cursor behind a complete read. `newest` is the last position that it saw (null: no row at all);
 * `startedAtMs` is our clock when the read began.
 */
export function endOf(
  before: StampCursor | null,
  newest: { t: string; id: string } | null,
  { startedAtMs, overlapMs }: { startedAtMs: number; overlapMs: number },
): StampCursor | null {
  const moved = newest !== null && (before === null || newest.t > before.t);
  if (moved) return { ...newest, seenAtMs: startedAtMs, settled: overlapMs === 0 };
  if (before === null) return null;
  // A clock that was set back makes the elapsed time negative: the position just stays open.
  const settled = before.settled || startedAtMs - before.seenAtMs >= overlapMs;
  const id = newest !== null && newest.t === before.t && newest.id > before.id ? newest.id : before.id;
  return { ...before, id, settled };
}

/** A cursor from the database, if it is one of ours. */
export function parseStampCursor(value: unknown): StampCursor | null {
  if (value === null || typeof value !== 'object') return null;
  const { t, id, seenAtMs, settled } = value as Record<string, unknown>;
  if (typeof t !== 'string' || typeof id !== 'string' || Number.isNaN(Date.parse(t))) return null;
  return { t, id, seenAtMs: typeof seenAtMs === 'number' ? seenAtMs : 0, settled: settled === true };
}
