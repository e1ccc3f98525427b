import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import type { World } from '../sandbox/seed.ts';
import { generateWorld } from '../sandbox/world/generate.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { readFaults } from './sandbox/read-faults.ts';
import { type Written, writeWorld } from './sandbox/write-world.ts';

export const command: Command = {
  name: 'sandbox',
  summary: 'only the sandbox CRMs, until Ctrl-C',
  usage: 'sandbox [--seed N] [--accounts N] [--config FILE] [--faults FILE]',
  options: [
    { name: 'seed', value: 'N', description: 'the same number makes the same world', default: '1' },
    {
      name: 'accounts',
      value: 'N',
      description: 'customers in the world, each in several systems',
      default: '2000',
    },
    {
      name: 'config',
      value: 'FILE',
      description: 'write a goldenrod.yaml that points at them, and the files of the world beside it',
    },
    {
      name: 'faults',
      value: 'FILE',
      description: 'JSON with faults to plant: {"salesforce": […], "hubspot": […]}',
    },
    {
      name: 'port',
      value: 'N',
      description: 'port of the Salesforce sandbox; HubSpot takes the next (default, and 0: free ports)',
    },
  ],
  run,
};

/** The document of `sandbox --json`. */
type SandboxDocument = {
  salesforce: string;
  hubspot: string;
  as_of: string;
  seed: number;
  accounts: number;
  config: string | null;
  files: string[];
};

async function run(context: CommandContext): Promise<ExitCode> {
  const { options, signal } = context;
  // Filling the CRMs makes V8's young generation grow to 96 MB that it never gives back; the rows themselves take 40.
  setFlagsFromString('--semi-space-growth-factor=1');
  const seed = options.integer('seed') ?? 1;
  const accounts = options.integer('accounts', { min: 10, max: 200_000 }) ?? 2_000;
  const { sandbox, written, asOf } = await start(context, { seed, accounts });
  try {
    await tell(context, {
      salesforce: sandbox.salesforceUrl,
      hubspot: sandbox.hubspotUrl,
      as_of: asOf,
      seed,
      accounts,
      config: written?.config ?? null,
      files: written?.files ?? [],
    });
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await sandbox.close();
  }
  return 0;
}

/** The world itself is not kept: once both CRMs have their rows, its memory is free. */
async function start(
  context: CommandContext,
  size: { seed: number; accounts: number },
): Promise<{ sandbox: Sandbox; written: Written | null; asOf: string }> {
  const { options, configFile } = context;
  const faultFile = options.text('faults');
  const faults = faultFile === undefined ? {} : await readFaults(faultFile);
  const port = options.integer('port', { max: 65_534 }) ?? 0;
  const world: World = generateWorld(size);
  const sandbox = await startSandbox({
    world,
    faults,
    salesforcePort: port,
    hubspotPort: port === 0 ? 0 : port + 1,
  });
  try {
    const written = options.has('config') ? await writeWorld(world, sandbox, configFile) : null;
    return { sandbox, written, asOf: world.asOf };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

async function tell(context: CommandContext, document: SandboxDocument): Promise<void> {
  if (context.json) return context.emit(document);
  context.print(
    `Salesforce  ${document.salesforce}  (side door: ${document.salesforce}/__sandbox/records/Account)`,
  );
  context.print(
    `HubSpot     ${document.hubspot}  (side door: ${document.hubspot}/__sandbox/records/companies)`,
  );
  const { config } = document;
  if (config !== null)
    context.print(
      `Now, in another terminal: npx goldenrod sync --config ${config} --as-of ${document.as_of}`,
    );
  context.print('Both stay up until Ctrl-C.');
}
