/** Reads goldenrod.yaml: every mistake is told with file, line, key and what is allowed there. */
import { type Config, ConfigFile, type ConnectorSchemas, Sections } from './config.ts';
import type { Environment } from './environment.ts';
import { explainIssue } from './explain-issue.ts';
import { throwProblems } from './problem.ts';
import { readConnections } from './read-connections.ts';
import { substitute } from './substitute.ts';
import { findUnknownKeys } from './unknown-keys.ts';
import { readYaml, type YamlDocument } from './yaml-document.ts';

export type { Config };

export type LoadOptions = {
  file: string;
  environment: Pick<Environment, 'lookUp'>;
  /** Kind of connection → schema of its own keys. */
  connectorSchemas: ConnectorSchemas;
  /** True when the user named the file: then its absence is a mistake, and not an empty configuration. */
  mustExist?: boolean;
};

/** Throws a ConfigError (CONFIG_INVALID) whose context lists every problem. */
export async function loadConfig(options: LoadOptions): Promise<Config> {
  return parseConfig(await readYaml(options.file, options.mustExist ?? false), options);
}

/** The same for a document already read. */
export function parseConfig(
  document: YamlDocument,
  { environment, connectorSchemas }: Pick<LoadOptions, 'environment' | 'connectorSchemas'>,
): Config {
  const { value: root } = document;
  if (typeof root !== 'object' || root === null || Array.isArray(root)) {
    throwProblems(document, [{ path: [], message: 'must be keys with values, such as connections:' }]);
  }
  const { connections: raw, ...others } = withoutEmpty(root);
  const filled = substitute(raw, environment.lookUp, ['connections']);
  const connections = readConnections(filled.value, connectorSchemas);
  const sections = Sections.safeParse(others);
  const problems = [
    ...findUnknownKeys(ConfigFile, others),
    ...filled.problems,
    ...connections.problems,
    ...(sections.success ? [] : sections.error.issues.flatMap((issue) => explainIssue(issue))),
  ];
  if (problems.length > 0 || !sections.success) throwProblems(document, problems);
  return { ...sections.data, connections: connections.connections };
}

/** `scores:` with nothing after it is null to YAML and "as usual" to a person. */
function withoutEmpty(root: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(root).filter(([, value]) => value !== null));
}
