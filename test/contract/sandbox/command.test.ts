/** `goldenrod sandbox` as a process. */
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CliProcess, runCli } from '../../support/cli-process.ts';
import { tempDir } from '../../support/temp-dir.ts';

type Document = { salesforce: string; hubspot: string; as_of: string; config: string; files: string[] };

describe('the sandbox command', () => {
  it('starts both CRMs, writes a configuration that fits them, plants faults, and ends on SIGTERM', async () => {
    const folder = await tempDir();
    const config = join(folder, 'goldenrod.yaml');
    const faults = join(folder, 'faults.json');
    await writeFile(faults, JSON.stringify({ hubspot: [{ action: 'status', status: 502 }] }));
    const sandbox = new CliProcess([
      'sandbox',
      '--json',
      '--accounts',
      '20',
      '--config',
      config,
      '--faults',
      faults,
    ]);
    try {
      const document = await sandbox.document<Document>();
      const { connections } = parse(await readFile(config, 'utf8'));
      expect(connections.salesforce.login_url).toBe(document.salesforce);
      expect(document.files.map((file) => file.startsWith(folder))).toEqual([true, true, true]);
      const headers = { authorization: `Bearer ${connections.hubspot.access_token}` };
      const companies = () => fetch(`${document.hubspot}/crm/v3/objects/companies`, { headers });
      expect([(await companies()).status, (await companies()).status]).toEqual([502, 200]);
      expect((await sandbox.kill('SIGTERM')).exitCode).toBe(0);
    } finally {
      await sandbox.kill();
    }
  });

  it('replaces no configuration that somebody else wrote', async () => {
    const config = join(await tempDir(), 'goldenrod.yaml');
    await writeFile(config, 'connections: {}\n');
    const { exitCode, stderr } = await runCli(['sandbox', '--accounts', '20', '--config', config]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(config)]);
    expect(await readFile(config, 'utf8')).toBe('connections: {}\n');
  });

  it('says which fault it does not understand, and which port is taken', async () => {
    const faults = join(await tempDir(), 'faults.json');
    await writeFile(faults, '{"salesforce":[{"action":"explode"}]}');
    const wrong = await runCli(['sandbox', '--accounts', '20', '--faults', faults]);
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('action')]);
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const port = String((server.address() as { port: number }).port);
    const taken = await runCli(['sandbox', '--accounts', '20', '--port', port]);
    server.close();
    expect([taken.exitCode, taken.stderr]).toEqual([3, expect.stringContaining(port)]);
  });
});
