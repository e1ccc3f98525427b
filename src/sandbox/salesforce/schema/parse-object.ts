/**
 * Reads the compact object tables of `objects.ts`: one field per line,
 * `Name type(argument) flag…`. Arguments: length for texts, `precision,scale` for numbers, values by `|` for a
 * picklist, `Target[,Target]:Relationship` for a reference. Flags: required, readonly, createonly, unique,
 * external, restricted.
 */
import { FIELD_TYPES, type FieldSpec, type FieldType, type ObjectSpec } from './field-spec.ts';

export type ObjectTable = {
  name: string;
  labelPlural: string;
  keyPrefix: string;
  fields: string;
  createable?: boolean;
  hasSystemModstamp?: boolean;
  mergeable?: boolean;
};

const DEFAULT_LENGTH: Partial<Record<FieldType, number>> = {
  id: 18,
  reference: 18,
  string: 255,
  textarea: 255,
  picklist: 255,
  combobox: 255,
  email: 80,
  phone: 40,
  url: 255,
};
const LINE = /^(?<name>\w+)\s+(?<type>[a-z]+)(?:\((?<argument>[^)]*)\))?(?<flags>[a-z\s]*)$/;

export function parseObject(table: ObjectTable): ObjectSpec {
  const lines = table.fields.split('\n').map((line) => line.trim());
  const specs = lines.filter((line) => line !== '').map((line) => parseField(line, table.name));
  return {
    name: table.name,
    label: labelOf(table.name),
    labelPlural: table.labelPlural,
    keyPrefix: table.keyPrefix,
    fields: new Map(specs.map((field) => [field.name, field])),
    byLowerName: new Map(specs.map((field) => [field.name.toLowerCase(), field])),
    byRelationship: new Map(
      specs.flatMap((field) =>
        field.relationship === null ? [] : [[field.relationship.toLowerCase(), field]],
      ),
    ),
    createable: table.createable ?? true,
    hasSystemModstamp: table.hasSystemModstamp ?? true,
    mergeable: table.mergeable ?? false,
  };
}

function parseField(line: string, object: string): FieldSpec {
  const groups = LINE.exec(line)?.groups;
  const type = FIELD_TYPES.find((known) => known === groups?.['type']);
  if (groups === undefined || type === undefined)
    throw new SyntaxError(`${object}: cannot read field line "${line}"`);
  const name = groups['name'] as string;
  const argument = groups['argument'] ?? '';
  const flags = new Set((groups['flags'] ?? '').split(/\s+/));
  const readonly = flags.has('readonly') || type === 'id' || type === 'address';
  const [targets = '', relationship] = argument.split(':');
  const isReference = type === 'reference';
  return {
    name,
    label: labelOf(name),
    type,
    length: isText(type) && /^\d+$/.test(argument) ? Number(argument) : (DEFAULT_LENGTH[type] ?? 0),
    scale: isNumber(type) ? Number(argument.split(',')[1] ?? 0) : 0,
    required: flags.has('required'),
    createable: !readonly,
    updateable: !readonly && !flags.has('createonly'),
    unique: flags.has('unique'),
    externalId: flags.has('external'),
    custom: name.endsWith('__c'),
    picklist:
      type === 'picklist' || type === 'combobox' ? argument.split('|').filter((value) => value !== '') : [],
    restricted: flags.has('restricted'),
    referenceTo: isReference ? targets.split(',') : [],
    relationship: isReference ? (relationship ?? name.replace(/Id$/, '')) : null,
  };
}

function isText(type: FieldType): boolean {
  return ['string', 'textarea', 'email', 'phone', 'url'].includes(type);
}

function isNumber(type: FieldType): boolean {
  return ['double', 'currency', 'percent'].includes(type);
}

/** `BillingPostalCode` → `Billing Postal Code`; `Goldenrod_Sla_Status__c` → `Goldenrod Sla Status`. */
function labelOf(name: string): string {
  const words = name
    .replace(/__c$/, '')
    .replaceAll('_', ' ')
    .replace(/(?<=[a-z])Id$/, ' ID');
  return words.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').replaceAll(/\s+/g, ' ');
}
