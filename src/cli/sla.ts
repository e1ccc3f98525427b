import { ConfigError } from '../core/errors.ts';
import { Simulation, simulate } from '../core/sla/simulation.ts';
import { runVectors, VectorFile } from '../core/sla/vectors.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { clockReport } from './sla/clock-report.ts';
import { readDocument } from './sla/read-document.ts';

export const command: Command = {
  name: 'sla',
  summary: 'run service level policies over recorded events; calendar arithmetic',
  usage: 'sla simulate <file> · sla vectors <file>',
  options: [],
  run(context) {
    const [what, file, ...rest] = context.args;
    if (file === undefined || rest.length > 0) throw usage(context.args);
    if (what === 'simulate') return runSimulation(context, file);
    if (what === 'vectors') return runVectorFile(context, file);
    throw usage(context.args);
  },
};

async function runSimulation(
  { asOf, signal, json, emit, print }: CommandContext,
  file: string,
): Promise<ExitCode> {
  const result = simulate(await readDocument(file, Simulation, signal), asOf.toISOString());
  if (json) await emit(result);
  else for (const line of clockReport(result.clocks)) print(line);
  return 0;
}

async function runVectorFile({ signal, json, emit, print }: CommandContext, file: string): Promise<ExitCode> {
  const result = runVectors(await readDocument(file, VectorFile, signal));
  const failed = result.results.filter(({ error }) => error !== undefined).length;
  if (json) await emit(result);
  else for (const entry of result.results) print(JSON.stringify(entry));
  return failed === 0 ? 0 : 1;
}

function usage(args: readonly string[]): ConfigError {
  const given = ['sla', ...args].join(' ');
  const message = `"${given}" is not complete or not known; write: sla simulate <file>, or sla vectors <file>`;
  return new ConfigError({ code: 'SLA_USAGE', message });
}
