import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planTiers, tiers } from '../../../tools/testing/tiers.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { writeTree } from '../../support/write-tree.ts';

describe('plan of the test tiers', () => {
  it('leaves the browser tier out, with its reason, where there is no browser', () => {
    const plan = planTiers({ PATH: '/nowhere', REDIS_URL: 'redis://127.0.0.1:1' }, tiers);
    expect(plan.run).toEqual(['unit', 'property', 'contract', 'integration', 'e2e']);
    expect(plan.notes).toEqual([expect.stringContaining('no chromium')]);
  });

  it('finds a browser on the PATH and hands its path on', async () => {
    const folder = await tempDir();
    await writeTree(folder, { 'chromium-browser': '' });
    const plan = planTiers({ PATH: `/nowhere:${folder}`, REDIS_URL: 'redis://127.0.0.1:1' }, ['browser']);
    expect(plan).toEqual({
      run: ['browser'],
      notes: [],
      environment: { CHROMIUM: join(folder, 'chromium-browser') },
    });
  });

  it('says that nothing runs on Redis when there is none', () => {
    expect(planTiers({ PATH: '' }, ['unit']).notes).toEqual([
      expect.stringContaining('REDIS_URL is not set'),
    ]);
  });
});
