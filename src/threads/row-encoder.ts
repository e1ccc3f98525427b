import type { TextTables } from '../core/match/corpus.ts';
import { mix32 } from '../core/match/hash.ts';
import {
  COUNTRY_INPUTS,
  type ColumnGroup,
  columnGroups,
  countryOf,
  HOME_INPUTS,
  homeOf,
} from '../core/match/standardise/column-groups.ts';
import { mayBePlaceholder } from '../core/match/standardise/placeholder.ts';
import { foldBytes } from '../core/match/standardise/plain/fold-bytes.ts';
import {
  LONGEST_PLAIN,
  type PlainCells,
  type PlainReader,
  PlainTexts,
} from '../core/match/standardise/plain/plain-cells.ts';
import type { CanonicalRecord } from '../core/model/field.ts';
import { type CellPlaces, type CsvLayout, cellText, locateCells } from './csv-layout.ts';
import { extraValue, type RecordLayout } from './record-reader.ts';

/** Cells whose values are remembered, per group. More would be found seldom, and miss the processor's cache each time. */
const MOST_REMEMBERED = 1 << 15;
/** Cells that hardly come again come again at once, if at all: records of one person often stand together. */
const FEW_REMEMBERED = 1 << 9;
/** So many misses tell whether the cells come again: where more than this share of them is not found, they hardly do. */
const MISSES_TO_TELL = 1 << 12;
const MOST_MISSED = 0.8;

type Group = {
  of: ColumnGroup['of'];
  /** Where every field has one column. */
  plain: PlainReader | undefined;
  context: ColumnGroup['context'];
  /** Fields with the columns of the file that hold them. */
  inputs: readonly Input[];
  /** Per column of the group: which number of the space it gets, and where in a row it goes. */
  outputs: readonly { space: number; places: readonly number[] }[];
  memo: Memo;
};
/** `at`: place of the field among those of the group. */
type Input = { field: string; at: number; columns: readonly number[] };

/** No group has more fields. */
const MOST_INPUTS = 8;

const [ONE, EIGHT, LOWER_J, LOWER_P] = [0x31, 0x38, 0x6a, 0x70];

/**
 * Encodes rows of CSV files straight from their bytes. Cells that come again (in one column, in one country) take the
 * values that they took before, without becoming texts: most of a file's cells do.
 */
