import type { RunStatus, StageStatus } from '../../engine/status-reader.ts';
import { type Html, html } from '../html.ts';
import type { StatusDocument } from '../status-document.ts';
import { count, duration, instant } from './words.ts';

const stateClass = { active: 'busy', done: 'good', failed: 'bad' } as const;

/** The latest run with its stages, and the earlier ones in a table. */
export function runSection({ runs, at }: StatusDocument): Html {
  const [latest, ...earlier] = runs;
  if (latest === undefined)
    return html`<h2>Runs</h2><p class="soft">None yet; <code>goldenrod sync</code> starts one.</p>`;
  return html`<h2>Run ${latest.id} ${state(latest)}</h2>
<p>${latest.kind === 'dry_run' ? 'A dry run: nothing is sent. ' : ''}Judged as of ${instant(latest.asOf)}; took ${took(latest, at)}.</p>
${latest.error === null ? '' : html`<p class="bad">${latest.error}</p>`}
<div class="scroll"><table>
<tr><th>Stage</th><th>Progress</th><th class="number">Records</th><th class="number">Parts done</th><th class="number">Running</th><th class="number">Waiting</th><th class="number">Failed</th></tr>
${latest.stages.map(stageRow)}</table></div>
${earlier.length === 0 ? '' : earlierRuns(earlier, at)}`;
}

function state(run: RunStatus): Html {
  return html`<span class="${stateClass[run.state]}">${run.state}</span>`;
}

function took(run: RunStatus, at: Date): string {
  return duration((run.endedAt ?? at).getTime() - run.startedAt.getTime());
}

function stageRow({ stage, parts, done, total }: StageStatus): Html {
  const all = parts.due + parts.running + parts.done + parts.failed;
  return html`<tr><td>${stage}</td><td><progress value="${parts.done}" max="${Math.max(1, all)}">${parts.done} of ${all}</progress></td>
<td class="number">${count(done)}${total === null ? '' : ` of ${count(total)}`}</td><td class="number">${parts.done} of ${all}</td>
<td class="number">${parts.running}</td><td class="number">${parts.due}</td><td class="number ${parts.failed > 0 ? 'bad' : ''}">${parts.failed}</td></tr>`;
}

function earlierRuns(runs: readonly RunStatus[], at: Date): Html {
  return html`<h2>Earlier runs</h2><div class="scroll"><table>
<tr><th>Run</th><th>State</th><th>Started</th><th>Took</th><th>Reason</th></tr>
${runs.map(
  (
    run,
  ) => html`<tr><td>${run.id}</td><td>${state(run)}</td><td>${instant(run.startedAt)}</td><td>${took(run, at)}</td>
<td>${run.error ?? ''}</td></tr>`,
)}</table></div>`;
}
