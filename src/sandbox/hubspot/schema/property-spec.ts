/** One property of an object type, and one object type of the portal. */
export const PROPERTY_TYPES = ['string', 'number', 'enumeration', 'bool', 'date', 'datetime'] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

export type PropertyOption = { label: string; value: string };

export type PropertySpec = {
  name: string;
  label: string;
  type: PropertyType;
  fieldType: string;
  groupName: string;
  description: string;
  options: PropertyOption[];
  unique: boolean;
  readOnly: boolean;
  hubspotDefined: boolean;
  archived: boolean;
};

export type ObjectTypeSpec = {
  /** Plural, as in paths: `companies`. */
  name: string;
  singular: string;
  /** `0-2`. */
  typeId: string;
  /** `COMPANY`, as messages say it. */
  legacyName: string;
  properties: Map<string, PropertySpec>;
  /** What an answer shows when nothing was asked for. */
  defaultProperties: readonly string[];
  /** `hs_lastmodifieddate`; contacts say `lastmodifieddate`. */
  modifiedProperty: string;
  createdProperty: string;
  required: readonly string[];
  /** Tasks, notes and e-mails drop unknown and read-only properties without a word. */
  ignoresUnknown: boolean;
};
