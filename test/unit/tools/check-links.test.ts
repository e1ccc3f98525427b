import { describe, expect, it } from 'vitest';
import { checkLinks } from '../../../tools/docs/check-links.ts';

const files = new Set(['README.md', 'docs/README.md', 'docs/sla.md', 'docs/report.svg']);
const check = (pages: Record<string, string>): string[] =>
  checkLinks(
    Object.entries(pages).map(([path, text]) => ({ path, text })),
    (path) => files.has(path),
  );

describe('links in the documentation', () => {
  it('may lead to files, pictures, sections and the web', () => {
    expect(
      check({
        'README.md': '![report](docs/report.svg) [docs](docs/README.md#top) [web](https://example.com/x)',
        'docs/README.md': '[home](../README.md) [sla](sla.md)',
        'docs/sla.md': '[up](README.md) [here](#clocks) `[no](link.md)`\n```\n[code](gone.md)\n```\n',
      }),
    ).toEqual([]);
  });

  it('are found when they lead nowhere', () => {
    expect(check({ 'docs/sla.md': '[x](gone.md)', 'docs/README.md': '[sla](sla.md)' })).toEqual([
      'docs/sla.md: the link to docs/gone.md leads nowhere',
    ]);
  });

  it('must reach every page from the index', () => {
    expect(check({ 'docs/README.md': 'nothing', 'docs/sla.md': '' })).toEqual([
      'docs/README.md: does not name docs/sla.md',
    ]);
  });
});
