import { houseNumberKind, shortWord } from '../address.ts';
import { addressTokens, ORDINAL, STREET, UNIT } from '../address-tokens.ts';
import { shortWordsIn } from '../address-words.ts';
import { WordTable, wordBytes } from './word-table.ts';

/** What a token of an address line asks for; `OTHER`: that the line is read with more care. */
export const Asks = { NOTHING: 0, UNIT: 1, ORDINAL: 2, STREET: 3, OTHER: 4 } as const;

export type AddressWord = {
  token: Uint8Array;
  asks: number;
  /** As `houseNumberKind` has it. */
  kind: number;
  /** What it is in a street. */
  short: Uint8Array;
  /** Whether it can stand behind `unit`. */
  isUnitNumber: boolean;
  /** What stands for it: `46` for `46th`, `haupt` and `str` for `hauptstr`. */
  parts: readonly AddressWord[];
};

const tables = new Map<ReadonlyMap<string, string>, WordTable<AddressWord>>();

/** The words of a country: those with the same short forms have one table. */
export function addressWordsIn(country: string): WordTable<AddressWord> {
  const short = shortWordsIn(country);
  let table = tables.get(short);
  if (table === undefined) {
    table = new WordTable((token) => addressWord(token, short));
    tables.set(short, table);
  }
  return table;
}

function addressWord(token: string, short: ReadonlyMap<string, string>): AddressWord {
  const asks = whatAsks(token);
  return {
    token: wordBytes(token),
    asks,
    kind: houseNumberKind(token),
    short: wordBytes(shortWord(token, short)),
    isUnitNumber: /^(?:[a-z]?\d[a-z0-9-]*|[a-z])$/.test(token),
    parts: partsOf(token, asks).map((part) => addressWord(part, short)),
  };
}

function whatAsks(token: string): number {
  const { hints } = addressTokens(token);
  // `num 5` stands for a raised letter, `2e etage` is read before other units.
  if (token.includes('num') || token.includes('etage')) return Asks.OTHER;
  if (hints === 0) return Asks.NOTHING;
  if (hints === UNIT && /^[a-z]+$/.test(token)) return Asks.UNIT;
  if (hints === ORDINAL && NUMBER_OF_ORDINAL.test(token)) return Asks.ORDINAL;
  return hints === STREET && /^[a-z-]+$/.test(token) ? Asks.STREET : Asks.OTHER;
}
const NUMBER_OF_ORDINAL = /^(\d+)(?:st|nd|rd|th)$/;

function partsOf(token: string, asks: number): readonly string[] {
  const parts =
    asks === Asks.ORDINAL
      ? NUMBER_OF_ORDINAL.exec(token)
      : asks === Asks.STREET
        ? /^(.*[a-z])(str(?:asse)?)$/.exec(token)
        : null;
  return parts === null ? [] : parts.slice(1);
}
