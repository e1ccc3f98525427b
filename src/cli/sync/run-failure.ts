import {
  AuthError,
  ConfigError,
  type GoldenrodError,
  InvariantError,
  TransientError,
} from '../../core/errors.ts';
import type { RunRow } from '../../engine/ports/run.ts';

/** A failed run as the error that stopped it: what the command then says, and the exit code it ends with. */
export function runFailure(run: RunRow): GoldenrodError {
  const text = (key: string): string => (typeof run.error?.[key] === 'string' ? run.error[key] : '');
  const details = {
    code: text('code') || 'RUN_FAILED',
    message: `${text('stage')} ${text('part')}: ${text('message')}`,
  };
  switch (text('kind')) {
    case 'config':
    case 'mapping':
      return new ConfigError(details);
    case 'auth':
    case 'permission':
      return new AuthError(details);
    case 'invariant':
      return new InvariantError(details);
    default:
      return new TransientError(details);
  }
}
