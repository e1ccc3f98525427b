import { invalid } from '../api-error.ts';
import { normalValue } from '../normal-value.ts';
import type { ObjectRow } from '../object-row.ts';
import type { Portal } from '../portal.ts';
import type { ObjectTypeSpec, PropertySpec } from '../schema/property-spec.ts';
import { propertyValue } from '../show-object.ts';
import type { Filter } from './search-request.ts';

export type RowTest = (row: ObjectRow) => boolean;
type Comparable = string | number;

/** Numbers and instants compare as numbers; text without case, enumerations with. */
export function compileFilter(portal: Portal, spec: ObjectTypeSpec, filter: Filter): RowTest {
  if (filter.propertyName.startsWith('associations.')) return associationTest(portal, spec, filter);
  const property = spec.properties.get(filter.propertyName);
  if (property === undefined) throw invalid(`Property "${filter.propertyName}" does not exist`);
  const read = (row: ObjectRow) => propertyValue(portal, spec, row, property.name);
  const test = operatorTest(property, filter);
  return (row) => test(read(row));
}

type ValueTest = (value: string | null) => boolean;

function operatorTest(property: PropertySpec, filter: Filter): ValueTest {
  const wanted = () => comparable(property, needed(filter, filter.value));
  const among = () =>
    new Set((filter.values ?? [needed(filter, undefined)]).map((value) => comparable(property, value)));
  const known =
    (test: (value: Comparable) => boolean): ValueTest =>
    (value) =>
      value !== null && test(comparable(property, value));
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return (value) => value !== null;
    case 'NOT_HAS_PROPERTY':
      return (value) => value === null;
    case 'EQ':
      return known(
        (
          (a) => (value: Comparable) =>
            value === a
        )(wanted()),
      );
    case 'NEQ':
      return known(
        (
          (a) => (value: Comparable) =>
            value !== a
        )(wanted()),
      );
    case 'LT':
      return known(
        (
          (a) => (value: Comparable) =>
            value < a
        )(wanted()),
      );
    case 'LTE':
      return known(
        (
          (a) => (value: Comparable) =>
            value <= a
        )(wanted()),
      );
    case 'GT':
      return known(
        (
          (a) => (value: Comparable) =>
            value > a
        )(wanted()),
      );
    case 'GTE':
      return known(
        (
          (a) => (value: Comparable) =>
            value >= a
        )(wanted()),
      );
    case 'BETWEEN': {
      const [low, high] = [wanted(), comparable(property, needed(filter, filter.highValue))];
      return known((value) => value >= low && value <= high);
    }
    case 'IN':
      return known(
        (
          (set) => (value: Comparable) =>
            set.has(value)
        )(among()),
      );
    case 'NOT_IN':
      return known(
        (
          (set) => (value: Comparable) =>
            !set.has(value)
        )(among()),
      );
    default:
      return tokenTest(needed(filter, filter.value), filter.operator === 'CONTAINS_TOKEN');
  }
}

/** `*` stands for any characters within a token. */
function tokenTest(wanted: string, positive: boolean): ValueTest {
  const source = wanted
    .toLowerCase()
    .replace(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`)
    .replaceAll('*', '.*');
  const pattern = new RegExp(`^${source}$`);
  return (value) => {
    const text = (value ?? '').toLowerCase();
    return [text, ...text.split(/[\s@.,;/-]+/)].some((token) => pattern.test(token)) === positive;
  };
}

export function comparable(property: PropertySpec, value: string): Comparable {
  if (property.type === 'number') return Number(value);
  if (property.type === 'date' || property.type === 'datetime')
    return Date.parse(normalValue(property, value) ?? value);
  return property.type === 'enumeration' ? value : value.toLowerCase();
}

function needed(filter: Filter, value: string | undefined): string {
  if (value === undefined)
    throw invalid(`The filter on ${filter.propertyName} with ${filter.operator} needs a value.`);
  return value;
}

function associationTest(portal: Portal, spec: ObjectTypeSpec, filter: Filter): RowTest {
  const target = portal.table(filter.propertyName.slice('associations.'.length))?.spec;
  if (target === undefined) throw invalid(`Property "${filter.propertyName}" does not exist`);
  const ids = filter.values ?? [needed(filter, filter.value)];
  return (row) => {
    const associated = portal.associations.of(spec.name, row.id, target.name);
    return ids.some((id) => associated.has(id));
  };
}
