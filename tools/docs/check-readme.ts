/** Holds the README against what the program really takes. Pure. */

export type DocumentedSources = {
  /** Names of the commands that exist. */
  commands: readonly string[];
  /** Names of the environment variables that the program reads. */
  environment: readonly string[];
};

const theTwoCommands = ['npm ci && npm run demo', 'npm ci && npm test'];

/** One line per command, variable or line that the README fails to name, and per variable it invents. */
export function checkReadme(readme: string, { commands, environment }: DocumentedSources): string[] {
  const documented = new Set(
    [...readme.matchAll(/^\| `([A-Z][A-Z0-9_]+)`/gm)].map((match) => match[1] ?? ''),
  );
  const invented = [...documented].filter((name) => !environment.includes(name));
  return [
    ...theTwoCommands
      .filter((line) => !readme.includes(`\n${line}\n`))
      .map((line) => `README.md: the line "${line}" is missing`),
    ...commands
      .filter((name) => !new RegExp(`^\\|.*\`${name}[ \`]`, 'm').test(readme))
      .map((name) => `README.md: the command table has no ${name}`),
    ...environment
      .filter((name) => !documented.has(name))
      .map((name) => `README.md: the environment table has no ${name}`),
    ...invented.map((name) => `README.md: the environment table names ${name}, which nothing reads`),
  ];
}
