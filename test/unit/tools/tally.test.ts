import { describe, expect, it } from 'vitest';
import { exitCodeOf, readTally, tallyLine } from '../../../tools/testing/tally.ts';

function report(numbers: { passed: number; failed: number; pending: number; brokenFiles?: number }): string {
  const broken = { status: 'failed', assertionResults: [] };
  return JSON.stringify({
    numPassedTests: numbers.passed,
    numFailedTests: numbers.failed,
    numPendingTests: numbers.pending,
    numTodoTests: 1,
    testResults: Array.from({ length: numbers.brokenFiles ?? 0 }, () => broken),
  });
}

describe('tally of a test run', () => {
  it('counts todo tests among the skipped', () => {
    const tally = readTally(report({ passed: 5, failed: 1, pending: 2 }));
    expect(tallyLine(tally)).toBe('5 passed, 1 failed, 3 skipped');
  });

  it('counts a file that cannot be loaded as a failure', () => {
    expect(readTally(report({ passed: 5, failed: 0, pending: 0, brokenFiles: 2 })).failed).toBe(2);
  });

  it('refuses what is no report', () => {
    expect(() => readTally('{}')).toThrow();
    expect(() => readTally('')).toThrow();
  });

  it('calls a run good only when tests ran, none failed and the runner agrees', () => {
    expect(exitCodeOf({ passed: 1, failed: 0, skipped: 4 }, 0)).toBe(0);
    expect(exitCodeOf({ passed: 1, failed: 1, skipped: 0 }, 0)).toBe(1);
    expect(exitCodeOf({ passed: 0, failed: 0, skipped: 9 }, 0)).toBe(1);
    expect(exitCodeOf({ passed: 9, failed: 0, skipped: 0 }, 1)).toBe(1);
  });
});
