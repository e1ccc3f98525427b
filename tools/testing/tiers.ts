/** Which tiers of tests this machine can run, and why the others stay out. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const tiers = ['unit', 'property', 'contract', 'integration', 'e2e', 'browser'] as const;
export type Tier = (typeof tiers)[number];
export type TierPlan = { run: Tier[]; notes: string[]; environment: Record<string, string> };

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @param environment the caller's; `CHROMIUM` may name the browser's program */
export function planTiers(environment: NodeJS.ProcessEnv, wanted: readonly Tier[]): TierPlan {
  const plan: TierPlan = { run: [], notes: [], environment: {} };
  const browser = environment['CHROMIUM'] ?? findProgram(browserNames, environment['PATH'] ?? '');
  for (const tier of wanted) {
    if (tier === 'browser' && browser === undefined) {
      plan.notes.push('left out: browser tests (no chromium on the PATH; install it or name it in CHROMIUM)');
    } else plan.run.push(tier);
  }
  if (browser !== undefined) plan.environment['CHROMIUM'] = browser;
  if (!environment['REDIS_URL']) {
    plan.notes.push('left out: tests on Redis (REDIS_URL is not set); the queue runs on PostgreSQL');
  }
  return plan;
}

function findProgram(names: readonly string[], path: string): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((program) => existsSync(program));
}
