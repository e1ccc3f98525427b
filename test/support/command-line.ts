import { vi } from 'vitest';
import { runCommandLine } from '#src/cli/run.ts';

export type CommandOutcome = { code: number; stdout: string; stderr: string };

/** Runs one command line inside the test's own process, and keeps what it says. */
export async function commandLine(...argv: string[]): Promise<CommandOutcome> {
  const said = { stdout: '', stderr: '' };
  const sink = (stream: 'stdout' | 'stderr') => (chunk: unknown, encoding?: unknown, done?: unknown) => {
    said[stream] += String(chunk);
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') callback();
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(sink('stdout')),
    vi.spyOn(process.stderr, 'write').mockImplementation(sink('stderr')),
  ];
  try {
    const code = await runCommandLine(argv, new AbortController().signal);
    return { code, ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
