import type { Metric } from './metric.ts';

const METRIC_WORDS: { readonly [M in Metric]: string } = {
  first_reply: 'First reply',
  next_reply: 'Next reply',
  periodic_update: 'Regular update',
  pausable_update: 'Regular update',
  requester_wait: 'Solution',
  agent_work: 'Work on the case',
  total_resolution: 'Solution',
};

export function metricInWords(metric: Metric): string {
  return METRIC_WORDS[metric];
}

/** `2 d 3 h`, `45 min`: the two largest units, cut off below. */
export function spanInWords(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).slice(0, 2);
  return shown.length === 0
    ? 'less than a minute'
    : shown.map(([count, unit]) => `${count} ${unit}`).join(' ');
}
