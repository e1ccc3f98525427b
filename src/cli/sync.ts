import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../core/errors.ts';
import type { PartRow } from '../engine/ports/run.ts';
import { openRuntime } from '../runtime.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { createProgress } from './sync/progress.ts';
import { runFailure } from './sync/run-failure.ts';
import { runSync } from './sync/run-sync.ts';
import { type SyncResult, syncResult } from './sync/sync-result.ts';

export const command: Command = {
  name: 'sync',
  summary: 'run the pipeline once, with progress; brings its own worker unless one is alive',
  usage: 'sync [--connection NAME]… [--full] [--dry-run]',
  options: [
    {
      name: 'connection',
      value: 'NAME',
      description: 'read only this connection (repeatable)',
      multiple: true,
    },
    { name: 'full', description: 'read everything again, not only what changed' },
    { name: 'dry-run', description: 'make the plan and show it, write nothing' },
  ],
  run,
};

async function run(context: CommandContext): Promise<ExitCode> {
  const { options, home, log, asOf, signal } = context;
  const runtime = await openRuntime({
    home,
    configFile: configFileOf(context),
    configMustExist: options.has('config'),
    log,
    applicationName: 'goldenrod sync',
  });
  const progress = createProgress(process.stderr, context.json);
  try {
    const connections = namedConnections(options.list('connection'), [...runtime.context.connections.keys()]);
    const {
      run: done,
      parts,
      resumed,
    } = await runSync({
      runtime,
      request: { connections, full: options.flag('full'), dryRun: options.flag('dry-run') },
      asOf,
      signal,
      log,
      onProgress: (_run, current) => progress.update(current),
    });
    progress.stop();
    if (done.state === 'failed') throw runFailure(done);
    const result = await syncResult(runtime, done, parts);
    if (context.json) await context.emit(result);
    else
      print(context, result, {
        rematched: rematchedIn(parts),
        resumed,
        dryRun: options.flag('dry-run'),
        none: runtime.context.connections.size === 0,
      });
    return result.push.failed > 0 || newlyQuarantined(parts) > 0 ? 1 : 0;
  } finally {
    progress.stop();
    await runtime.close();
  }
}

/** `--home` of a demo or a sandbox brings its own configuration, unless one is named. */
export function configFileOf({ options, home, configFile }: CommandContext): string {
  const inHome = join(home, 'goldenrod.yaml');
  return !options.has('config') && existsSync(inHome) ? inHome : configFile;
}

function namedConnections(named: readonly string[], known: readonly string[]): string[] | null {
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new ConfigError({
      code: 'CONNECTION_UNKNOWN',
      message: `--connection ${unknown}: there is no such connection; the configuration has ${known.join(', ') || 'none'}`,
    });
  }
  return named.length === 0 ? null : [...named];
}

function newlyQuarantined(parts: readonly { result: Record<string, unknown> }[]): number {
  return parts.reduce(
    (sum, { result }) => sum + (typeof result['quarantined'] === 'number' ? result['quarantined'] : 0),
    0,
  );
}

/** The first version of a model is nothing to speak of: every first load has one. */
function rematchedIn(parts: readonly PartRow[]): string[] {
  const versions = new Map(
    parts.flatMap(({ stage, part, result: { model } }) =>
      stage === 'match' && typeof model === 'number' && model > 1
        ? [[part.split(',')[0] ?? part, model] as const]
        : [],
    ),
  );
  return [...versions].map(
    ([type, version]) => `Matched every ${type} anew, with version ${version} of the model.`,
  );
}

type Circumstances = { rematched: string[]; resumed: boolean; dryRun: boolean; none: boolean };

function print(
  context: CommandContext,
  result: SyncResult,
  { rematched, resumed, dryRun, none }: Circumstances,
): void {
  const { pulled, push, seconds } = result;
  if (none) {
    context.print(
      'No connection is configured: add one to goldenrod.yaml (see the README), or try: goldenrod demo',
    );
    return;
  }
  if (resumed) context.print('Joined the run that was under way.');
  const read = Object.entries(pulled).map(([name, streams]) => {
    const total = Object.values(streams).reduce((sum, n) => sum + n, 0);
    return `${name} ${total.toLocaleString('en')}`;
  });
  context.print(`Read ${read.join(', ')} records in ${seconds.toFixed(1)} s.`);
  for (const line of rematched) context.print(line);
  const planned = `${push.planned.toLocaleString('en')} ${push.planned === 1 ? 'write' : 'writes'} planned`;
  context.print(
    dryRun
      ? `${planned}; nothing was sent (--dry-run).`
      : `${planned}, ${push.written.toLocaleString('en')} written, ${push.unchanged.toLocaleString('en')} records needed none.`,
  );
  if (push.failed > 0)
    context.print(`${push.failed} writes were refused; goldenrod why <type> <id> tells which and why.`);
  if (push.quarantined > 0)
    context.print(
      `In quarantine: ${push.quarantined} values or records; the status page counts them by connection, goldenrod why <type> <id> gives a record's reasons.`,
    );
}
