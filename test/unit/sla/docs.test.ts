import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { METRICS } from '#src/core/sla/metric.ts';
import { Simulation, simulate } from '#src/core/sla/simulation.ts';
import { SlaConfig } from '#src/core/sla/sla-config.ts';

const text = readFileSync(new URL('../../../docs/sla.md', import.meta.url), 'utf8');

function blocks(language: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1] ?? '',
  );
}

describe('the examples in docs/sla.md', () => {
  it('simulate', () => {
    const [input = ''] = blocks('json simulate');
    const [result = ''] = blocks('json simulate-result');
    expect(simulate(Simulation.parse(JSON.parse(input)), '').clocks).toMatchObject(
      JSON.parse(result) as object[],
    );
  });

  it('configuration', () => {
    const [calendars = '', policies = ''] = blocks('yaml');
    const { sla } = parse(calendars + policies) as {
      sla: { calendars: { name: string; zone: string; week: object }[]; policies: object[] };
    };
    const [berlin] = sla.calendars;
    if (berlin === undefined) throw new Error('no calendar in the example');
    const others = ['us', 'gb'].map((name) => ({ ...berlin, name }));
    expect(SlaConfig.parse({ ...sla, calendars: [berlin, ...others] }).policies).toHaveLength(1);
  });

  it('names every metric', () => {
    for (const metric of METRICS) expect(text).toContain(`\`${metric}\``);
  });
});
