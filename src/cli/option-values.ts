import { ConfigError } from '../core/errors.ts';

type Parsed = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** The options of one call, read by type; a wrong value is a ConfigError that names the option. */
export class OptionValues {
  readonly #given: Parsed;
  readonly #defaults: Readonly<Record<string, string | undefined>>;

  constructor(given: Parsed, defaults: Readonly<Record<string, string | undefined>> = {}) {
    this.#given = given;
    this.#defaults = defaults;
  }

  /** Whether the user gave it, whatever its default. */
  has(name: string): boolean {
    return this.#given[name] !== undefined;
  }

  flag(name: string): boolean {
    return this.#given[name] === true;
  }

  /** The value given, else the option's default, else undefined. */
  text(name: string): string | undefined {
    const value = this.#given[name];
    if (Array.isArray(value)) return String(value.at(-1));
    return typeof value === 'string' ? value : this.#defaults[name];
  }

  /** Every value of a repeatable option, in order. */
  list(name: string): string[] {
    const value = this.#given[name];
    if (Array.isArray(value)) return value.map(String);
    const single = this.text(name);
    return single === undefined ? [] : [single];
  }

  /** A finite number within the bounds. */
  number(name: string, { min = -Infinity, max = Infinity } = {}): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value < min || value > max) {
      throw wrongValue(name, text, `a number${range(min, max)}`);
    }
    return value;
  }

  /** A whole number within the bounds; not below zero unless told otherwise. */
  integer(name: string, { min = 0, max = Number.MAX_SAFE_INTEGER } = {}): number | undefined {
    const value = this.number(name, { min, max });
    if (value !== undefined && !Number.isSafeInteger(value)) {
      throw wrongValue(name, this.text(name) ?? '', `a whole number${range(min, max)}`);
    }
    return value;
  }
  /** One of the allowed words. */
  choice<const T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = allowed.find((word) => word === text);
    if (found === undefined) throw wrongValue(name, text, `one of ${allowed.join(', ')}`);
    return found;
  }

  /** An ISO 8601 instant; a date alone is its midnight in UTC. */
  instant(name: string): Date | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const isWritten = /^\d{4}-\d\d-\d\d(T.*(Z|[+-]\d\d:?\d\d))?$/.test(text) && isDay(text.slice(0, 10));
    const value = new Date(isWritten ? text : Number.NaN);
    if (Number.isNaN(value.getTime())) {
      throw wrongValue(name, text, 'an instant such as 2026-01-31 or 2026-01-31T09:00:00Z');
    }
    return value;
  }
}

/** JavaScript takes 30 February for 2 March. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function range(min: number, max: number): string {
  if (min > -Infinity && max < Infinity && max !== Number.MAX_SAFE_INTEGER) return ` from ${min} to ${max}`;
  if (min > -Infinity) return ` of at least ${min}`;
  return max < Infinity && max !== Number.MAX_SAFE_INTEGER ? ` of at most ${max}` : '';
}

function wrongValue(name: string, text: string, allowed: string): ConfigError {
  return new ConfigError({
    code: 'OPTION_INVALID',
    message: `--${name} is ${JSON.stringify(text)}; it must be ${allowed}.`,
  });
}
