/** Names that are habitually abbreviated in writing, in France and Spain, by the folded abbreviation. */
const WHOLE_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    fco: 'francisco',
    fdo: 'fernando',
    fdez: 'fernandez',
    fdz: 'fernandez',
    glez: 'gonzalez',
    gzlez: 'gonzalez',
    hdez: 'hernandez',
    hdz: 'hernandez',
    mtnez: 'martinez',
    mtz: 'martinez',
    rguez: 'rodriguez',
    rdguez: 'rodriguez',
    dguez: 'dominguez',
    jph: 'joseph',
  }),
);
/** The single words that are abbreviations. */
export const ABBREVIATED_NAMES: readonly string[] = [...WHOLE_WORDS.keys()];

/** Second initials of `J-P` and its like that stand for one name nearly always; `J-L` and `J-M` do not. */
const JEAN: Readonly<Record<string, string>> = {
  p: 'pierre',
  c: 'claude',
  f: 'francois',
  j: 'jacques',
  b: 'baptiste',
  y: 'yves',
};

/** `Mª` is María; to be read before normalisation makes an `a` of the raised letter. */
export function withMaria(name: string): string {
  if (!name.includes('ª')) return name;
  return name.replace(/(?<!\p{L})M\.?ª\.?/giu, 'Maria ');
}

/** Folded text of a name with its abbreviations written out: `fco`, `j-p`. */
export function writtenOut(folded: string): string {
  return folded
    .replace(/\bj\.?\s?-\s?([a-z])(?![a-z])\.?/g, (whole, initial: string) =>
      JEAN[initial] === undefined ? whole : `jean ${JEAN[initial]}`,
    )
    .replace(/\b[fghmrdj][a-z]{2,5}\b\.?/g, (whole) => WHOLE_WORDS.get(whole.replace('.', '')) ?? whole);
}

/** The same of a text that is one word of ASCII letters. */
export function wordWrittenOut(folded: string): string {
  return WHOLE_WORDS.get(folded) ?? folded;
}
