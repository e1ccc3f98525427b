import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../core/errors.ts';
import type { CommandContext } from '../command.ts';

/** Refuses a home without a database: a command that only reads would make an empty one, and find nothing there. */
export function assertHome({ home, environment }: CommandContext): void {
  if (environment.databaseUrl !== undefined || existsSync(join(home, 'pg'))) return;
  const demo = join(home, 'demo');
  const hint = existsSync(join(demo, 'pg'))
    ? `that of the demo is ${demo}`
    : 'check --home, or run goldenrod sync first';
  throw new ConfigError({
    code: 'NO_HOME',
    message: `${home}: there is no Goldenrod home with a database; ${hint}.`,
  });
}
