/** The sandbox CRMs of a demo, in a process of their own, as CRMs are. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TransientError } from '../../core/errors.ts';

export type SandboxUrls = { salesforce: string; hubspot: string };

export type SandboxProcess = { urls: SandboxUrls; pid: number; stop(): Promise<void> };

const MAIN = join(import.meta.dirname, '..', 'main.ts');
const STOP_WITHIN_MS = 5_000;

/** Starts `goldenrod sandbox` and waits until both CRMs answer. It writes the configuration that points at them. */
export async function startSandboxProcess(options: {
  seed: number;
  accounts: number;
  configFile: string;
  home: string;
}): Promise<SandboxProcess> {
  const child = spawn(
    process.execPath,
    [
      MAIN,
      'sandbox',
      '--json',
      ...['--seed', String(options.seed), '--accounts', String(options.accounts)],
      ...['--config', options.configFile, '--home', options.home, '--port', '0'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  // Whatever ends this process takes the CRMs along.
  const killChild = (): void => void child.kill('SIGKILL');
  process.once('exit', killChild);
  const urls = await firstDocument(child);
  return {
    urls,
    pid: child.pid ?? 0,
    async stop() {
      process.off('exit', killChild);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      const timer = setTimeout(killChild, STOP_WITHIN_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function firstDocument(child: ChildProcess): Promise<SandboxUrls> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2_000);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      const message = `the sandbox CRMs did not start (exit code ${code}): ${complaint.trim()}`;
      reject(new TransientError({ code: 'SANDBOX_START', message }));
    });
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).once('line', (line) => {
      try {
        const document = JSON.parse(line) as { salesforce: string; hubspot: string };
        resolve({ salesforce: document.salesforce, hubspot: document.hubspot });
      } catch (cause) {
        reject(
          new TransientError({
            code: 'SANDBOX_START',
            message: `the sandbox said: ${line.slice(0, 200)}`,
            cause,
          }),
        );
      }
    });
  });
}
