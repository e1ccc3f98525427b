/**
 * `FORCE_COLOR=1 npm run -s demo -- --exit | node tools/docs/terminal-picture.ts > docs/report.svg`: the report as a
 * picture for the README, drawn from what the terminal was really sent.
 */
import { text } from 'node:stream/consumers';

const FONT_SIZE = 13;
const LINE_HEIGHT = 17;
const CHARACTER_WIDTH = 7.83;
const PADDING = 18;

const COLOURS: Readonly<Record<string, string>> = {
  '31': '#ff7b72',
  '32': '#7ee787',
  '33': '#e3b341',
  '36': '#79c0ff',
};

type Style = { colour: string | null; bold: boolean; dim: boolean };

/** Lines of coloured text as an SVG document. */
export function terminalPicture(input: string): string {
  const lines = input.replaceAll('\r', '').trimEnd().split('\n');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is meant
  const plain = lines.map((line) => line.replace(/\u001b\[[0-9;]*m/g, ''));
  const width = Math.ceil(Math.max(...plain.map((line) => line.length)) * CHARACTER_WIDTH + 2 * PADDING);
  const height = lines.length * LINE_HEIGHT + 2 * PADDING;
  const style: Style = { colour: null, bold: false, dim: false };
  const rows = lines.map((line, index) => {
    const y = PADDING + index * LINE_HEIGHT + FONT_SIZE;
    return `<text x="${PADDING}" y="${y}" xml:space="preserve">${spans(line, style)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT_SIZE}" fill="#e6edf3">`,
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** A style goes on over line ends, as in a terminal. */
function spans(line: string, style: Style): string {
  let drawn = '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is meant
  for (const part of line.split(/(\u001b\[[0-9;]*m)/)) {
    if (part.startsWith('\u001b[')) for (const code of part.slice(2, -1).split(';')) apply(code, style);
    else if (part !== '') drawn += `<tspan${attributes(style)}>${escape(part)}</tspan>`;
  }
  return drawn;
}

function apply(code: string, style: Style): void {
  if (code === '0' || code === '') Object.assign(style, { colour: null, bold: false, dim: false });
  else if (code === '1') style.bold = true;
  else if (code === '2') style.dim = true;
  else if (code === '22') Object.assign(style, { bold: false, dim: false });
  else if (code === '39') style.colour = null;
  else if (COLOURS[code] !== undefined) style.colour = COLOURS[code];
}

function attributes({ colour, bold, dim }: Style): string {
  return [
    colour === null ? '' : ` fill="${colour}"`,
    bold ? ' font-weight="bold"' : '',
    dim ? ' fill-opacity="0.6"' : '',
  ].join('');
}

function escape(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

if (import.meta.main) process.stdout.write(terminalPicture(await text(process.stdin)));
