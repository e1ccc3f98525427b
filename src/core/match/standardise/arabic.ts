/**
 * Letters that transliteration to ASCII drops or turns into consonants, and that names are told apart by: the long
 * vowels, the feminine ending, and what the throat makes. Vowels that are not written stay unknown.
 */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['\u0627', 'a'], // alef
  ['\u0623', 'a'], // alef with hamza above
  ['\u0625', 'i'], // alef with hamza below
  ['\u0622', 'a'], // alef with madda
  ['\u0671', 'a'], // alef wasla
  ['\u0649', 'a'], // alef maksura
  ['\u0629', 'a'], // teh marbuta
  ['\u0639', 'a'], // ain
  ['\u0621', ''], // hamza
  ['\u0626', 'i'], // yeh with hamza
  ['\u0624', 'u'], // waw with hamza
  ['\u06a9', 'k'], // keheh
  ['\u06cc', 'y'], // Farsi yeh
]);
const ARABIC = /[\u0600-\u06ff]/;
/** Short vowels and doubling, which are hardly ever written; and the stroke that only makes a word longer. */
const MARKS = /\u0640|[\u064b-\u0655]|\u0670/g;

/** The same text with those letters in Latin; all else is left to the transliteration. */
export function arabicLetters(text: string): string {
  if (!ARABIC.test(text)) return text;
  return text.replace(MARKS, '').replace(/[\u0621-\u06cc]/g, (letter) => LETTERS.get(letter) ?? letter);
}
