/** Reads vitest's JSON report into the one line that counts. */
import { z } from 'zod';

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  /** A file that could not be loaded is a failed suite without tests. */
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

export type Tally = { passed: number; failed: number; skipped: number };

/** Throws when the text is no report: then the run did not end in its own way. */
export function readTally(json: string): Tally {
  const report = Report.parse(JSON.parse(json));
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function tallyLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * Exit code of a run. Zero tests are no success, and a runner that failed without a failed test
 * (an unhandled error, a leak) is a failure.
 */
export function exitCodeOf(tally: Tally, runnerExitCode: number): 0 | 1 {
  return runnerExitCode === 0 && tally.failed === 0 && tally.passed > 0 ? 0 : 1;
}
