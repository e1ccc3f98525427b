const GENDERS: ReadonlyMap<string, string> = new Map(
  'm m male man mr herr homme masculin masculino hombre mannlich maschio maschile uomo nan;f f female woman mrs ms miss frau femme feminin feminino femenino mujer w weiblich femmina femminile donna nu'
    .split(';')
    .flatMap((line) => {
      const [gender = '', ...words] = line.split(' ');
      return words.map((word): [string, string] => [word, gender]);
    }),
);
const UNKNOWN = new Set(['u', 'unknown', 'x', 'na', 'n a', 'none', 'other', 'not specified', 'undisclosed']);

/** `m` or `f` of a folded word; any other answer as it is, and none where it says that it is not known. */
export function standardiseGender(folded: string): string {
  return UNKNOWN.has(folded) ? '' : (GENDERS.get(folded) ?? folded);
}
