import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigError } from '../../core/errors.ts';
import { FaultPlan } from '../../sandbox/http/faults.ts';
import type { SandboxFaults } from '../../sandbox/sandbox.ts';

const FaultFile = z.strictObject({
  salesforce: z.array(FaultPlan).default([]),
  hubspot: z.array(FaultPlan).default([]),
});

/** A JSON file `{salesforce: [fault…], hubspot: [fault…]}`, each as `POST /__sandbox/faults` takes it. */
export async function readFaults(path: string): Promise<SandboxFaults> {
  const text = await readFile(path, 'utf8');
  try {
    return FaultFile.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new ConfigError({ code: 'FAULTS_INVALID', message: `--faults ${path}: ${reason}` });
  }
}
