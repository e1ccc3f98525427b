import { fold } from './fold.ts';
import { WordLooks } from './plain/word-looks.ts';

/**
 * What forms and exports write where nothing is known. Thousands of records share such a value, and it says nothing
 * of any: taken for a value, `n/a` for a company number would make one company of all of them.
 */
const WORDS = new Set(
  `n/a #n/a n.a. n.a n\\a na. n/d n/k n/v none null nil nan undefined unknown unkown unspecified tbd tba tbc missing blank empty test
  not_available not_provided not_applicable not_specified not_given not_known not_set not_disclosed no_data no_value no_name no_address
  no_phone no_email no_website to_be_determined to_be_confirmed do_not_use keine keine_angabe keine_angaben k.a. unbekannt nicht_bekannt
  nicht_angegeben inconnu inconnue non_renseigné non_renseigne non_communiqué aucun aucune desconocido desconocida ninguno sin_datos
  sconosciuto nessuno desconhecido onbekend geen okänd ukendt ukjent nieznany brak неизвестно нет 不明 なし 無し 未知 无 없음`
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' ')),
);
const LONGEST = 24;
/** Signs alone, and the letter that is written in their place. */
const SIGNS = /^[^\p{L}\p{N}]*$|^x{2,}$/iu;
const WRAPPED = /^[[(<{"'*]+(.*?)[\])>}"'*]+$/;

/** Length, first and last letter of a word: few values look like one that stands for none. */
function looksOf(word: string): number {
  return ((word.length << 8) | (word.charCodeAt(0) | 32)) * 256 + (word.charCodeAt(word.length - 1) | 32);
}
const LOOKS = new Set([...WORDS].map(looksOf));
/** Begins and ends with a letter or digit, and not with `xx`: neither signs nor anything wrapped. */
function isBare(cell: string): boolean {
  const first = cell.charCodeAt(0);
  if (!isPlain(first) || !isPlain(cell.charCodeAt(cell.length - 1))) return false;
  return (first | 32) !== LOWER_X || (cell.charCodeAt(1) | 32) !== LOWER_X;
}
const LOWER_X = 120;

/** A letter or digit of ASCII. */
function isPlain(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || (code >= 48 && code <= 57);
}

/** Whether a cell says that there is no value. */
export function isPlaceholder(cell: string): boolean {
  if (cell.length > LONGEST || cell === '') return false;
  if (isBare(cell) && !LOOKS.has(looksOf(cell))) return false;
  const text = cell.trim().toLowerCase();
  return WORDS.has(text) || SIGNS.test(text) || WORDS.has((WRAPPED.exec(text)?.[1] ?? '').replace(/_/g, ' '));
}

const foldedLooks = new WordLooks([...WORDS].map(fold).filter((word) => /^[\x20-\x7e]+$/.test(word)));

/** Whether a cell may say that there is no value, by its folded bytes: right where it says no. */
export function mayBePlaceholder(folded: Uint8Array, start: number, end: number): boolean {
  const [first, last] = [folded[start] as number, folded[end - 1] as number];
  // Signs alone, or wrapped in them.
  if (!isPlain(first) && !isPlain(last)) return true;
  if (first === LOWER_X && folded[start + 1] === LOWER_X) return true;
  return foldedLooks.mayHold(folded, start, end);
}

/**
 * Words that stand for no value and are people's names too. Not `None`: Python writes it just so, and far more often than
 * the few who are called so.
 */
const NAMES = new Set(['Null', 'Nil', 'Nan', 'Test', 'Blank', 'Brak', 'Geen']);

/**
 * Whether a cell that says that there is no value may be a name all the same: written as one. Programs write `null`,
 * `NULL`, `nil` and `NaN`.
 */
export function mayBeName(cell: string): boolean {
  return NAMES.has(cell.trim());
}

/** Places that are called so, by the only country that has one worth the name. */
const PLACES = new Map([
  ['Nan', 'TH'],
  ['Brak', 'LY'],
]);

/** Whether a cell that says that there is no value is a place of this country all the same. */
export function isPlaceCalledSo(cell: string, country: string): boolean {
  return PLACES.get(cell.trim()) === country && country !== '';
}

/** Digits that nobody was given: one digit over and over, or the row of the keyboard. */
export function areFillerDigits(digits: string): boolean {
  return /^(\d)\1*$/.test(digits) || ROWS.has(digits);
}

const ROWS = new Set(['123456789', '0123456789', '1234567890', '987654321', '9876543210']);

export const NO_MAILBOX: ReadonlySet<string> = new Set(
  `noreply no-reply no.reply donotreply do-not-reply none no noemail no-email no.email no_email nomail no-mail noone nobody nowhere
  na n/a unknown notprovided notavailable invalid test`.split(/\s+/),
);

/** A mailbox that nobody reads: written because the form wants one. */
export function isNoMailbox(local: string): boolean {
  return NO_MAILBOX.has(local);
}

/** Days that stand for no date where a column must hold one. */
const NO_DAYS = new Set(
  `00000000 00010101 17530101 18000101 18991230 18991231 19000000 19000101 19010101 99991231 99990101`.split(
    ' ',
  ),
);

/** `YYYYMMDD` that is no birthday. */
export function isNoDay(day: string): boolean {
  return NO_DAYS.has(day);
}
