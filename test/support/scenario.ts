/**
 * Two sandbox CRMs, an empty database and a home: everything a pipeline needs, fresh, for one history of
 * disturbances. Two scenarios of the same seed and size begin alike to the byte.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { CliProcess, runCliJson } from './cli-process.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { captureEndState, type EndState } from './end-state.ts';
import { freshRedis } from './redis.ts';
import type { SyncReport } from './reports.ts';
import { SandboxDoor } from './sandbox-door.ts';
import { until } from './until.ts';

export type ScenarioOptions = {
  accounts?: number;
  seed?: number;
  /** The queue on Redis instead of PostgreSQL. */
  redis?: boolean;
};

type SandboxDocument = { salesforce: string; hubspot: string };
type Doors = { salesforce: SandboxDoor; hubspot: SandboxDoor };

/** The instant at which every sandbox world begins. */
export const worldBegins = '2026-09-30T12:00:00.000Z';

export class Scenario {
  /** Holds configuration, files and home; gone when the scenario closes. */
  readonly folder: string;
  readonly #sandbox: CliProcess;
  readonly #database: TestDatabase;
  readonly #env: Record<string, string | undefined>;
  readonly #started: CliProcess[] = [];
  readonly urls: SandboxDocument;
  readonly doors: Doors;

  private constructor(parts: {
    folder: string;
    sandbox: CliProcess;
    database: TestDatabase;
    env: Record<string, string | undefined>;
    urls: SandboxDocument;
  }) {
    this.folder = parts.folder;
    this.#sandbox = parts.sandbox;
    this.#database = parts.database;
    this.#env = parts.env;
    this.urls = parts.urls;
    this.doors = {
      salesforce: new SandboxDoor(parts.urls.salesforce),
      hubspot: new SandboxDoor(parts.urls.hubspot),
    };
  }

  static async start({ accounts = 150, seed = 1, redis = false }: ScenarioOptions = {}): Promise<Scenario> {
    const folder = await mkdtemp(join(tmpdir(), 'goldenrod-scenario-'));
    const config = join(folder, 'goldenrod.yaml');
    const size = ['--seed', String(seed), '--accounts', String(accounts)];
    const place = ['--home', join(folder, 'sandbox-home'), '--config', config, '--port', '0'];
    const sandbox = new CliProcess(['sandbox', '--json', ...place, ...size]);
    const [urls, database] = await Promise.all([sandbox.document<SandboxDocument>(), freshDatabase()]);
    const env = { DATABASE_URL: database.url, ...(redis ? { REDIS_URL: await freshRedis() } : {}) };
    return new Scenario({ folder, sandbox, database, env, urls });
  }

  /** Where the queue is; undefined when it is in the database. */
  get redisUrl(): string | undefined {
    return this.#env['REDIS_URL'];
  }

  get configFile(): string {
    return join(this.folder, 'goldenrod.yaml');
  }

  get databaseUrl(): string {
    return this.#database.url;
  }

  /** Starts a command against this scenario's home, configuration and database. */
  command(name: string, args: readonly string[] = []): CliProcess {
    const command = new CliProcess([name, ...this.#standing(args)], { cwd: this.folder, env: this.#env });
    this.#started.push(command);
    return command;
  }

  /** One whole run at the world's first instant. Throws when it does not end with exit code 0. */
  sync(args: readonly string[] = []): Promise<SyncReport> {
    return runCliJson<SyncReport>(['sync', ...this.#standing(['--as-of', worldBegins, ...args])], {
      cwd: this.folder,
      env: this.#env,
    });
  }

  /** Another command's JSON document. Throws when it does not end with exit code 0. */
  json<T>(name: string, args: readonly string[]): Promise<T> {
    return runCliJson<T>([name, ...this.#standing([...args, '--json'])], {
      cwd: this.folder,
      env: this.#env,
    });
  }

  /** A run in a process of its own, to be disturbed. */
  startSync(): CliProcess {
    return this.command('sync', ['--as-of', worldBegins, '--json']);
  }

  /** Until a worker process has announced itself: a `sync` before that brings its own. */
  async untilWorkerServes(): Promise<void> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      await until('a worker', async () => (await client.query('select 1 from worker')).rows.length > 0);
    } finally {
      await client.end();
    }
  }

  /** As a server that starts anew does, or a network that drops what is idle: every connection but a test's own. */
  async cutDatabaseConnections(): Promise<void> {
    const client = new pg.Client({ connectionString: this.databaseUrl, application_name: 'stage-gate' });
    await client.connect();
    try {
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name <> 'stage-gate'`,
      );
    } finally {
      await client.end();
    }
  }

  endState(): Promise<EndState> {
    return captureEndState(this.doors);
  }

  async close(): Promise<void> {
    await Promise.all(this.#started.map((command) => command.kill('SIGKILL')));
    await this.#sandbox.kill('SIGTERM');
    await until('the end of the sandbox', () => !this.#sandbox.isRunning);
    await this.#database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  #standing(args: readonly string[]): string[] {
    return ['--home', join(this.folder, 'home'), '--config', this.configFile, ...args];
  }
}
