/** Pieces of an HTML report that stands alone: no script, no font, no picture from elsewhere. */

export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] ?? letter,
  );
}

/** A table; numbers stand to the right. Cells are escaped. */
export function htmlTable(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const cell = (value: string | number) =>
    typeof value === 'number' ? `<td class="n">${formatNumber(value)}</td>` : `<td>${escapeHtml(value)}</td>`;
  const head = header.map((name) => `<th>${escapeHtml(name)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('');
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-GB');
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
}

/** A bar chart of counts as inline SVG. */
export function barChart(bars: readonly { label: string; count: number }[]): string {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const step = 26;
  const drawn = bars.map(({ label, count }, index) => {
    const height = Math.round((120 * count) / most);
    const x = index * step;
    return `<rect x="${x}" y="${130 - height}" width="${step - 4}" height="${height}"><title>${escapeHtml(label)}: ${formatNumber(count)}</title></rect><text x="${x + 11}" y="146">${escapeHtml(label)}</text>`;
  });
  return `<svg viewBox="0 0 ${bars.length * step} 150" role="img" aria-label="distribution of match weights">${drawn.join('')}</svg>`;
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
h1{font-size:1.6rem}h2{margin-top:2.5rem;font-size:1.2rem}table{border-collapse:collapse;font-size:.9rem}th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}.scroll{overflow-x:auto}svg{max-width:100%;height:auto}rect{fill:#b8860b}text{font-size:9px;text-anchor:middle;fill:#555}
.big{font-size:1.3rem}.same{color:#1b6e3c}.other{color:#a33}@media(prefers-color-scheme:dark){body{color:#ddd;background:#1b1b1b}th,td{border-color:#444}text{fill:#aaa}}`;

export function htmlPage(title: string, sections: readonly string[]): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><h1>${escapeHtml(title)}</h1>
${sections.join('\n')}
</body></html>
`;
}
