/** What a proposed version of a model would change, as it was shown. Plain JSON. */
export type ModelPreview = { asOf: string };
