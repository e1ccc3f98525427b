import type { StampStart } from '#src/connector/overlap.ts';
import { ConfigError } from '#src/core/errors.ts';
import { QUERY_PAGE } from './limits.ts';

const FIELD_PATH = /^[A-Za-z]\w*(\.[A-Za-z]\w*){0,5}$/;

/** A text literal. Backslash first: jsforce's own builder forgets it, and `\'` would end the literal. */
export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

export type PageQuery = {
  object: string;
  fields: readonly string[];
  stamp: string;
  start: StampStart | null;
};

/**
 * One page of changes in the order of (stamp, Id). A keyset and not OFFSET: rows that change while we read move
 * behind the page, and none is skipped; equal stamps are told apart by the Id.
 */
export function pageQuery({ object, fields, stamp, start }: PageQuery): string {
  const where = start === null ? '' : ` WHERE ${condition(stamp, start)}`;
  return `SELECT ${fields.join(',')} FROM ${object}${where} ORDER BY ${stamp}, Id LIMIT ${QUERY_PAGE}`;
}

function condition(stamp: string, { t, id }: StampStart): string {
  if (id === null) return `${stamp} >= ${t}`;
  return `(${stamp} = ${t} AND Id > ${quote(id)}) OR ${stamp} > ${t}`;
}

/** Refuses names that are no field paths: they come from a mapping file and go into a query. */
export function checkFields(fields: readonly string[], object: string): void {
  const bad = fields.find((field) => !FIELD_PATH.test(field));
  if (bad === undefined) return;
  throw new ConfigError({
    code: 'SALESFORCE_FIELD_NAME',
    message: `the mapping of ${object} names the field ${JSON.stringify(bad)}, which cannot be a Salesforce field`,
  });
}
