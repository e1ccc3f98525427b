import { performance } from 'node:perf_hooks';
import { ConfigError } from '../core/errors.ts';
import { type ClvTable, makeClvTable } from '../core/score/clv-table.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { clvReport } from './score/clv-report.ts';
import { readTransactions } from './score/read-transactions.ts';

/** About a year. */
const DEFAULT_HORIZON = { day: 365, week: 52 } as const;

export const command: Command = {
  name: 'score',
  summary: 'fit and explain the score models on files',
  usage: 'score clv --transactions <csv> [--until DATE] [--unit day|week] [--horizon N]',
  options: [
    { name: 'transactions', value: 'CSV', description: 'columns customer, date, amount' },
    {
      name: 'map',
      value: 'LIST',
      description: 'other column names: "Client=customer,Day=date,Total=amount"',
    },
    { name: 'until', value: 'DATE', description: 'last day that counts (default: the latest in the file)' },
    { name: 'unit', value: 'day|week', description: 'unit of time of the model', default: 'week' },
    { name: 'horizon', value: 'N', description: 'units ahead (default: 52 weeks or 365 days)' },
    { name: 'discount', value: 'RATE', description: 'discount rate per year', default: '0.1' },
    {
      name: 'minimum-repeat',
      value: 'N',
      description: 'fewer repeat customers than this, and the simple model speaks',
      default: '100',
    },
  ],
  run(context) {
    const [what, ...rest] = context.args;
    if (what !== 'clv' || rest.length > 0) {
      const given = ['score', ...context.args].join(' ');
      throw usage(`"${given}" is not complete or not known; write: score clv --transactions <csv>`);
    }
    return runClv(context);
  },
};

async function runClv({ options, signal, json, emit, print }: CommandContext): Promise<ExitCode> {
  // Seconds since the process began: what the user waits for.
  const file = options.text('transactions');
  if (file === undefined)
    throw usage('score clv needs --transactions <csv>, a file with customer, date and amount');
  const unit = options.choice('unit', ['day', 'week'] as const) ?? 'week';
  const settings = {
    until: options.instant('until')?.toISOString().slice(0, 10) ?? null,
    unit,
    horizon: options.number('horizon', { min: 0 }) ?? DEFAULT_HORIZON[unit],
    discountRate: options.number('discount', { min: 0, max: 1 }) ?? 0.1,
    minimumRepeatCustomers: options.integer('minimum-repeat', { min: 2 }) ?? 100,
  };
  const customers = await readTransactions(file, { map: options.text('map'), signal });
  const table = makeClvTable(customers, settings);
  if (table.rows.length === 0)
    throw usage(`${file} holds no purchase${settings.until === null ? '' : ` up to ${settings.until}`}`);
  if (json) await emit(clvDocument(table));
  else for (const line of clvReport(table, settings)) print(line);
  return 0;
}

function clvDocument({ model, rows, until, logLikelihood }: ClvTable): object {
  const params =
    model.kind === 'shrunk_simple'
      ? { bgnbd: null, gammagamma: null, simple: model.simple }
      : { bgnbd: model.bgNbd, gammagamma: model.gammaGamma };
  return {
    customers: rows.length,
    repeat_customers: model.repeatCustomers,
    model: model.kind,
    until,
    params,
    loglik: logLikelihood?.bgNbd ?? null,
    loglik_gammagamma: logLikelihood?.gammaGamma ?? null,
    warnings: model.warnings,
    customers_out: rows,
    seconds: Math.round(performance.now()) / 1000,
  };
}

function usage(message: string): ConfigError {
  return new ConfigError({ code: 'SCORE_USAGE', message });
}
