/** Reads a command's arguments with node:util parseArgs and the command's own option table. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError } from '../core/errors.ts';
import { nearestWord } from '../util/nearest-word.ts';
import { type Command, type CommandOption, globalOptions } from './command.ts';
import { OptionValues } from './option-values.ts';

export type ParsedArguments = { args: string[]; options: OptionValues };

/** The command's options and the global ones, the command's first. */
export function allOptions(command: Command): CommandOption[] {
  const own = new Set(command.options.map((option) => option.name));
  return [...command.options, ...globalOptions.filter((option) => !own.has(option.name))];
}

/** Throws a ConfigError with one line for anything parseArgs does not accept. */
export function parseArguments(command: Command, argv: readonly string[]): ParsedArguments {
  const options = allOptions(command);
  const config = Object.fromEntries(
    options.map((option) => [
      option.name,
      {
        type: option.value === undefined ? ('boolean' as const) : ('string' as const),
        multiple: option.multiple === true,
      },
    ]),
  );
  const defaults = Object.fromEntries(options.map((option) => [option.name, option.default]));
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: config, allowPositionals: true });
    return { args: positionals, options: new OptionValues(values, defaults) };
  } catch (error) {
    throw usageError(command, options, error);
  }
}

/** Where state and configuration lie, absolute. */
export function resolvePaths(options: OptionValues): { home: string; configFile: string } {
  return {
    home: resolve(options.text('home') ?? '.goldenrod'),
    configFile: resolve(options.text('config') ?? 'goldenrod.yaml'),
  };
}

function usageError(command: Command, options: readonly CommandOption[], cause: unknown): ConfigError {
  const text = cause instanceof Error ? cause.message : String(cause);
  const unknown = /^Unknown option '--?([^']+)'/.exec(text)?.[1];
  const near =
    unknown &&
    nearestWord(
      unknown,
      options.map((option) => option.name),
    );
  const what = unknown ? `Unknown option --${unknown}` : text.split('. ')[0]?.replace(/\.$/, '');
  const hint = near ? `; did you mean --${near}?` : '.';
  return new ConfigError({
    code: 'USAGE',
    message: `${what}${hint} See: goldenrod ${command.name} --help`,
    cause,
  });
}
