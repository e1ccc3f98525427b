import pc from 'picocolors';
import type { Json, JsonObject } from '../../util/json.ts';
import { shorten } from '../demo/words.ts';

/** An answer in sections: a title and its lines; `data` is the same for programs. */
export type Explanation = { about: string; sections: { title: string; lines: string[] }[]; data: JsonObject };

export function renderExplanation({ about, sections }: Explanation): string {
  const text = [pc.bold(about)];
  for (const { title, lines } of sections) {
    if (lines.length === 0) continue;
    text.push('', pc.yellow(title), ...lines.map((line) => `  ${line}`));
  }
  return text.join('\n');
}

export function inWords(value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return '–';
  return shorten(typeof value === 'string' ? value : JSON.stringify(value), 120);
}

export function fieldLines(fields: JsonObject): string[] {
  return Object.entries(fields).map(([name, value]) => `${name.padEnd(18)} ${inWords(value)}`);
}
