import { expect, test } from 'vitest';
import { describeFailure } from '../../../src/cli/exit-code.ts';
import { AuthError, ConfigError, InvariantError, TransientError } from '../../../src/core/errors.ts';

const details = { code: 'X', message: 'goldenrod.yaml:3: no' };

test.each([
  [new ConfigError(details), 2],
  [new AuthError(details), 3],
  [new TransientError(details), 3],
])('%s', (error, exit) => {
  expect(describeFailure(error)).toEqual({ exit, line: details.message, isBug: false });
});

test('what nobody foresaw is called a bug', () => {
  expect(describeFailure(new InvariantError(details)).isBug).toBe(true);
  expect(describeFailure(new TypeError('x is undefined'))).toMatchObject({ exit: 3, isBug: true });
  expect(describeFailure('thrown text').line).toContain('thrown text');
});

test('the surroundings are told in the words of the user', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
    path: '/x/y',
  });
  expect(describeFailure(full)).toMatchObject({
    exit: 3,
    line: expect.stringMatching(/^\/x\/y: The disk is full/),
  });
  const port = Object.assign(new Error('listen'), { code: 'EADDRINUSE', address: '127.0.0.1', port: 80 });
  expect(describeFailure(port)).toMatchObject({
    exit: 3,
    line: expect.stringMatching(/^127.0.0.1:80: The port is in use/),
  });
});

test('a message of many lines becomes one', () => {
  expect(describeFailure(new ConfigError({ code: 'X', message: 'a\n   b\r\nc' })).line).toBe('a b c');
});
