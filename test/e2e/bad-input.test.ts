import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CliResult } from '../support/cli-process.ts';
import { compareEndStates } from '../support/end-state.ts';
import { Scenario } from '../support/scenario.ts';
import { writeTree } from '../support/write-tree.ts';

describe('what cannot work', () => {
  let scenario: Scenario;
  let good: string;

  beforeAll(async () => {
    scenario = await Scenario.start({ accounts: 30 });
    good = await readFile(scenario.configFile, 'utf8');
  });
  afterAll(() => scenario?.close());

  /** Runs `sync` with a configuration of its own beside the good one. */
  async function syncWith(name: string, config: string): Promise<CliResult> {
    await writeTree(scenario.folder, { [name]: config });
    return scenario.command('sync', ['--json', '--config', join(scenario.folder, name)]).ended();
  }

  it('is told in one line with file and line: a broken goldenrod.yaml', async () => {
    expectRefusal(
      await syncWith('broken.yaml', 'connections:\n  x: [\n'),
      2,
      /broken\.yaml:3: not valid YAML/,
    );
  });

  it('is told with what is allowed: a misspelt key', async () => {
    const misspelt = good.replace('mode: live', 'mod: live');
    expectRefusal(
      await syncWith('misspelt.yaml', misspelt),
      2,
      /misspelt\.yaml:6: .*\bmod\b.*did you mean mode/,
    );
  });

  it('is told with its place: an unknown field in a mapping', async () => {
    const mapping = await readFile(
      new URL('../../mappings/salesforce/account.yaml', import.meta.url),
      'utf8',
    );
    await writeTree(scenario.folder, {
      'beside/mappings/salesforce/account.yaml': mapping.replace(
        'fields:\n',
        'fields:\n  nonsense: { from: Name }\n',
      ),
    });
    const refusal = await syncWith('beside/goldenrod.yaml', good);
    expectRefusal(refusal, 2, /account\.yaml:\d+: .*nonsense: unknown canonical field/);
  });

  it('is told with the mend: a wrong token', async () => {
    const wrong = good.replace(/access_token: .*/, 'access_token: wrong');
    expectRefusal(await syncWith('wrong.yaml', wrong), 3, /hubspot.*refused the access token/i);
  });

  it('is told with another way: a port in use', async () => {
    const port = new URL(scenario.urls.salesforce).port;
    const result = await scenario.command('api', ['--port', port]).ended();
    expectRefusal(result, 3, new RegExp(`${port}.* in use.*--port`));
  });

  it('costs nothing: a CRM that is down now and up again later', async () => {
    const { port } = new URL(scenario.urls.salesforce);
    // Nobody listens on the discard port.
    const down = good.replace(`127.0.0.1:${port}`, '127.0.0.1:9');
    const before = await scenario.endState();
    expectRefusal(await syncWith('down.yaml', down), 3, /127\.0\.0\.1:9\b.*cannot be reached/);
    expect(compareEndStates(before, await scenario.endState())).toEqual([]);
    expect((await scenario.sync()).push.failed).toBe(0);
  });
});

/** One line of ours, nothing on standard output, and no stack. */
function expectRefusal({ exitCode, stdout, stderr }: CliResult, expected: number, line: RegExp): void {
  expect(exitCode, stderr).toBe(expected);
  expect(stdout).toBe('');
  const lines = stderr.split('\n').filter((text) => text.startsWith('goldenrod: '));
  expect(lines).toEqual([expect.stringMatching(line)]);
  expect(stderr).not.toMatch(/^\s+at /m);
}
