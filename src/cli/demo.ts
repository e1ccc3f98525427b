import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runWorkerProcess } from '../queue/worker-process.ts';
import { openRuntime, type Runtime } from '../runtime.ts';
import { discardDatabase } from '../store/embedded/acquire-database.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { type DemoResult, demoResult } from './demo/demo-result.ts';
import { keepHeapSmall } from './demo/keep-heap-small.ts';
import { printReport } from './demo/report.ts';
import { startSandboxProcess } from './demo/sandbox-process.ts';
import { knownTruth } from './demo/truth.ts';
import { portOf, serveStatus } from './start/serve-status.ts';
import { createProgress } from './sync/progress.ts';
import { runFailure } from './sync/run-failure.ts';
import { runSync } from './sync/run-sync.ts';

export const command: Command = {
  name: 'demo',
  summary: 'the main job on sandbox CRMs: fill them, run the whole pipeline, push back, report',
  usage: 'demo [--seed N] [--accounts N] [--exit]',
  options: [
    { name: 'seed', value: 'N', description: 'the same number makes the same world', default: '1' },
    {
      name: 'accounts',
      value: 'N',
      description: 'customers in the world, each in several systems',
      default: '2000',
    },
    {
      name: 'exit',
      description: 'stop when the report is written, instead of keeping CRMs and status page up',
    },
  ],
  run,
};

type Settings = { seed: number; accounts: number; home: string; config: string };

async function run(context: CommandContext): Promise<ExitCode> {
  const { options } = context;
  const home = join(context.home, 'demo');
  const settings: Settings = {
    seed: options.integer('seed') ?? 1,
    accounts: options.integer('accounts', { min: 10, max: 200_000 }) ?? 2_000,
    home,
    config: join(home, 'goldenrod.yaml'),
  };
  await startAfresh(home);
  if (!context.json)
    context.print(`Starting two sandbox CRMs with ${settings.accounts.toLocaleString('en')} customers …`);
  const sandbox = await startSandboxProcess({ ...settings, configFile: settings.config });
  const letHeapGrow = keepHeapSmall();
  try {
    return await runDemo(context, settings, sandbox.urls);
  } finally {
    letHeapGrow();
    await sandbox.stop();
  }
}

/** Whatever an earlier demo left is thrown away: the same command gives the same picture. */
async function startAfresh(home: string): Promise<void> {
  if (existsSync(join(home, 'pg'))) await discardDatabase(home);
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
}

async function runDemo(
  context: CommandContext,
  settings: Settings,
  crms: { salesforce: string; hubspot: string },
): Promise<ExitCode> {
  const { log, signal, options } = context;
  const runtime = await openRuntime({
    home: settings.home,
    configFile: settings.config,
    configMustExist: true,
    log,
    applicationName: 'goldenrod demo',
  });
  const progress = createProgress(process.stderr, context.json);
  const stop = new AbortController();
  const stopped = AbortSignal.any([signal, stop.signal]);
  let worker: Promise<void> = Promise.resolve();
  try {
    const server = await serveStatus({
      runtime,
      port: options.has('port') ? portOf(options, runtime) : (runtime.environment.port ?? 0),
      host: '127.0.0.1',
      log,
    });
    worker = serveQueues(context, runtime, stopped);
    worker.catch(() => stop.abort());
    const known = knownTruth(settings);
    const { run: done, parts } = await runSync({
      runtime,
      request: { connections: null, full: false, dryRun: false },
      asOf: options.has('as-of') ? context.asOf : known.asOf,
      signal: stopped,
      log,
      onProgress: (_run, current) => progress.update(current),
    });
    progress.stop();
    if (done.state === 'failed') throw runFailure(done);
    const urls = { status: server.url, ...crms };
    const result = await demoResult({ runtime, run: done, parts, known, settings, urls });
    if (context.json) await context.emit(result);
    else await printReport(context, runtime, result);
    if (!options.flag('exit')) await stayUp(context, result, stopped);
    await server.close();
    return result.push.failed > 0 ? 1 : 0;
  } finally {
    progress.stop();
    stop.abort();
    await worker.catch((error: unknown) => log.error('the worker failed', { error }));
    await runtime.close();
  }
}

function serveQueues(context: CommandContext, runtime: Runtime, signal: AbortSignal): Promise<void> {
  const { queue, queues, workerPorts: ports } = runtime;
  return runWorkerProcess({ ports, queue, queues, log: context.log, signal });
}

async function stayUp(context: CommandContext, result: DemoResult, signal: AbortSignal): Promise<void> {
  if (!context.json) {
    // A person copies this line: a path with a blank must survive the shell.
    const home = /^[\w./:@+-]+$/.test(result.home)
      ? result.home
      : `'${result.home.replaceAll("'", `'\\''`)}'`;
    const next = `npx goldenrod sync --home ${home} --as-of ${result.as_of}`;
    context.print(
      `\nEverything stays up until Ctrl-C. A second run writes nothing; change a record and run it again:\n  ${next}`,
    );
  }
  while (!signal.aborted) await sleep(3_600_000, undefined, { signal }).catch(() => undefined);
}
