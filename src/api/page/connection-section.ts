import type { ConnectionStatus } from '../../engine/status-reader.ts';
import { type Html, html } from '../html.ts';
import type { StatusDocument } from '../status-document.ts';
import { ago, count } from './words.ts';

/** What came in from each connection, what was held back, and what was written. */
export function connectionSection({ connections, at }: StatusDocument): Html {
  if (connections.length === 0) {
    return html`<h2>Connections</h2><p class="soft">None is configured; add one to goldenrod.yaml.</p>`;
  }
  return html`<h2>Connections</h2><div class="scroll"><table>
<tr><th>Connection</th><th>Mode</th><th>Last extract</th><th class="number">Records</th><th class="number">Quarantined</th><th class="number">Writes waiting</th><th class="number">Written</th><th class="number">Refused</th></tr>
${connections.map((connection) => row(connection, at))}</table></div>`;
}

function row(connection: ConnectionStatus, at: Date): Html {
  const { name, kind, mode, pausedReason, lastExtractAt, writes } = connection;
  return html`<tr><td>${name} <span class="soft">${kind}</span>${pausedReason === null ? '' : html`<br><span class="bad">paused: ${pausedReason}</span>`}</td>
<td>${mode === 'observe' ? 'observe (nothing is sent)' : 'live'}</td><td>${lastExtractAt === null ? 'never' : ago(lastExtractAt, at)}</td>
<td class="number">${count(connection.records)}</td>${flagged(connection.quarantined)}
<td class="number">${count(writes.planned + writes.sending)}</td><td class="number">${count(writes.written)}</td>${flagged(writes.rejected + writes.gone)}</tr>`;
}

function flagged(value: number): Html {
  return html`<td class="number ${value > 0 ? 'bad' : ''}">${count(value)}</td>`;
}
