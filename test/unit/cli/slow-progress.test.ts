import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { slowProgress } from '#src/cli/dedupe/slow-progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says nothing of what is done within two seconds', () => {
  const lines: string[] = [];
  const progress = slowProgress((line) => lines.push(line), 500);
  progress.tell('reading');
  vi.advanceTimersByTime(1_400);
  progress.done();
  vi.advanceTimersByTime(5_000);
  expect(lines).toEqual([]);
});

it('tells after two seconds what is being done, and everything from then on', () => {
  const lines: string[] = [];
  const progress = slowProgress((line) => lines.push(line), 500);
  progress.tell('reading');
  progress.tell('comparing');
  vi.advanceTimersByTime(1_600);
  progress.tell('writing');
  progress.done();
  expect(lines).toEqual(['comparing', 'writing']);
});

it('tells every line once where the two seconds are over at the start', () => {
  const lines: string[] = [];
  const progress = slowProgress((line) => lines.push(line), 2_500);
  progress.tell('reading');
  vi.advanceTimersByTime(5_000);
  progress.tell('comparing');
  progress.done();
  expect(lines).toEqual(['reading', 'comparing']);
});
