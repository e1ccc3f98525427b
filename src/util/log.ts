/** Facts that belong to a log line: no secrets needed here, the logger redacts them all the same. */
export type LogFields = Readonly<Record<string, unknown>>;

/** What every part of the engine may be handed to write its log with. Never throws, never blocks. */
export interface Log {
  error(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  /** The same log with these fields on every line. */
  child(fields: LogFields): Log;
}

/** For tests and for code that runs before there is a log. */
export const silentLog: Log = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silentLog,
};
