import { openRuntime, type Runtime } from '../../runtime.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { configFileOf } from '../sync.ts';
import { assertHome } from './assert-home.ts';

/** As `withRuntime`, for what only reads: a home that is not there is refused, and not made. */
export async function withExistingRuntime(
  context: CommandContext,
  name: string,
  work: (runtime: Runtime) => Promise<void>,
): Promise<ExitCode> {
  assertHome(context);
  return withRuntime(context, name, work);
}

/** Opens the runtime for a command and closes it whatever happens. */
export async function withRuntime(
  context: CommandContext,
  name: string,
  work: (runtime: Runtime) => Promise<void>,
): Promise<ExitCode> {
  const { home, options, log } = context;
  const runtime = await openRuntime({
    home,
    configFile: configFileOf(context),
    configMustExist: options.has('config'),
    log,
    applicationName: `goldenrod ${name}`,
  });
  try {
    await work(runtime);
    return 0;
  } finally {
    await runtime.close();
  }
}