export class RowEncoder {
  readonly #texts: TextTables;
  readonly #groups: readonly Group[];
  readonly #country: readonly Input[];
  readonly #home: readonly Input[];
  readonly #countries: Memo;
  readonly #countryNames = [''];
  readonly #countryNumbers = new Map([['', 0]]);
  readonly #cells: CellPlaces = { starts: [], ends: [], escaped: [], count: 0 };
  readonly #plain: PlainCells = {
    bytes: new Uint8Array(LONGEST_PLAIN * MOST_INPUTS),
    starts: new Int32Array(MOST_INPUTS),
    ends: new Int32Array(MOST_INPUTS),
  };
  readonly #made = new PlainTexts();
  #file: CsvLayout | undefined;
  #view: DataView = new DataView(new ArrayBuffer(0));
  #low = 0;
  #high = 0;

  /** `rows`: about how many will come. */
  constructor(layout: RecordLayout, texts: TextTables, rows: number) {
    this.#texts = texts;
    const columnsOf = columnsByField(layout);
    const inputs = (fields: readonly string[]): Input[] =>
      fields.flatMap((field, at) => {
        const columns = columnsOf.get(field);
        return columns === undefined ? [] : [{ field, at, columns }];
      });
    this.#country = inputs(COUNTRY_INPUTS);
    this.#home = inputs(HOME_INPUTS);
    this.#countries = new Memo(1, rows);
    this.#groups = groupsOf(layout).flatMap((group) => {
      const own = inputs(group.inputs);
      const outputs = group.columns.map((column) => texts.placesOf(column));
      if (own.length === 0 || outputs.every(({ places }) => places.length === 0)) return [];
      const memo = new Memo(outputs.length, rows);
      const plain = own.every(({ columns }) => columns.length === 1) ? group.plain : undefined;
      return [{ of: group.of, plain, context: group.context, inputs: own, outputs, memo }];
    });
  }

  /** Fills a row of `into`, which begins at `at` and holds zeros, with a number per feature. */
  encode(file: CsvLayout, row: number, into: Int32Array, at: number): void {
    if (this.#file !== file) {
      this.#file = file;
      const { bytes } = file;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    locateCells(file, row, this.#cells);
    const country = this.#countryOf();
    let home = -1;
    for (const group of this.#groups) {
      if (!this.#hash(group.inputs)) continue;
      let context = 0;
      if (group.context === 'country') context = country;
      else if (group.context === 'home') {
        if (home < 0) home = this.#homeOf(country);
        context = home;
      }
      const slot = this.#slotOf(group, context);
      for (let index = 0; index < group.outputs.length; index++) {
        const id = group.memo.values[slot + FIRST_VALUE + index] as number;
        const { places } = group.outputs[index] as Group['outputs'][number];
        for (let place = 0; place < places.length; place++) into[at + (places[place] as number)] = id;
      }
    }
  }

  /** Where in the memo the values of the hashed cells stand; works them out if they do not. */
  #slotOf(group: Group, context: number): number {
    // Odd: a place that was never taken holds zeros.
    const high = (this.#high ^ Math.imul(context, 0x27d4eb2f)) | 1;
    const low = (this.#low + Math.imul(context, 0x61c88647)) | 0;
    const { memo } = group;
    const { values } = memo;
    const slot = memo.slotOf(low);
    if (values[slot] === high && values[slot + 1] === low) return slot;
    memo.miss();
    values[slot] = high;
    values[slot + 1] = low;
    const name = this.#countryNames[context] as string;
    if (this.#isPlain(group, name)) this.#takePlain(group, values, slot + FIRST_VALUE);
    else this.#takeTexts(group, name, values, slot + FIRST_VALUE);
    return slot;
  }

  #takeTexts(group: Group, context: string, ids: Int32Array, at: number): void {
    const found = group.of(this.#record(group.inputs), context);
    for (let index = 0; index < group.outputs.length; index++) {
      const { space } = group.outputs[index] as Group['outputs'][number];
      const text = found[index] as string;
      ids[at + index] = text === '' || space < 0 ? 0 : this.#texts.idOf(space, text);
    }
  }

  /** Takes the texts that were made of plain cells. */
  #takePlain(group: Group, ids: Int32Array, at: number): void {
    const { bytes, ends } = this.#made;
    let start = 0;
    for (let index = 0; index < group.outputs.length; index++) {
      const { space } = group.outputs[index] as Group['outputs'][number];
      const end = ends[index] as number;
      ids[at + index] = end === start || space < 0 ? 0 : this.#texts.idOfBytes(space, bytes, start, end);
      start = end;
    }
  }

  /** Whether the cells are plain: then their texts are made. */
  #isPlain({ plain, inputs }: Group, context: string): boolean {
    if (plain === undefined) return false;
    const { bytes, starts, ends } = this.#plain;
    starts.fill(0);
    ends.fill(0);
    let end = 0;
    for (let index = 0; index < inputs.length; index++) {
      const { at, columns } = inputs[index] as Input;
      const column = columns[0] as number;
      if (column >= this.#cells.count) continue;
      starts[at] = end;
      end = this.#fold(column, end);
      if (end < 0) return false;
      ends[at] = end;
      if (end > (starts[at] as number) && mayBePlaceholder(bytes, starts[at] as number, end)) return false;
    }
    this.#made.clear();
    return plain(this.#plain, context, this.#made);
  }

  /** Where the folded form of the cell, put at `at`, ends; −1 where it is not plain. */
  #fold(column: number, at: number): number {
    const { starts, ends, escaped } = this.#cells;
    const [start, end] = [starts[column] as number, ends[column] as number];
    if (escaped[column] === true || end - start > LONGEST_PLAIN) return -1;
    return foldBytes((this.#file as CsvLayout).bytes, start, end, this.#plain.bytes, at);
  }

  /** Number of the row's country in `#countryNames`. */
  #countryOf(): number {
    if (!this.#hash(this.#country)) return 0;
    const [high, low] = [this.#high | 1, this.#low];
    const { values } = this.#countries;
    const slot = this.#countries.slotOf(low);
    if (values[slot] !== high || values[slot + 1] !== low) {
      values[slot] = high;
      values[slot + 1] = low;
      values[slot + FIRST_VALUE] = this.#numberOf(countryOf(this.#record(this.#country)));
    }
    return values[slot + FIRST_VALUE] as number;
  }

  #homeOf(country: number): number {
    if (country !== 0 || !this.#mayTellHome()) return country;
    return this.#numberOf(homeOf(this.#record(this.#home), ''));
  }

  /** Whether cells have what can show where a person is from (`81`, `jp`); most have not, and need no text then. */
  #mayTellHome(): boolean {
    const { bytes } = this.#file as CsvLayout;
    const { starts, ends, count } = this.#cells;
    for (const { columns } of this.#home) {
      for (const column of columns) {
        const end = column < count ? (ends[column] as number) - 1 : 0;
        for (let at = starts[column] as number; at < end; at++) {
          const first = bytes[at] as number;
          const second = bytes[at + 1] as number;
          if (first === EIGHT && second === ONE) return true;
          if ((first | 32) === LOWER_J && (second | 32) === LOWER_P) return true;
        }
      }
    }
    return false;
  }

  #numberOf(country: string): number {
    const known = this.#countryNumbers.get(country);
    if (known !== undefined) return known;
    this.#countryNumbers.set(country, this.#countryNames.length);
    return this.#countryNames.push(country) - 1;
  }

  /** Hashes the cells of these fields; false when all are empty. */
  #hash(inputs: readonly Input[]): boolean {
    const { bytes } = this.#file as CsvLayout;
    const { starts, ends, escaped, count } = this.#cells;
    const view = this.#view;
    let low = 0x811c9dc5 | 0;
    let high = 0x2545f491;
    let filled = false;
    for (let field = 0; field < inputs.length; field++) {
      const { columns } = inputs[field] as Input;
      for (let each = 0; each < columns.length; each++) {
        const column = columns[each] as number;
        const isThere = column < count;
        const start = isThere ? (starts[column] as number) : 0;
        const end = isThere ? (ends[column] as number) : 0;
        // The length tells where a cell ends; doubled quotes mean one of them in a quoted cell only.
        const mark = ((end - start) << 1) | (escaped[column] === true ? 1 : 0);
        low = Math.imul(low ^ mark, 0x01000193);
        high = Math.imul(high ^ mark, 0x5bd1e995);
        if (end === start) continue;
        filled = true;
        // The last word overlaps the one before it: cheaper than a loop over the bytes that are left.
        const last = end - WORD;
        for (let at = start; at < last; at += WORD) {
          const word = view.getInt32(at);
          low = addLow(low, word);
          high = addHigh(high, word);
        }
        const word = last < start ? shortWord(bytes, start, end) : view.getInt32(last);
        low = addLow(low, word);
        high = addHigh(high, word);
      }
    }
    this.#low = mix32(low) | 0;
    this.#high = mix32(high) | 0;
    return filled;
  }

  #record(inputs: readonly Input[]): CanonicalRecord {
    const record: CanonicalRecord = {};
    for (const { field, columns } of inputs) {
      for (const column of columns) {
        const value = cellText(this.#file as CsvLayout, this.#cells, column).trim();
        if (value === '') continue;
        const before = record[field];
        record[field] = typeof before === 'string' && before !== value ? `${before} | ${value}` : value;
      }
    }
    return record;
  }
}

/** Bytes that are hashed at once. */
const WORD = 4;

function addLow(low: number, word: number): number {
  const hash = Math.imul(low ^ word, 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function addHigh(high: number, word: number): number {
  const hash = Math.imul(high ^ word, 0x5bd1e995);
  return hash ^ (hash >>> 15);
}

/** The one to three bytes of a cell that is shorter than a word; the length was hashed before. */
function shortWord(bytes: Uint8Array, start: number, end: number): number {
  const middle = (start + end) >> 1;
  return (bytes[start] as number) | ((bytes[middle] as number) << 8) | ((bytes[end - 1] as number) << 16);
}

function columnsByField({ fields, extras, extraAt }: RecordLayout): Map<string, number[]> {
  const columns = new Map<string, number[]>();
  fields.forEach((field, at) => {
    if (field !== undefined && field !== 'id' && field !== 'source')
      columns.set(field, [...(columns.get(field) ?? []), at]);
  });
  extras.forEach(({ column }, index) => {
    const at = extraAt[index] as number;
    if (at >= 0) columns.set(`x:${column}`, [at]);
  });
  return columns;
}

function groupsOf({ type, extras }: RecordLayout): ColumnGroup[] {
  const added = extras.map(({ column, kind }): ColumnGroup => {
    const name = `x:${column}`;
    return {
      inputs: [name],
      context: 'none',
      columns: [name],
      of: (record) => [extraValue(kind, String(record[name] ?? ''))],
    };
  });
  return [...columnGroups(type), ...added];
}

/** Where the values stand, behind the two halves of the hash. */
const FIRST_VALUE = 2;

/** Numbers by hash, behind it, so that both are met at once; a newer one takes an older one's place. */
class Memo {
  readonly values: Int32Array;
  readonly #width: number;
  #mask: number;
  #asked = 0;
  #missed = 0;

  constructor(width: number, rows: number) {
    const places = Math.min(MOST_REMEMBERED, 1 << Math.ceil(Math.log2(rows * 2 + 64)));
    // A power of two, so that no place lies in two of the processor's cache lines.
    this.#width = 1 << Math.ceil(Math.log2(width + FIRST_VALUE));
    this.values = new Int32Array(places * this.#width);
    this.#mask = places - 1;
  }

  /** Where the hash stands, if it does. */
  slotOf(low: number): number {
    this.#asked++;
    return (low & this.#mask) * this.#width;
  }

  /** Where little of what is asked for is there, only what came just before is remembered: that stays in the processor's cache. */
  miss(): void {
    if (++this.#missed !== MISSES_TO_TELL) return;
    if (this.#missed > this.#asked * MOST_MISSED) this.#mask = Math.min(this.#mask, FEW_REMEMBERED - 1);
  }
}
