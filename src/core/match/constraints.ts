/** What must or must not be together, whatever the weights say. Nodes are indices of the component. */
export type Constraints = {
  /** Pairs that are one entity: stewards' `same`, then strong ids. Where two cannot both be kept, the later one yields. */
  same: readonly (readonly [number, number])[];
  /** Pairs that are not: stewards' `different`, contradicting strong ids. */
  different: readonly (readonly [number, number])[];
  /** Nodes with equal numbers never come together (link only: the source). −1 is free. */
  exclusive?: readonly number[];
};

export const NO_CONSTRAINTS: Constraints = { same: [], different: [] };
