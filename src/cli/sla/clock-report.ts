import Table from 'cli-table3';
import type { SimulatedClock } from '../../core/sla/simulation.ts';
import { spanInWords } from '../../core/sla/sla-words.ts';

/** What a person reads of a simulation: one line for each clock. */
export function clockReport(clocks: readonly SimulatedClock[]): string[] {
  const table = new Table({
    head: ['case', 'metric', 'state', 'target', 'started', 'due', 'breached', 'stopped', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const clock of clocks) {
    const name = clock.cycle === 1 ? clock.metric : `${clock.metric} #${clock.cycle}`;
    table.push([
      clock.case,
      name,
      clock.reason === null ? clock.state : `${clock.state} (${clock.reason})`,
      clock.target ?? '',
      clock.started_at,
      clock.due_at ?? (clock.projected_due_at === null ? '' : `(${clock.projected_due_at})`),
      clock.breached_at ?? '',
      clock.stopped_at ?? '',
      left(clock),
    ]);
  }
  return clocks.length === 0 ? ['No policy holds for any of these cases.'] : [table.toString()];
}

function left({ outcome, remaining_ms, breached_at }: SimulatedClock): string {
  if (outcome !== null && breached_at === null) return '';
  if (remaining_ms === null) return '';
  return remaining_ms < 0 ? `-${spanInWords(remaining_ms)}` : spanInWords(remaining_ms);
}
