import { describe, expect, it } from 'vitest';
import { escapeHtml, html } from '#src/api/html.ts';
import { headline, statusPage } from '#src/api/page/status-page.ts';
import { ago, duration } from '#src/api/page/words.ts';
import type { StatusDocument } from '#src/api/status-document.ts';
import { at, busy, idle, queues } from './status-samples.ts';

function document(engine: typeof idle, known: StatusDocument['queue']['queues'] = {}): StatusDocument {
  return { at, ...engine, queue: { kind: 'postgres', queues: known } };
}

/** The text that a reader sees, blanks joined. */
function visible(page: string): string {
  return page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('status page', () => {
  it('escapes whatever comes from outside', () => {
    const page = statusPage(document(busy, queues));
    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain('sales&lt;img src=x onerror=alert(1)&gt;');
    expect(page).toContain('token &amp; &quot;secret&quot; refused');
  });

  it('loads nothing: no script, no link to elsewhere', () => {
    const page = statusPage(document(busy, queues));
    expect(page.match(/(?:src|href)="[^"]*"/g)).toEqual(['href="/api/v1/status"']);
  });

  it('tells progress, quarantine, writes, queues and workers', () => {
    const text = visible(statusPage(document(busy, queues)));
    expect(text).toContain('Run 7 active');
    expect(text).toMatch(/extract 3 of 5 12,345 3 of 5 1 1 0/);
    expect(text).toMatch(/map 0 of 1 10 of 200 0 of 1 0 0 1/);
    expect(text).toMatch(/live 12 s ago 9,000 3 7 1,000 5/);
    expect(text).toMatch(/map 4 1 2 0/);
    expect(text).toContain('4711 2 s ago map, match');
    expect(text).toMatch(/6 failed 2026-03-01 10:00:00 UTC 3 min/);
  });

  it('says what to do when there is nothing yet', () => {
    const text = visible(statusPage(document(idle)));
    expect(text).toContain('goldenrod sync starts one');
    expect(text).toContain('add one to goldenrod.yaml');
    expect(text).toContain('goldenrod worker starts one');
  });

  it('shows the rest when the queue does not answer', () => {
    const text = visible(statusPage(document(busy, null)));
    expect(text).toContain('The queue on PostgreSQL does not answer');
    expect(text).toContain('Run 7 active');
  });

  it('has the one thing to know in its title', () => {
    const [run] = busy.runs;
    const of = (change: object) => headline(document({ ...idle, ...change }));
    expect(of({})).toBe('no run yet');
    expect(of({ runs: [run] })).toBe('run 7 waits for a worker');
    expect(of({ runs: [run], workers: busy.workers })).toBe('run 7 is under way');
    expect(of({ runs: [{ ...run, state: 'done' }] })).toBe('idle');
    expect(of({ runs: [{ ...run, state: 'failed' }] })).toBe('run 7 failed');
    expect(headline(document(busy))).toMatch(/^paused: sales/);
  });
});

describe('html template', () => {
  it('escapes text, keeps its own kind, joins lists', () => {
    expect(escapeHtml(`<a href='x'>&"</a>`)).toBe('&lt;a href=&#39;x&#39;&gt;&amp;&quot;&lt;/a&gt;');
    expect(html`<p>${'<b>'}${html`<i>${1}</i>`}${['a<', html`<br>`]}${null}</p>`.text).toBe(
      '<p>&lt;b&gt;<i>1</i>a&lt;<br></p>',
    );
  });
});

describe('times in words', () => {
  it('grow coarser with length', () => {
    expect([0, 59_000, 60_000, 3_599_000, 3_600_000, 90_000_000].map(duration)).toEqual([
      '0 s',
      '59 s',
      '1 min',
      '59 min',
      '1 h',
      '1 d',
    ]);
  });

  it('never say that something will have been', () => {
    expect(ago(new Date(at.getTime() + 5_000), at)).toBe('0 s ago');
  });
});
