/** Results kept per function: the words of a language and the places of a country come again and again. */
const MOST = 30_000;
/** Longer texts hardly come again. */
const LONGEST = 120;

/**
 * The same function, with its latest results remembered, so that a value that comes again is one look-up. Results must
 * not be changed by their receiver. All are let go when they are too many.
 */
export function memoised<T>(
  compute: (text: string, country: string) => T,
): (text: string, country: string) => T {
  const perCountry = new Map<string, Map<string, T>>();
  let size = 0;
  return (text, country) => {
    if (text.length > LONGEST) return compute(text, country);
    let known = perCountry.get(country);
    if (known === undefined) {
      known = new Map();
      perCountry.set(country, known);
    }
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = compute(text, country);
    if (size >= MOST) {
      perCountry.clear();
      known = new Map();
      perCountry.set(country, known);
      size = 0;
    }
    size++;
    known.set(text, made);
    return made;
  };
}
