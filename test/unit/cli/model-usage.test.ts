import { describe, expect, it } from 'vitest';
import type { CommandContext } from '#src/cli/command.ts';
import { command } from '#src/cli/model.ts';
import { parseArguments } from '#src/cli/parse.ts';

/** Refused before anything is opened: nothing else of the context is looked at. */
const run = async (argv: readonly string[]) => {
  const { args, options } = parseArguments(command, argv);
  return command.run({ args, options } as unknown as CommandContext);
};

describe('model', () => {
  it.each([
    [['account', '--refine'], '--refine goes with --estimate'],
    [['account', '--adopt', '--discard'], 'only one of --estimate, --adopt and --discard'],
    [['account', '--adopt', 'last'], 'last is no version'],
    [['account', '2'], '2 is one word too many'],
    [['deal'], 'must be account or contact'],
    [[], 'must be account or contact'],
  ])('refuses %j', async (argv, words) => {
    await expect(run(argv)).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringContaining(words),
    });
  });
});
