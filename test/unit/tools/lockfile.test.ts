import { describe, expect, it } from 'vitest';
import { checkLockfile, missingOptionals, parseLockfile } from '../../../tools/rules/lockfile.ts';

function lockfile(packages: object): string {
  return JSON.stringify({ lockfileVersion: 3, packages });
}
const swc = { version: '1.2.3', dev: true, optionalDependencies: { '@swc/core-darwin-arm64': '1.2.3' } };
const darwin = { version: '1.2.3', optional: true, os: ['darwin'] };

describe('lock file', () => {
  it('names the public registry or none', () => {
    const from = (resolved: string): string => lockfile({ 'node_modules/a': { version: '1.0.0', resolved } });
    expect(checkLockfile(from('https://registry.npmjs.org/a/-/a-1.tgz'))).toEqual([]);
    expect(checkLockfile(lockfile({ 'node_modules/a': { version: '1.0.0' } }))).toEqual([]);
    expect(checkLockfile(from('https://npm.example.com/a/-/a-1.tgz'))).toEqual([
      expect.stringContaining('npm.example.com'),
    ]);
  });

  it('holds the builds for every platform, at the top or inside of the package', () => {
    const top = { 'node_modules/@swc/core': swc, 'node_modules/@swc/core-darwin-arm64': darwin };
    const inside = {
      'node_modules/@swc/core': swc,
      'node_modules/@swc/core/node_modules/@swc/core-darwin-arm64': darwin,
    };
    expect(checkLockfile(lockfile(top))).toEqual([]);
    expect(checkLockfile(lockfile(inside))).toEqual([]);
  });

  it('is refused, with the mend, when npm ci would refuse it', () => {
    const text = lockfile({ 'node_modules/@swc/core': swc });
    expect(checkLockfile(text)).toEqual([expect.stringContaining('node tools/complete-lockfile.ts')]);
    expect(missingOptionals(parseLockfile(text))).toEqual([
      { name: '@swc/core-darwin-arm64', version: '1.2.3', dev: true },
    ]);
  });
});
