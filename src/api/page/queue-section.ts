import { type Html, html } from '../html.ts';
import type { StatusDocument } from '../status-document.ts';
import { count } from './words.ts';

/** Jobs by queue; queues without any are left out. */
export function queueSection({ queue }: StatusDocument): Html {
  const where = queue.kind === 'redis' ? 'Redis' : 'PostgreSQL';
  if (queue.queues === null) {
    return html`<h2>Queues</h2><p class="bad">The queue on ${where} does not answer; work goes on when it is back.</p>`;
  }
  const used = Object.entries(queue.queues).filter(
    ([, { waiting, active, delayed, failed }]) => waiting + active + delayed + failed > 0,
  );
  if (used.length === 0) return html`<h2>Queues</h2><p class="soft">Empty, on ${where}.</p>`;
  return html`<h2>Queues</h2><div class="scroll"><table><caption>On ${where}. Jobs only wake workers; what is due stands in the database.</caption>
<tr><th>Queue</th><th class="number">Waiting</th><th class="number">Running</th><th class="number">Put off</th><th class="number">Failed</th></tr>
${used.map(
  ([
    name,
    counts,
  ]) => html`<tr><td>${name}</td><td class="number">${count(counts.waiting)}</td><td class="number">${count(counts.active)}</td>
<td class="number">${count(counts.delayed)}</td><td class="number ${counts.failed > 0 ? 'bad' : ''}">${count(counts.failed)}</td></tr>`,
)}</table></div>`;
}
