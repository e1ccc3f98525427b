import { describe, expect, it } from 'vitest';
import { checkFile } from '../../../tools/rules/file-rules.ts';

const home = ['', 'home', 'anna', 'goldenrod'].join('/');

describe('house rules of one file', () => {
  it('lets a well-behaved file pass', () => {
    const text = '/** Standardises a name; `String.normalize` does the rest. */\nexport const color = 1;\n';
    expect(checkFile({ path: 'src/core/match/standardise/name.ts', text })).toEqual([]);
  });

  it.each(['src/util/helpers.ts', 'src/store/utils.ts', 'src/engine/run-service.ts', 'src/core/match_v2.ts'])(
    'refuses the name %s',
    (path) => {
      expect(checkFile({ path, text: '' })).not.toEqual([]);
    },
  );

  it('refuses a name that is not kebab-case', () => {
    expect(checkFile({ path: 'src/core/goldenRecord.ts', text: '' })).toEqual([
      'src/core/goldenRecord.ts: file names are kebab-case',
    ]);
  });

  it('refuses a file of more than 400 lines unless it is a table of data', () => {
    const text = 'x\n'.repeat(401);
    expect(checkFile({ path: 'src/store/pool.ts', text })).toEqual([
      'src/store/pool.ts: 401 lines, 400 is the end',
    ]);
    expect(checkFile({ path: 'src/core/match/standardise/legal-form-table.ts', text })).toEqual([]);
    expect(checkFile({ path: 'src/store/pool.ts', text: 'x\n'.repeat(400) })).toEqual([]);
  });

  it('refuses the path of one machine', () => {
    expect(checkFile({ path: 'docs/start.md', text: `Run it in ${home}.` })).toHaveLength(1);
    expect(checkFile({ path: 'docs/start.md', text: 'GET /homes/anna and ~/home/x' })).toEqual([]);
  });

  it.each([
    'const a = Date.now();',
    'const a = new Date();',
    'Math.random()',
    "process.env['X']",
    'console.log(1)',
  ])('refuses %s in the core, and there alone', (text) => {
    expect(checkFile({ path: 'src/core/sla/replay.ts', text })).toHaveLength(1);
    expect(checkFile({ path: 'src/cli/demo.ts', text })).toEqual([]);
  });

  it('accepts an instant that is given', () => {
    expect(checkFile({ path: 'src/core/sla/replay.ts', text: 'const a = new Date(at);' })).toEqual([]);
  });

  it('refuses the name of a vendor in the engine, in code alone', () => {
    const text = "// as Salesforce does it\nif (kind === 'hubspot') stop();\n";
    expect(checkFile({ path: 'src/engine/phase.ts', text })).toEqual([
      'src/engine/phase.ts:2: the engine knows no vendor by name (hubspot)',
    ]);
    expect(checkFile({ path: 'src/sandbox/start.ts', text })).toEqual([]);
  });

  it('reads American spelling in comments and in Markdown, not in code', () => {
    const path = 'src/core/map/apply.ts';
    expect(checkFile({ path, text: '// normalizes the behavior' })).toHaveLength(2);
    expect(checkFile({ path, text: 'const normalized = text.normalize();' })).toEqual([]);
    expect(checkFile({ path, text: ['run(); /', '/ canceled'].join('') })).toHaveLength(1);
    expect(checkFile({ path: 'README.md', text: 'It was canceled.\n```\nnormalize\n```\n' })).toEqual([
      'README.md:1: American spelling "canceled" (double l)',
    ]);
  });
});
