/** Turns whatever a command throws into an exit code and one line: what, where, how to mend. */
import { type ErrorKind, GoldenrodError } from '../core/errors.ts';
import type { ExitCode } from './command.ts';

const codeByKind: Readonly<Record<ErrorKind, ExitCode>> = {
  config: 2,
  mapping: 2,
  malformed_data: 2,
  rejected: 3,
  auth: 3,
  permission: 3,
  rate_limited: 3,
  transient: 3,
  conflict: 3,
  not_found: 3,
  cancelled: 3,
  invariant: 3,
};

/** System errors that say something about the surroundings, in the user's words. */
const systemErrors: Readonly<Record<string, { exit: ExitCode; words: string }>> = {
  ENOSPC: {
    exit: 3,
    words: 'The disk is full; free some space, or choose a place with more, and run it again.',
  },
  EDQUOT: {
    exit: 3,
    words: 'The disk quota is used up; free some space, or choose a place with more, and run it again.',
  },
  EROFS: { exit: 3, words: 'The file system is read-only; choose another --home.' },
  EMFILE: { exit: 3, words: 'Too many open files; raise the limit (ulimit -n) and run it again.' },
  EADDRINUSE: { exit: 3, words: 'The port is in use; choose another with --port (0 takes a free one).' },
  ECONNREFUSED: { exit: 3, words: 'Nobody answers there; start the service or mend its address.' },
  ECONNRESET: { exit: 3, words: 'The connection was cut; run it again.' },
  ETIMEDOUT: { exit: 3, words: 'No answer in time; run it again.' },
  ENOTFOUND: { exit: 3, words: 'The host name is unknown; mend the address.' },
  EAI_AGAIN: { exit: 3, words: 'The host name cannot be looked up just now; run it again.' },
  EACCES: { exit: 3, words: 'Permission denied; change the permissions or choose another place.' },
  EPERM: { exit: 3, words: 'Permission denied; change the permissions or choose another place.' },
  ENOENT: { exit: 2, words: 'No such file or folder; mend the path.' },
  EISDIR: { exit: 2, words: 'This is a folder, a file was expected; mend the path.' },
  ELOOP: { exit: 2, words: 'The links go round in a circle; mend the link, or name the file itself.' },
  ENAMETOOLONG: { exit: 2, words: 'This name is longer than the file system takes; mend the path.' },
  ENOTDIR: { exit: 2, words: 'This is a file, a folder was expected; mend the path.' },
};

export type Failure = { exit: ExitCode; line: string; isBug: boolean };

/** Exit code and the one line for a thrown value. `isBug` is true for what nobody foresaw. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof GoldenrodError) {
    return { exit: codeByKind[error.kind], line: oneLine(error.message), isBug: error.kind === 'invariant' };
  }
  const system = isSystemError(error) ? systemErrors[error.code] : undefined;
  if (system && isSystemError(error)) {
    const where = error.path ?? (error.address ? `${error.address}:${error.port ?? ''}` : undefined);
    return { exit: system.exit, line: where ? `${where}: ${system.words}` : system.words, isBug: false };
  }
  const text = error instanceof Error ? error.message : String(error);
  return { exit: 3, line: oneLine(`Unexpected failure (a bug of ours): ${text}`), isBug: true };
}

type SystemError = { code: string; path?: string; address?: string; port?: number };

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}
