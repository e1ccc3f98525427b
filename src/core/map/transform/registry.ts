/** Every transform that a mapping may name. There is no expression language: what is missing is added here. */
import { countryCode } from './country-code.ts';
import { first, join, split } from './list.ts';
import { constant, fallback, picklist } from './table.ts';
import { decimalComma, digits, lower, trim, truncate, upper } from './text.ts';
import { assumeUtc, date, epochMs, startOfDay } from './time.ts';
import type { TransformDefinition } from './transform.ts';

export const TRANSFORMS: Readonly<Record<string, TransformDefinition>> = {
  assume_utc: assumeUtc,
  constant,
  country_code: countryCode,
  date,
  decimal_comma: decimalComma,
  digits,
  epoch_ms: epochMs,
  fallback,
  first,
  join,
  lower,
  picklist,
  split,
  start_of_day: startOfDay,
  trim,
  truncate,
  upper,
};
