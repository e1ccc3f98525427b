/** What the program takes, read from the program itself. */
import { commands } from '../../src/cli/commands.ts';
import type { DocumentedSources } from './check-readme.ts';

export function readSources(): DocumentedSources {
  return { commands: Object.keys(commands), environment: [] };
}
