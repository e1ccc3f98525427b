import Table from 'cli-table3';
import type { ClvTable } from '../../core/score/clv-table.ts';

type ReportOptions = { unit: 'day' | 'week'; horizon: number };

const SHOWN = 10;

/** What a person reads: the model, its warnings, and the most valuable customers. */
export function clvReport(
  { model, rows, until, logLikelihood }: ClvTable,
  { unit, horizon }: ReportOptions,
): string[] {
  const total = rows.reduce((sum, { clv }) => sum + clv, 0);
  const head = [
    `${rows.length} customers up to ${until}, ${model.repeatCustomers} of them bought again.`,
    ...modelLines(model, logLikelihood),
  ];
  const best = [...rows].sort((a, b) => b.clv - a.clv || (a.customer < b.customer ? -1 : 1)).slice(0, SHOWN);
  const table = new Table({
    head: ['customer', 'orders', 'alive', 'expected orders', 'order value', 'value'],
    style: { head: [], border: [], compact: true },
  });
  for (const { customer, frequency, p_alive, expected_purchases, expected_value, clv } of best) {
    table.push([
      customer,
      frequency + 1,
      p_alive === null ? 'one purchase: unknown' : `${(p_alive * 100).toFixed(1)} %`,
      expected_purchases.toFixed(2),
      expected_value.toFixed(2),
      clv.toFixed(2),
    ]);
  }
  const share = (100 * best.reduce((sum, { clv }) => sum + clv, 0)) / total;
  const summary = `Value of the next ${horizon} ${unit}s: ${total.toFixed(2)}; these ${best.length} bring ${share.toFixed(1)} % of it.`;
  return [...head, table.toString(), summary];
}

function modelLines(model: ClvTable['model'], logLikelihood: ClvTable['logLikelihood']): string[] {
  if (model.kind === 'shrunk_simple') {
    return [`Simple model (shrunk order rate and order value): ${model.warnings.join('; ')}.`];
  }
  const { r, alpha, a, b } = model.bgNbd;
  const { p, q, v } = model.gammaGamma;
  return [
    `BG/NBD       r ${r.toFixed(3)}  alpha ${alpha.toFixed(3)}  a ${a.toFixed(3)}  b ${b.toFixed(3)}  log-likelihood ${logLikelihood?.bgNbd.toFixed(1) ?? ''}`,
    `Gamma-Gamma  p ${p.toFixed(2)}  q ${q.toFixed(2)}  v ${v.toFixed(2)}  correlation of frequency and value ${model.correlation.toFixed(2)}`,
    ...model.warnings.map((warning) => `Warning: ${warning}.`),
  ];
}
