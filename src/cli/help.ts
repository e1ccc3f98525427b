import type { Command, CommandOption } from './command.ts';
import { type CommandModule, commands } from './commands.ts';
import { allOptions } from './parse.ts';

/** The list of commands. */
export async function generalHelp(
  registry: Readonly<Record<string, () => Promise<CommandModule>>> = commands,
) {
  const modules = await Promise.all(Object.values(registry).map((load) => load()));
  const rows = modules.map(({ command }): [string, string] => [command.name, command.summary]);
  return [
    'Usage: goldenrod <command> [options]',
    '',
    'Commands',
    ...table(rows),
    '',
    'goldenrod <command> --help shows its options.',
  ].join('\n');
}

/** One command's usage and options. */
export function commandHelp(command: Command): string {
  const rows = allOptions(command).map((option): [string, string] => [flagText(option), describe(option)]);
  return [`Usage: goldenrod ${command.usage}`, '', command.summary, '', 'Options', ...table(rows)].join('\n');
}

function flagText(option: CommandOption): string {
  return option.value === undefined ? `--${option.name}` : `--${option.name} ${option.value}`;
}

function describe(option: CommandOption): string {
  return option.default === undefined
    ? option.description
    : `${option.description} (default ${option.default})`;
}

function table(rows: readonly [string, string][]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
