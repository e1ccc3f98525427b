/**
 * What a command is. Each command is one file that exports `command: Command`; the frame parses its options,
 * writes its help and turns its errors into one line and an exit code, so that no command does any of this itself.
 */
import type { Environment } from '../config/environment.ts';
import type { Log } from '../util/log.ts';
import type { OptionValues } from './option-values.ts';

export type CommandOption = {
  /** Long name without dashes: `accounts` is `--accounts`. */
  name: string;
  /** Placeholder of the value, as the help shows it (`N`, `FILE`). Absent: a flag without value. */
  value?: string;
  description: string;
  /** What the command assumes when the option is absent; shown in the help and returned by `OptionValues.text`. */
  default?: string;
  /** May be given several times; read it with `OptionValues.list`. */
  multiple?: boolean;
};

/** 0 done · 1 done, some records failed · 2 wrong usage, configuration or input · 3 stopped by its surroundings. */
export type ExitCode = 0 | 1 | 2 | 3;

export type CommandContext = {
  /** Positional arguments. */
  args: readonly string[];
  options: OptionValues;
  /** Absolute path of the state folder; not yet created. */
  home: string;
  /** Absolute path of goldenrod.yaml; it need not exist. */
  configFile: string;
  asOf: Date;
  /** Checked environment; the only way to it. */
  environment: Environment;
  /** --port, else GOLDENROD_PORT; undefined: the command's own. */
  port: number | undefined;
  /** True when standard output carries exactly one JSON document. */
  json: boolean;
  log: Log;
  /** Writes the one JSON document. Call it once, and only when `json`. */
  emit(document: unknown): Promise<void>;
  /** A line for the person: standard output, or standard error under `--json`. */
  print(line: string): void;
  /** Aborted by the first SIGINT or SIGTERM; a second one ends the process at once. */
  signal: AbortSignal;
};

export type Command = {
  name: string;
  summary: string;
  /** What follows `goldenrod `: `dedupe <file…> --type account|contact`. */
  usage: string;
  options: readonly CommandOption[];
  run(context: CommandContext): Promise<ExitCode>;
};

/** Every command takes these. A command that lists one of the same name overrides its description. */
export const globalOptions: readonly CommandOption[] = [
  { name: 'help', description: 'show this help' },
  { name: 'json', description: 'one JSON document on standard output, everything else on standard error' },
  {
    name: 'home',
    value: 'DIR',
    description: 'state: embedded database, key, logs',
    default: '.goldenrod',
  },
  { name: 'config', value: 'FILE', description: 'configuration', default: 'goldenrod.yaml' },
  { name: 'as-of', value: 'INSTANT', description: 'judge as of this instant (ISO 8601; default now)' },
  { name: 'port', value: 'N', description: 'port to listen on (GOLDENROD_PORT; 0 = a free port)' },
];
