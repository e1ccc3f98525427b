/** The process's log: JSON lines in `<home>/logs/goldenrod.log`, human lines on standard error. */
import { join } from 'node:path';
import { createLogger, format, type Logger, transports } from 'winston';
import type { Log, LogFields } from '../util/log.ts';
import { createLogFile } from './log-file.ts';
import { redact, redactText } from './redact.ts';

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';
export type LogOptions = {
  home: string;
  /** What writes: the command, or the worker's role. */
  name: string;
  /** What goes to standard error; the file takes `info` and above, and `debug` when this is `debug`. */
  level?: LogLevel;
  stderr?: NodeJS.WritableStream;
};
export type ClosableLog = Log & {
  /** Waits until everything is written, for at most a second. */
  close(): Promise<void>;
};

const closeTimeoutMs = 1_000;

/** Writes no file before the first line for it. Never throws, whatever happens to disk or terminal. */
export function createLog({ home, name, level = 'warn', stderr = process.stderr }: LogOptions): ClosableLog {
  const file = createLogFile({ file: join(home, 'logs', 'goldenrod.log') });
  const logger = createLogger({
    exitOnError: false,
    level: 'debug',
    transports: [
      new transports.Stream({
        stream: stderr,
        level,
        format: format.printf(humanLine),
        handleExceptions: false,
      }),
      new transports.Stream({
        stream: file,
        level: level === 'debug' ? 'debug' : 'info',
        format: format.printf(jsonLine),
      }),
    ],
  });
  logger.on('error', () => {});
  return {
    ...wrap(logger, { name, pid: process.pid }),
    close: () => close(logger, file),
  };
}

type Line = { level: string; message: unknown; at?: unknown; fields?: unknown };

function wrap(logger: Logger, base: LogFields): Log {
  const write =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      try {
        const safe = redact({ ...base, ...fields });
        logger.log({ level, message: redactText(message), at: new Date().toISOString(), fields: safe });
      } catch {
        // A field with a throwing getter, say: the line is lost, the work goes on.
      }
    };
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    child: (fields) => wrap(logger, { ...base, ...fields }),
  };
}

/** JSON escapes line breaks: one line stays one line, whatever a CRM put into a name. */
function jsonLine({ level, message, at, fields }: Line): string {
  const own = { at, level, message };
  // Twice: first for the order, and last because a field may not pass for the line's own.
  return JSON.stringify(Object.assign({ ...own }, fields, own));
}

function humanLine({ level, message, at, fields }: Line): string {
  const { name, pid: _pid, error, ...rest } = fields as Record<string, unknown>;
  const words = [String(at).slice(11, 19), level, `${String(name)}:`, String(message)];
  if (error !== undefined) words.push(`(${shortError(error)})`);
  if (Object.keys(rest).length > 0) words.push(JSON.stringify(rest));
  return oneLine(words.join(' '));
}

function shortError(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { code, message } = error as { code?: unknown; message?: unknown };
  return [code, message].filter((part) => part !== undefined).join(': ');
}

/** Control characters could rewrite the terminal of whoever reads the log. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is meant
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}

async function close(logger: Logger, file: NodeJS.WritableStream): Promise<void> {
  const written = new Promise<void>((resolve) => {
    file.once('finish', resolve);
    logger.once('finish', () => file.end());
    logger.end();
  });
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closeTimeoutMs);
  });
  await Promise.race([written, timeout]);
  clearTimeout(timer);
}
