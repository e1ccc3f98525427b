import type { EnvironmentVariable } from '../util/environment-variable.ts';

/** The text of `.env.example`: every variable with its meaning, none set. */
export function renderEnvExample(variables: readonly EnvironmentVariable[]): string {
  const entries = variables.map(({ name, description, default: fallback }) => {
    const note = fallback === undefined ? '' : ` (default ${fallback})`;
    return `# ${description}${note}\n# ${name}=\n`;
  });
  return `# Everything works without any of these. Generated; see src/config/environment-variables.ts.\n\n${entries.join('\n')}`;
}
