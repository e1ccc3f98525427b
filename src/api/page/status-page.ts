import { Html, html } from '../html.ts';
import type { StatusDocument } from '../status-document.ts';
import { connectionSection } from './connection-section.ts';
import { queueSection } from './queue-section.ts';
import { runSection } from './run-section.ts';
import { style } from './style.ts';
import { ago, instant } from './words.ts';

const REFRESH_SECONDS = 5;

/** The whole page, as text. */
export function statusPage(status: StatusDocument): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${REFRESH_SECONDS}">
<title>Goldenrod: ${headline(status)}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<h1>Goldenrod: ${headline(status)}</h1>
<p class="soft">As of ${instant(status.at)}; renewed every ${REFRESH_SECONDS} seconds. As JSON: <a href="/api/v1/status">/api/v1/status</a></p>
${runSection(status)}
${connectionSection(status)}
${queueSection(status)}
${workerSection(status)}
</main>
</body>
</html>
`.text;
}

/** The one thing to know. */
export function headline({ runs, workers, connections }: StatusDocument): string {
  const paused = connections.filter((connection) => connection.pausedReason !== null);
  if (paused.length > 0) return `paused: ${paused.map(({ name }) => name).join(', ')}`;
  const [latest] = runs;
  if (latest === undefined) return 'no run yet';
  if (latest.state === 'failed') return `run ${latest.id} failed`;
  if (latest.state === 'done') return 'idle';
  return workers.length === 0 ? `run ${latest.id} waits for a worker` : `run ${latest.id} is under way`;
}

function workerSection({ workers, at }: StatusDocument): Html {
  if (workers.length === 0) {
    return html`<h2>Workers</h2><p class="soft">None is alive; <code>goldenrod worker</code> starts one.</p>`;
  }
  return html`<h2>Workers</h2><div class="scroll"><table>
<tr><th>Process</th><th>Last seen</th><th>Queues</th></tr>
${workers.map(
  (worker) =>
    html`<tr><td>${worker.pid}</td><td>${ago(worker.seenAt, at)}</td><td>${worker.queues.join(', ')}</td></tr>`,
)}</table></div>`;
}
