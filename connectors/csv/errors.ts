import {
  ConfigError,
  type GoldenrodError,
  MalformedDataError,
  PermissionError,
  TransientError,
} from '#src/core/errors.ts';

/** What the file system says, as the class that says what to do. */
const FAILURE_OF: Readonly<Record<string, { kind: 'config' | 'permission' | 'transient'; words: string }>> = {
  ENOENT: { kind: 'config', words: 'does not exist; check folder and file in goldenrod.yaml' },
  ENOTDIR: { kind: 'config', words: 'is not in a folder; check folder and file in goldenrod.yaml' },
  EISDIR: { kind: 'config', words: 'is a folder, not a file' },
  EACCES: { kind: 'permission', words: 'may not be read by this user; give it read permission' },
  EPERM: { kind: 'permission', words: 'may not be read by this user; give it read permission' },
};

export function classifyFileError(cause: unknown, file: string): GoldenrodError {
  const code = (cause as NodeJS.ErrnoException | null)?.code ?? 'UNKNOWN';
  const failure = FAILURE_OF[code] ?? { kind: 'transient' as const, words: `cannot be read (${code})` };
  const details = { code: `CSV_${code}`, message: `${file} ${failure.words}`, context: { file }, cause };
  if (failure.kind === 'config') return new ConfigError(details);
  return failure.kind === 'permission' ? new PermissionError(details) : new TransientError(details);
}

/** A file whose header cannot be used: nothing of it is read. */
export function headerError(code: string, file: string, line: number, reason: string): ConfigError {
  return new ConfigError({ code, message: `${file}:${line}: ${reason}`, context: { file, line } });
}

/** A row that cannot be read; the others are. */
export function rowError(code: string, file: string, line: number, reason: string): MalformedDataError {
  return new MalformedDataError({ code, message: `${file}:${line}: ${reason}`, context: { file, line } });
}
