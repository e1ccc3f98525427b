import { spawn } from 'node:child_process';

export type CommandResult = { exitCode: number; output: string; seconds: number };

/** Runs a program to its end; both its streams as one text, in the order they came. Never throws. */
export function runCommand(command: string, args: readonly string[], cwd: string): Promise<CommandResult> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const finish = (exitCode: number, note = ''): void => {
      const seconds = (performance.now() - startedAt) / 1000;
      resolve({ exitCode, output: Buffer.concat(chunks).toString('utf8') + note, seconds });
    };
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => finish(127, error.message));
    child.on('close', (code, signal) => finish(code ?? 1, signal ? `\nended by ${signal}` : ''));
  });
}
