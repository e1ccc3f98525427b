/** describeGlobal and describeSObject, as far as integrations read them. */
import type { JsonObject } from '../../util/json.ts';
import { type FieldSpec, isLongText, type ObjectSpec } from './schema/field-spec.ts';

export function describeSummary(spec: ObjectSpec, version: string): JsonObject {
  const base = `/services/data/v${version}/sobjects/${spec.name}`;
  return {
    name: spec.name,
    label: spec.label,
    labelPlural: spec.labelPlural,
    keyPrefix: spec.keyPrefix,
    custom: spec.name.endsWith('__c'),
    createable: spec.createable,
    updateable: spec.createable,
    deletable: spec.createable && spec.name !== 'User',
    undeletable: spec.createable,
    mergeable: spec.mergeable,
    queryable: true,
    retrieveable: true,
    replicateable: true,
    searchable: spec.createable,
    deprecatedAndHidden: false,
    urls: { sobject: base, describe: `${base}/describe`, rowTemplate: `${base}/{ID}` },
  };
}

export function describeObject(spec: ObjectSpec, version: string): JsonObject {
  return {
    ...describeSummary(spec, version),
    fields: [...spec.fields.values()].map((field) => describeField(spec, field)),
    childRelationships: [],
    recordTypeInfos: [],
  };
}

const SOAP_TYPES: Partial<Record<FieldSpec['type'], string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  address: 'urn:address',
};

function describeField(spec: ObjectSpec, field: FieldSpec): JsonObject {
  const isNumber = field.type === 'double' || field.type === 'currency' || field.type === 'percent';
  const isText = SOAP_TYPES[field.type] === undefined;
  return {
    name: field.name,
    label: field.label,
    type: field.type,
    soapType: SOAP_TYPES[field.type] ?? 'xsd:string',
    length: isText || field.type === 'id' || field.type === 'reference' ? field.length : 0,
    byteLength: isText ? field.length * 3 : 0,
    precision: isNumber ? 18 : 0,
    scale: field.scale,
    digits: field.type === 'int' ? 8 : 0,
    nillable: !field.required && field.type !== 'boolean' && field.type !== 'id',
    createable: spec.createable && field.createable,
    updateable: spec.createable && field.updateable,
    filterable: !isLongText(field) && field.type !== 'address',
    sortable: !isLongText(field) && field.type !== 'address',
    groupable: isText && !isLongText(field),
    unique: field.unique,
    externalId: field.externalId,
    idLookup: field.externalId || field.type === 'id',
    caseSensitive: false,
    custom: field.custom,
    calculated: false,
    autoNumber: field.name === 'CaseNumber',
    defaultedOnCreate: field.type === 'boolean' || field.name === 'OwnerId',
    restrictedPicklist: field.restricted,
    nameField: field.name === 'Name' || field.name === 'CaseNumber',
    htmlFormatted: false,
    encrypted: false,
    permissionable: field.custom,
    referenceTo: [...field.referenceTo],
    relationshipName: field.relationship,
    picklistValues: field.picklist.map((value) => ({
      value,
      label: value,
      active: true,
      defaultValue: false,
      validFor: null,
    })),
    extraTypeInfo: null,
    inlineHelpText: null,
    compoundFieldName: null,
    defaultValue: field.type === 'boolean' ? false : null,
  };
}
