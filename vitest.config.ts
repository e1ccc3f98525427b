import { defineConfig } from 'vitest/config';

/** Tiers that need a real PostgreSQL: one server for the whole run, started by the first of them. */
const withDatabase = { globalSetup: ['test/support/database-server.ts'] };

const tiers = [
  { name: 'unit', testTimeout: 30_000, hookTimeout: 30_000 },
  { name: 'property', testTimeout: 60_000, hookTimeout: 60_000 },
  { name: 'contract', testTimeout: 30_000 },
  { name: 'integration', testTimeout: 60_000, hookTimeout: 60_000, ...withDatabase },
  { name: 'e2e', testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false, ...withDatabase },
  { name: 'browser', testTimeout: 60_000, hookTimeout: 60_000, ...withDatabase },
];

export default defineConfig({
  test: {
    // Tests of one file that run side by side are whole pipelines: more of them than this starve one another.
    maxConcurrency: 3,
    // Whole processors wait for databases and sleeps: none is kept free. Files of e2e still run one by one.
    maxWorkers: '100%',
    projects: tiers.map((tier) => ({
      test: {
        ...tier,
        include: [`test/${tier.name}/**/*.test.ts`],
        pool: 'forks',
        // What a test leaves behind in the environment or in a spy must not reach the next one.
        unstubEnvs: true,
        restoreMocks: true,
      },
    })),
  },
});
