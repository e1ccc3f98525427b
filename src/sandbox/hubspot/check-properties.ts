/** The properties of one write against their definitions. A problem is told as HubSpot tells it. */
import type { Json } from '../../util/json.ts';
import { ApiError, invalid } from './api-error.ts';
import { normalValue } from './normal-value.ts';
import type { ObjectRow } from './object-row.ts';
import type { ObjectTable } from './object-table.ts';
import { PORTAL_ID } from './portal.ts';
import type { ObjectTypeSpec, PropertySpec } from './schema/property-spec.ts';

/** Empty text clears a property. */
export type PropertyValues = Record<string, string>;
export type PropertyProblem = { name: string; error: string; message: string };

const MAX_TEXT_CHARACTERS = 65_536;
const INVALID_CODES: Readonly<Record<string, string>> = {
  number: 'INVALID_LONG',
  bool: 'INVALID_BOOLEAN',
  date: 'INVALID_DATE',
  datetime: 'INVALID_DATE',
};

/** Values to store, or all problems at once. */
export function checkProperties(
  spec: ObjectTypeSpec,
  given: Readonly<Record<string, Json>>,
): { values: PropertyValues; problems: PropertyProblem[] } {
  const values: PropertyValues = {};
  const problems: PropertyProblem[] = [];
  for (const [name, raw] of Object.entries(given)) {
    const property = spec.properties.get(name);
    if (property === undefined || property.archived || property.readOnly) {
      if (spec.ignoresUnknown) continue;
      problems.push(property?.readOnly === true ? readOnly(name) : unknown(name));
      continue;
    }
    const value = raw === null ? '' : String(raw);
    const problem = value === '' ? undefined : valueProblem(property, value);
    if (problem === undefined) values[name] = value === '' ? '' : (normalValue(property, value) as string);
    else problems.push(problem);
  }
  return { values, problems };
}

export function propertyError(problems: readonly PropertyProblem[]): ApiError {
  const list = problems.map(({ name, error, message }) => ({
    isValid: false,
    message,
    error,
    name,
    localizedErrorMessage: message,
    portalId: PORTAL_ID,
  }));
  return invalid(`Property values were not valid: ${JSON.stringify(list)}`, {
    errors: problems.map(({ name, error, message }) => ({
      message,
      code: error,
      context: { propertyName: [name] },
    })),
  });
}

/** Throws when a required property of a new object is missing. */
export function checkRequired(spec: ObjectTypeSpec, values: PropertyValues): void {
  const missing = spec.required.filter((name) => (values[name] ?? '') === '');
  if (missing.length === 0) return;
  throw invalid(`Error creating ${spec.legacyName}. Some required properties were not set.`, {
    context: { properties: missing },
  });
}

/** Throws when another live object holds the value of a unique property. */
export function checkUnique(
  table: ObjectTable,
  values: PropertyValues,
  current: ObjectRow | undefined,
): void {
  const { spec } = table;
  for (const [name, value] of Object.entries(values)) {
    if (value === '' || spec.properties.get(name)?.unique !== true) continue;
    const holder = table.holder(name, value);
    if (holder === undefined || holder.id === current?.id) continue;
    if (current === undefined && name === 'email') {
      throw new ApiError(409, {
        message: `Contact already exists. Existing ID: ${holder.id}`,
        category: 'CONFLICT',
        context: { existingId: [holder.id] },
      });
    }
    const coordinates = `PropertyValueCoordinates{portalId=${PORTAL_ID}, objectTypeId=ObjectTypeId{legacyObjectType=${spec.legacyName}}, propertyName=${name}, value=${value}}`;
    const message = `Cannot set ${coordinates} on ${current?.id ?? 'null'}. ${holder.id} already has that value.`;
    throw invalid(message, {
      errors: [{ message, code: 'CONFLICTING_UNIQUE_VALUE', context: { propertyName: [name] } }],
    });
  }
}

function valueProblem(property: PropertySpec, value: string): PropertyProblem | undefined {
  const { name, type, options } = property;
  if (normalValue(property, value) === undefined) {
    return { name, error: INVALID_CODES[type] ?? 'INVALID', message: `${value} was not a valid ${type}.` };
  }
  if (type === 'string' && value.length > MAX_TEXT_CHARACTERS) {
    return {
      name,
      error: 'PROPERTY_VALUE_TOO_LONG',
      message: `${name} is longer than ${MAX_TEXT_CHARACTERS} characters.`,
    };
  }
  if (name === 'email' && property.unique && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    return { name, error: 'INVALID_EMAIL', message: `Email address ${value} is invalid` };
  }
  if (type !== 'enumeration' || options.length === 0) return undefined;
  const allowed = options.map((option) => option.value);
  const wrong = (property.fieldType === 'checkbox' ? value.split(';') : [value]).find(
    (part) => part !== '' && !allowed.includes(part),
  );
  if (wrong === undefined) return undefined;
  return {
    name,
    error: 'INVALID_OPTION',
    message: `${wrong} was not one of the allowed options: [${allowed.join(', ')}]`,
  };
}

function unknown(name: string): PropertyProblem {
  return { name, error: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` };
}

function readOnly(name: string): PropertyProblem {
  return {
    name,
    error: 'READ_ONLY_VALUE',
    message: `"${name}" is a read only property; its value cannot be set.`,
  };
}
