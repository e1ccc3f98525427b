/** The README's table of environment variables, from the same data as the program's own schema. */
import type { EnvironmentVariable } from '../../src/util/environment-variable.ts';

const head = '| variable | meaning |\n|---|---|\n';

export function environmentTable(variables: readonly EnvironmentVariable[]): string {
  const rows = variables.map(({ name, description, secret, default: fallback }) => {
    const notes = [
      ...(secret ? ['secret'] : []),
      ...(fallback === undefined ? [] : [`default \`${fallback}\``]),
    ];
    const note = notes.length > 0 ? ` (${notes.join(', ')})` : '';
    return `| \`${name}\` | ${description.replaceAll('|', '\\|')}${note} |\n`;
  });
  return `${head}${rows.join('')}`;
}

/** The text with its table of variables replaced; unchanged when it has none. */
export function replaceTable(text: string, table: string): string {
  const start = text.indexOf(head);
  if (start < 0) return text;
  const rows = /^(\|.*\n)*/.exec(text.slice(start))?.[0] ?? '';
  return text.slice(0, start) + table + text.slice(start + rows.length);
}
