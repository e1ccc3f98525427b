/** Bounds that keep a broken or hostile file from filling the memory. Ours, not a vendor's. */

/** One record; the biggest honest cell (a CRM's long text) has 131,072 characters. */
export const MAX_RECORD_BYTES = 1024 * 1024;

/** What is kept of a row that cannot be read. */
export const MAX_RAW_CHARACTERS = 64 * 1024;

/** Rows of one page, stored in one transaction. */
export const PAGE_ROWS = 1_000;

/** Columns; more means that the line end is not what we think. */
export const MAX_COLUMNS = 2_000;
