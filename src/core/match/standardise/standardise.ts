import type { GoldenType } from '../../model/entity.ts';
import type { CanonicalRecord } from '../../model/field.ts';
import type { Standardised } from '../standardised.ts';
import { type ColumnGroup, columnGroups, countryOf, homeOf } from './column-groups.ts';

/** The comparable form of a record: only what matching looks at, one text per column, absent when not known. */
export function standardise(type: GoldenType, record: CanonicalRecord): Standardised {
  const found: { [column: string]: string } = {};
  const country = countryOf(record);
  for (const group of columnGroups(type)) {
    const values = group.of(record, contextOf(group, record, country));
    for (let at = 0; at < values.length; at++) {
      if (values[at] !== '') found[group.columns[at] as string] = values[at] as string;
    }
  }
  return found;
}

function contextOf({ context }: ColumnGroup, record: CanonicalRecord, country: string): string {
  if (context === 'none') return '';
  return context === 'country' ? country : homeOf(record, country);
}
