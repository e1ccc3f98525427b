import { describe, expect, it } from 'vitest';
import { environmentTable, replaceTable } from '../../../tools/docs/environment-table.ts';

const variables = [
  { name: 'REDIS_URL', description: 'queue; a|b', secret: true },
  { name: 'LOG_LEVEL', description: 'how much', secret: false, default: 'warn' },
];

describe('table of environment variables', () => {
  it('replaces the old one and leaves the rest', () => {
    const text = 'before\n\n| variable | meaning |\n|---|---|\n| `OLD` | gone |\n\nafter | x |\n';
    expect(replaceTable(text, environmentTable(variables))).toBe(
      [
        'before\n',
        '| variable | meaning |',
        '|---|---|',
        '| `REDIS_URL` | queue; a\\|b (secret) |',
        '| `LOG_LEVEL` | how much (default `warn`) |',
        '\nafter | x |\n',
      ].join('\n'),
    );
  });

  it('leaves a text without such a table alone', () => {
    expect(replaceTable('nothing here\n', environmentTable(variables))).toBe('nothing here\n');
  });
});
