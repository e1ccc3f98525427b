/** Pieces of an HTML report that stands alone: no script, no font, no picture from elsewhere. */

/** Text for an element or a quoted attribute. What a reader's eye could be misled by (direction marks) is made visible. */
export function escapeHtml(text: string): string {
  return text
    .replace(
      /[&<>"']/g,
      (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[letter] ?? letter,
    )
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** HTML that is already escaped; a number to the right, like all numbers. */
export type Markup = { html: string; isNumber?: boolean };
export type Cell = string | number | Markup;

/** A table; numbers stand to the right, and so do their headings. Texts are escaped. */
export function htmlTable(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell) => {
    const shown = toMarkup(value);
    return `<td${shown.isNumber ? ' class="n"' : ' dir="auto"'}>${shown.html}</td>`;
  };
  const isNumber = (column: number) =>
    rows.some((row) => row[column] !== undefined && toMarkup(row[column]).isNumber === true);
  const head = header
    .map((name, column) => `<th${isNumber(column) ? ' class="n"' : ''}>${escapeHtml(name)}</th>`)
    .join('');
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('');
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function toMarkup(cell: Cell): Markup {
  if (typeof cell === 'number') return { html: formatNumber(cell), isNumber: true };
  return typeof cell === 'string' ? { html: escapeHtml(cell) } : cell;
}

/** A weight in bits, to two decimals, so that a column of them lines up. */
export function weightCell(weight: number): Markup {
  return { html: weight.toFixed(2).replace('-', '−'), isNumber: true };
}

/** Whole numbers in full, small ones as powers of ten, all else with two or three digits that matter. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-GB');
  const size = Math.abs(value);
  if (size < 0.001)
    return value
      .toExponential(1)
      .replace('e-', ' × 10⁻')
      .replace(/⁻(\d+)$/, raised);
  return value.toLocaleString(
    'en-GB',
    size < 1 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 2 },
  );
}

function raised(_: string, digits: string): string {
  return `⁻${[...digits].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`;
}

/** A bar to the right (for) or to the left (against) of a middle line; `most` is the longest that there is. */
export function weightBar(weight: number, most: number): Markup {
  const width = Math.round((50 * Math.abs(weight)) / Math.max(1, most));
  const x = weight < 0 ? 50 - width : 50;
  return {
    html: `<svg class="bar" viewBox="0 0 100 10" width="100" height="10" aria-hidden="true"><path d="M50 0V10"/><rect class="${weight < 0 ? 'against' : 'for'}" x="${x}" y="1" width="${width}" height="8"/></svg>`,
  };
}

/** A bar chart of counts as inline SVG. */
export function barChart(name: string, bars: readonly { label: string; count: number }[]): string {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const step = 40;
  const drawn = bars.map(({ label, count }, index) => {
    const height = Math.ceil((110 * count) / most);
    const x = index * step;
    return `<rect x="${x}" y="${130 - height}" width="${step - 4}" height="${height}"/><text x="${x + 18}" y="${126 - height}">${count === 0 ? '' : formatNumber(count)}</text><text x="${x + 18}" y="144">${escapeHtml(label)}</text>`;
  });
  return `<svg viewBox="0 0 ${bars.length * step} 150" width="${bars.length * step}" role="img" aria-label="${escapeHtml(name)}">${drawn.join('')}</svg>`;
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
h1{font-size:1.6rem}h2{margin-top:2.5rem;font-size:1.2rem}h3{font-size:1rem;margin-bottom:.3rem}table{border-collapse:collapse;font-size:.9rem}th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #ddd;vertical-align:top;overflow-wrap:break-word;max-width:24rem}th{white-space:nowrap}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.scroll{overflow-x:auto}svg{max-width:100%;height:auto}rect{fill:#b8860b}rect.for{fill:#1b6e3c}rect.against{fill:#a33}.bar{width:100px;min-width:100px}.bar path{stroke:#999}text{font-size:9px;text-anchor:middle;fill:#555}
nav a{margin-right:1rem}.big{font-size:1.3rem}.same{color:#1b6e3c}.other{color:#a33}@media(prefers-color-scheme:dark){body{color:#ddd;background:#1b1b1b}a{color:#8bf}th,td{border-color:#444}text{fill:#aaa}.same{color:#5c8}.other{color:#f88}rect.for{fill:#5c8}rect.against{fill:#f88}}@media print{nav{display:none}}`;

export type Section = { title: string; html: string };

/** The page; nothing in it can load or run anything, whatever slipped through. */
export function htmlPage(title: string, lead: string, sections: readonly Section[]): string {
  const links = sections.map((section, index) => `<a href="#s${index}">${escapeHtml(section.title)}</a>`);
  const bodies = sections.map(
    (section, index) => `<h2 id="s${index}">${escapeHtml(section.title)}</h2>\n${section.html}`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><h1>${escapeHtml(title)}</h1>
${lead}
<nav>${links.join('')}</nav>
${bodies.join('\n')}
</body></html>
`;
}
