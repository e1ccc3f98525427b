/**
 * Reads the compact property tables of `object-types.ts`: one property per line, `name type/fieldType(options) flag…`.
 * Options are separated by `|`, each `value` or `value:Label`. Flags: readonly, unique, ours.
 */
import {
  type ObjectTypeSpec,
  PROPERTY_TYPES,
  type PropertyOption,
  type PropertySpec,
} from './property-spec.ts';

export type ObjectTypeTable = Omit<ObjectTypeSpec, 'properties'> & { properties: string };

const LINE =
  /^(?<name>[a-z]\w*)\s+(?<type>[a-z]+)\/(?<fieldType>[a-z]+)(?:\((?<options>[^)]*)\))?(?<flags>[a-z\s]*)$/;

/** A fresh copy each time: a portal's properties can be added to. */
export function parseObjectType(table: ObjectTypeTable): ObjectTypeSpec {
  const lines = table.properties.split('\n').map((line) => line.trim());
  const specs = lines.filter((line) => line !== '').map((line) => parseProperty(line, table.singular));
  return { ...table, properties: new Map(specs.map((spec) => [spec.name, spec])) };
}

function parseProperty(line: string, singular: string): PropertySpec {
  const groups = LINE.exec(line)?.groups;
  const type = PROPERTY_TYPES.find((known) => known === groups?.['type']);
  if (groups === undefined || type === undefined)
    throw new SyntaxError(`${singular}: cannot read property line "${line}"`);
  const flags = new Set((groups['flags'] ?? '').split(/\s+/));
  const name = groups['name'] as string;
  const options = (groups['options'] ?? '').split('|').filter((option) => option !== '');
  return {
    name,
    label: labelOf(name),
    type,
    fieldType: groups['fieldType'] as string,
    groupName: flags.has('ours') ? 'goldenrod' : `${singular}information`,
    description: '',
    options: type === 'bool' ? BOOLEAN_OPTIONS : options.map(parseOption),
    unique: flags.has('unique'),
    readOnly: flags.has('readonly'),
    hubspotDefined: !flags.has('ours'),
    archived: false,
  };
}

const BOOLEAN_OPTIONS: PropertyOption[] = [
  { label: 'True', value: 'true' },
  { label: 'False', value: 'false' },
];

function parseOption(option: string): PropertyOption {
  const [value = '', label = value] = option.split(':');
  return { label, value };
}

function labelOf(name: string): string {
  const words = name.replace(/^hs_/, '').replaceAll('_', ' ');
  return (words[0] as string).toUpperCase() + words.slice(1);
}
