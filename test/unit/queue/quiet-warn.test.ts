import { expect, it } from 'vitest';
import { quietWarn } from '#src/queue/quiet-warn.ts';
import type { LogFields } from '#src/util/log.ts';

it('tells each cause once a minute, and how often it came in between', () => {
  let at = 0;
  const lines: LogFields[] = [];
  const warn = quietWarn({ warn: (_, fields) => void lines.push(fields ?? {}) }, () => at);
  for (let i = 0; i < 50; i++) warn('queue', new Error('refused'));
  warn('queue', new Error('reset'));
  expect(lines).toHaveLength(2);
  at = 60_000;
  warn('queue', new Error('refused'));
  expect(lines[2]).toMatchObject({ timesBefore: 49 });
});
