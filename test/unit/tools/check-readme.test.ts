import { describe, expect, it } from 'vitest';
import { checkReadme } from '../../../tools/docs/check-readme.ts';

const readme = [
  '# Goldenrod',
  '```',
  'npm ci && npm run demo',
  'npm ci && npm test',
  '```',
  '| `demo [--seed N]` | the main job |',
  '| `worker` · `api` | parts |',
  '| `DATABASE_URL` | the database |',
  '',
].join('\n');
const sources = { commands: ['demo', 'worker', 'api'], environment: ['DATABASE_URL'] };

describe('README check', () => {
  it('passes when everything is named', () => {
    expect(checkReadme(readme, sources)).toEqual([]);
  });

  it('finds a command and a variable that are missing', () => {
    const found = checkReadme(readme, {
      commands: ['demo', 'sync'],
      environment: ['DATABASE_URL', 'REDIS_URL'],
    });
    expect(found).toEqual([
      'README.md: the command table has no sync',
      'README.md: the environment table has no REDIS_URL',
    ]);
  });

  it('finds a variable that nothing reads', () => {
    expect(checkReadme(readme, { ...sources, environment: [] })).toEqual([
      'README.md: the environment table names DATABASE_URL, which nothing reads',
    ]);
  });

  it('finds that one of the two commands is not verbatim', () => {
    expect(checkReadme(readme.replace('&& npm test', '&& npm run test'), sources)).toEqual([
      'README.md: the line "npm ci && npm test" is missing',
    ]);
  });
});
