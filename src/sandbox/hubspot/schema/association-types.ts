/** HubSpot-defined association types and their inverse (Associations v4 guide, "Association type ID values"). */
export type AssociationType = {
  from: string;
  to: string;
  typeId: number;
  inverse: number;
  label: string | null;
};

type Pair = readonly [from: string, to: string, typeId: number, inverse: number, label?: string];
const PAIRS: readonly Pair[] = [
  ['contacts', 'companies', 279, 280],
  ['contacts', 'companies', 1, 2, 'Primary'],
  ['deals', 'companies', 341, 342],
  ['deals', 'companies', 5, 6, 'Primary'],
  ['tickets', 'companies', 339, 340],
  ['tickets', 'companies', 26, 25, 'Primary'],
  ['companies', 'companies', 13, 14, 'Parent Company'],
  ['companies', 'companies', 14, 13, 'Child Company'],
  ['deals', 'contacts', 3, 4],
  ['contacts', 'tickets', 15, 16],
  ['deals', 'tickets', 27, 28],
  ['tasks', 'contacts', 204, 203],
  ['tasks', 'companies', 192, 191],
  ['tasks', 'deals', 216, 215],
  ['tasks', 'tickets', 230, 229],
  ['notes', 'contacts', 202, 201],
  ['notes', 'companies', 190, 189],
  ['notes', 'deals', 214, 213],
  ['notes', 'tickets', 228, 227],
  ['emails', 'contacts', 198, 197],
  ['emails', 'companies', 186, 185],
  ['emails', 'deals', 210, 209],
  ['emails', 'tickets', 224, 223],
];

export const ASSOCIATION_TYPES: readonly AssociationType[] = PAIRS.flatMap(
  ([from, to, typeId, inverse, label = null]) => {
    const forth = { from, to, typeId, inverse, label };
    return from === to ? [forth] : [forth, { from: to, to: from, typeId: inverse, inverse: typeId, label }];
  },
);

export function associationType(from: string, to: string, typeId: number): AssociationType | undefined {
  return ASSOCIATION_TYPES.find((type) => type.from === from && type.to === to && type.typeId === typeId);
}

/** What an association without a label is, and what `default` creates. */
export function unlabelledType(from: string, to: string): AssociationType | undefined {
  const types = ASSOCIATION_TYPES.filter((type) => type.from === from && type.to === to);
  return types.find((type) => type.label === null) ?? types[0];
}

export function primaryType(from: string, to: string): AssociationType | undefined {
  return ASSOCIATION_TYPES.find((type) => type.from === from && type.to === to && type.label === 'Primary');
}
