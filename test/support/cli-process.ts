/** Commands as real processes, the way a user starts them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

export type CliOptions = {
  cwd?: string;
  /** Added to a bare environment: a test must not depend on the variables of whoever runs it. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Another program than the command line, for tests of this file. */
  entry?: string;
};

export type CliResult = {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
};

const cliEntry = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LOG_LEVEL'];

/** A running command. `kill` is the hard end (SIGKILL) unless told otherwise. */
export class CliProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<CliResult>;
  readonly #command: string;
  #stdout = '';
  #stderr = '';
  #running = true;

  constructor(args: readonly string[], { cwd, env = {}, entry = cliEntry }: CliOptions = {}) {
    this.#command = args.join(' ');
    this.#child = spawn(process.execPath, [entry, ...args], {
      cwd,
      env: { ...pick(process.env, inherited), NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.#ended = new Promise((resolve, reject) => {
      this.#child.on('error', reject);
      this.#child.on('close', (exitCode, signal) => {
        this.#running = false;
        resolve({ exitCode, signal, stdout: this.#stdout, stderr: this.#stderr });
      });
    });
    // Whoever awaits `ended` sees the failure; nobody awaiting it must not bring the test runner down.
    this.#ended.catch(() => {});
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  get isRunning(): boolean {
    return this.#running;
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Its end, however it came. */
  ended(): Promise<CliResult> {
    return this.#ended;
  }

  /** The document on standard output, as soon as one is there; the process may go on. */
  async document<T>(timeoutMs = 60_000): Promise<T> {
    const found = await until(
      `the JSON document of "${this.#command}"`,
      () => {
        const document = parsed<T>(this.#stdout);
        if (document === undefined && !this.#running) return { document: undefined };
        return document === undefined ? undefined : { document };
      },
      { timeoutMs },
    );
    if (found.document === undefined) {
      const { exitCode } = await this.#ended;
      throw new Error(`"${this.#command}" ended with ${exitCode} and no document: ${this.#stderr}`);
    }
    return found.document;
  }

  /** Ends it and waits until it is gone. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<CliResult> {
    if (this.#running) this.#child.kill(signal);
    return this.#ended;
  }
}

/** Runs a command to its end. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return new CliProcess(args, options).ended();
}

/** Runs a command with `--json`; throws, with what it said, when it does not end with `exitCode`. */
export async function runCliJson<T>(
  args: readonly string[],
  options: CliOptions = {},
  exitCode = 0,
): Promise<T> {
  const result = await runCli([...args, '--json'], options);
  if (result.exitCode !== exitCode) {
    throw new Error(`"${args.join(' ')}" ended with ${result.exitCode ?? result.signal}: ${result.stderr}`);
  }
  return JSON.parse(result.stdout) as T;
}

/** A line that is not yet whole is no document. */
function parsed<T>(text: string): T | undefined {
  if (!text.endsWith('\n')) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}

function pick(from: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}
