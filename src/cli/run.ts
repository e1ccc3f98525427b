/** From arguments to exit code: finds the command, parses, runs, and says in one line what went wrong. */
import { readEnvironment } from '../config/environment.ts';
import { ConfigError } from '../core/errors.ts';
import { createLog } from '../observability/log.ts';
import { nearestWord } from '../util/nearest-word.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { type CommandModule, commands } from './commands.ts';
import { describeFailure } from './exit-code.ts';
import { commandHelp, generalHelp } from './help.ts';
import { createOutput, type Output } from './output.ts';
import { parseArguments, resolvePaths } from './parse.ts';

export type Registry = Readonly<Record<string, () => Promise<CommandModule>>>;

/** Runs one command line. Never throws; the caller exits with the code. */
export async function runCommandLine(
  argv: readonly string[],
  signal: AbortSignal,
  registry: Registry = commands,
): Promise<ExitCode> {
  const output = createOutput(argv.includes('--json'));
  const [name, ...rest] = argv;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      output.print(await generalHelp(registry));
      return name === undefined ? 2 : 0;
    }
    const command = await findCommand(name, registry);
    if (rest.includes('-h') || rest.includes('--help')) {
      output.print(commandHelp(command));
      return 0;
    }
    return await execute({ command, argv: rest, signal, output });
  } catch (error) {
    return report(error, output);
  }
}

async function findCommand(name: string, registry: Registry): Promise<Command> {
  const load = Object.hasOwn(registry, name) ? registry[name] : undefined;
  if (load) return (await load()).command;
  const near = nearestWord(name, Object.keys(registry));
  const hint = near ? `did you mean "${near}"?` : 'goldenrod --help lists them.';
  throw new ConfigError({ code: 'UNKNOWN_COMMAND', message: `Unknown command "${name}"; ${hint}` });
}

type Call = { command: Command; argv: readonly string[]; signal: AbortSignal; output: Output };

async function execute({ command, argv, signal, output }: Call): Promise<ExitCode> {
  const { args, options } = parseArguments(command, argv);
  const { home, configFile } = resolvePaths(options);
  const environment = readEnvironment();
  const log = createLog({ home, name: command.name, level: environment.logLevel });
  const context: CommandContext = {
    args,
    options,
    home,
    configFile,
    asOf: options.instant('as-of') ?? new Date(),
    environment,
    port: options.integer('port', { max: 65_535 }) ?? environment.port,
    json: options.flag('json'),
    log,
    emit: output.emit,
    print: output.print,
    signal,
  };
  try {
    return await command.run(context);
  } catch (error) {
    const failure = describeFailure(error);
    log.debug('command failed', { command: command.name, error });
    if (failure.isBug) log.error('unforeseen failure', { command: command.name, error });
    throw error;
  } finally {
    await log.close();
  }
}

function report(error: unknown, output: Output): ExitCode {
  const failure = describeFailure(error);
  output.complain(`goldenrod: ${failure.line}`);
  return failure.exit;
}
