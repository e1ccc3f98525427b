import { expect, test } from 'vitest';
import { readEnvironment } from '../../../src/config/environment.ts';

test('nothing set is a working environment', () => {
  expect(readEnvironment({})).toMatchObject({
    databaseUrl: undefined,
    redisUrl: undefined,
    logLevel: 'warn',
  });
});

test('an empty value counts as absent', () => {
  expect(readEnvironment({ DATABASE_URL: '', GOLDENROD_PORT: '' })).toMatchObject({
    databaseUrl: undefined,
    port: undefined,
  });
});

test('values arrive parsed', () => {
  const key = 'ab'.repeat(32);
  const environment = readEnvironment({ GOLDENROD_PORT: '0', GOLDENROD_SECRET_KEY: key, LOG_LEVEL: 'debug' });
  expect(environment.port).toBe(0);
  expect(environment.secretKey).toEqual(Buffer.from(key, 'hex'));
  expect(
    readEnvironment({ GOLDENROD_SECRET_KEY: Buffer.from(key, 'hex').toString('base64') }).secretKey,
  ).toEqual(environment.secretKey);
});

test.each([
  ['DATABASE_URL', 'mysql://root:hunter2@db/x'],
  ['REDIS_URL', 'hunter2'],
  ['GOLDENROD_PORT', '70000'],
  ['GOLDENROD_PORT', '80.5'],
  ['GOLDENROD_SECRET_KEY', 'hunter2'],
  ['GOLDENROD_API_TOKEN', 'hunter2'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused by name, without its value', (name, value) => {
  expect(() => readEnvironment({ [name]: value })).toThrowError(
    expect.objectContaining({
      kind: 'config',
      message: expect.stringMatching(new RegExp(`${name} must be `)),
    }),
  );
  expect(() => readEnvironment({ [name]: value })).not.toThrow(value);
});

test('a connector is handed its own variables and no others', () => {
  const environment = readEnvironment({ SALESFORCE_CLIENT_ID: 'x', HUBSPOT_ACCESS_TOKEN: 'y' });
  expect(environment.pick([{ name: 'SALESFORCE_CLIENT_ID' }])).toEqual({ SALESFORCE_CLIENT_ID: 'x' });
});
