/**
 * Records with their values as numbers of the texts of the thread that read them. Every array lies in shared memory, so
 * that each thread fills in the records that it reads.
 */
export type EncodedRecords = {
  records: number;
  /** Per record, per feature: the number of its text. */
  rows: Int32Array;
  /** Per record: which of the texts that are put together its numbers are of. */
  owners: Uint16Array;
  /** Per record: a hash of the source that is to be kept apart, else 0. */
  sources: Uint32Array;
  /** Per record: 53 bits over all columns and the source. */
  hashes: Float64Array;
};

/** Room for so many records of so many features. */
export function emptyRecords(records: number, width: number): EncodedRecords {
  return {
    records,
    rows: new Int32Array(new SharedArrayBuffer(records * width * 4)),
    owners: new Uint16Array(new SharedArrayBuffer(records * 2)),
    sources: new Uint32Array(new SharedArrayBuffer(records * 4)),
    hashes: new Float64Array(new SharedArrayBuffer(records * 8)),
  };
}
