/** The composition root: the one place where parts are wired. */
import { CONNECTORS } from '#connectors/index.ts';
import { type Environment, readEnvironment } from './config/environment.ts';
import { type Config, loadConfig } from './config/load-config.ts';
import type { EngineContext } from './engine/context.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import { createMatcher } from './engine/matcher.ts';
import type { Store } from './engine/ports/store.ts';
import type { StatusReader } from './engine/status-reader.ts';
import { dispositionOf } from './queue/disposition.ts';
import { queueNames } from './queue/queue-names.ts';
import { createQueueRuntime, type QueueRuntime, type QueueRuntimeOptions } from './queue/runtime.ts';
import { wakeParts } from './queue/wake-parts.ts';
import type { WorkerPorts } from './queue/worker-process.ts';
import { openConnections } from './runtime/connection-handles.ts';
import { connectorSchemas } from './runtime/connector-schemas.ts';
import { workerPorts } from './runtime/worker-ports.ts';
import { checkClock } from './store/check-clock.ts';
import { acquireDatabase } from './store/embedded/acquire-database.ts';
import { installationId } from './store/installation.ts';
import { migrate } from './store/migrate.ts';
import { createPool, type Pool } from './store/pool.ts';
import { openSecretKey } from './store/secret/secret-key.ts';
import { createTokenStore } from './store/secret/token-store.ts';
import { statusReader } from './store/status.ts';
import { createStore } from './store/store.ts';
import { matchInThread } from './threads/match-in-thread.ts';
import type { Log } from './util/log.ts';

export type RuntimeOptions = {
  home: string;
  configFile: string;
  /** True when the user named the file. */
  configMustExist?: boolean;
  environment?: Environment;
  log: Log;
  applicationName: string;
};

export type Runtime = {
  config: Config;
  environment: Environment;
  pool: Pool;
  store: Store;
  queue: QueueRuntime;
  engine: Engine;
  context: EngineContext;
  status: StatusReader;
  workerPorts: WorkerPorts;
  /** Every queue of this installation. */
  queues: string[];
  close(): Promise<void>;
};

/** Connections of the store's pool in one process; the queue has its own. */
const POOL_SIZE = 8;

/** Database, queue, connections and engine of one process. Close it, or the embedded server stays. */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { home, configFile, log } = options;
  const environment = options.environment ?? readEnvironment();
  const config = await loadConfig({
    file: configFile,
    environment,
    connectorSchemas: connectorSchemas(CONNECTORS),
    mustExist: options.configMustExist ?? false,
  });
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse())
      await step().catch((error: unknown) => log.warn('while closing', { error }));
  };
  try {
    const database = await acquireDatabase(home, { databaseUrl: environment.databaseUrl, log });
    closing.push(() => database.release());
    await migrate(database.url);
    const pool = createPool(database.url, { max: POOL_SIZE, applicationName: options.applicationName, log });
    closing.push(() => pool.end());
    await checkClock(pool);
    const store = createStore(pool);
    const queue = await createQueueRuntime(await queueOptions(environment, { url: database.url, pool, log }));
    closing.push(() => queue.close());
    const key = await openSecretKey({ home, key: environment.secretKey, log });
    const connections = await openConnections({
      store,
      connections: config.connections,
      connectors: CONNECTORS,
      configFile,
      environment,
      tokens: (connectionName) => createTokenStore({ pool, key, connectionName }),
    });
    for (const handle of connections.values()) closing.push(async () => (await handle.open()).close());
    const context: EngineContext = {
      store,
      connections,
      matcher: createMatcher(config.match, matchInThread),
      config: {
        survivorship: config.survivorship,
        scores: config.scores,
        sla: config.sla,
        materiality: config.push.materiality,
      },
      wake: wakeParts(queue, log),
      disposition: (error, attempt) => dispositionOf(error, attempt, Math.random()),
      log,
      now: () => new Date(),
    };
    const engine = createEngine(context);
    return {
      config,
      environment,
      pool,
      store,
      queue,
      engine,
      context,
      status: statusReader(pool),
      workerPorts: workerPorts({ engine, pool }),
      queues: queueNames([...connections.keys()]),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** On Redis each installation has its own keys; on PostgreSQL its own database. */
async function queueOptions(
  { redisUrl }: Environment,
  { url, pool, log }: { url: string; pool: Pool; log: Log },
): Promise<QueueRuntimeOptions> {
  if (redisUrl === undefined) return { backend: { kind: 'postgres', url }, log };
  const schema = `goldenrod_${(await installationId(pool)).slice(0, 8)}`;
  return { backend: { kind: 'redis', url: redisUrl }, schema, log };
}
