import { expect, test } from 'vitest';
import { commands } from '../../../src/cli/commands.ts';

test.each(Object.entries(commands))('%s is what its name in the list says', async (name, load) => {
  const { command } = await load();
  expect(command.name).toBe(name);
  expect(command.usage.startsWith(name)).toBe(true);
  expect(command.summary).toMatch(/^[^A-Z].*[^.]$/);
});
