/** What the program takes, read from the program itself. */
import { CONNECTORS } from '../../connectors/index.ts';
import { commands } from '../../src/cli/commands.ts';
import { renderEnvExample } from '../../src/config/env-example.ts';
import { engineVariables } from '../../src/config/environment-variables.ts';
import type { EnvironmentVariable } from '../../src/util/environment-variable.ts';
import type { DocumentedSources } from './check-readme.ts';

/** The engine's variables, then each connector's. */
export function environmentVariables(): readonly EnvironmentVariable[] {
  return [...engineVariables, ...Object.values(CONNECTORS).flatMap((connector) => connector.environment)];
}

export function envExample(): string {
  return renderEnvExample(environmentVariables());
}

export function readSources(): DocumentedSources {
  return {
    commands: Object.keys(commands),
    environment: environmentVariables().map((variable) => variable.name),
  };
}
