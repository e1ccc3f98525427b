import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { dispositions } from '#src/queue/disposition.ts';

it('the table in docs/operations.md is the table in the code', async () => {
  const text = await readFile(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
  for (const [kind, { action, maxAttempts, why }] of Object.entries(dispositions)) {
    expect(text).toContain(
      `| ${kind} | ${action.replaceAll('_', ' ')} | ${maxAttempts ?? 'no limit'} | ${why} |`,
    );
  }
});
