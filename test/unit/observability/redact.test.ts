import { expect, test } from 'vitest';
import { redact, redactText } from '../../../src/observability/redact.ts';

test.each([
  'postgresql://goldenrod:hunter2hunter2@127.0.0.1:5432/x',
  'redis://:hunter2hunter2@host:6379',
  'Authorization: Bearer hunter2hunter2',
  'POST /token?grant_type=refresh_token&refresh_token=hunter2hunter2&x=1',
  'client_secret=hunter2hunter2',
  '{"access_token":"hunter2hunter2","id":1}',
  "the password: 'hunter2hunter2' was refused",
  'jwt eyJhbGciOiJIUzI1NiJ9.eyJodW50ZXIy.hunter2hunter2',
  'pat-eu1-0a1b2c3d-1111-2222-3333-444455556666',
  '00D000000000001!hunter2hunter2hunter2hunter2',
  '-----BEGIN RSA PRIVATE KEY-----\nhunter2hunter2\n-----END RSA PRIVATE KEY-----',
])('no secret is left of %j', (text) => {
  expect(redactText(text)).not.toMatch(/hunter2|444455556666/);
  expect(redactText(text)).toContain('[redacted]');
});

test.each(['read 12 tokens of 30', 'https://example.com/a?b=c', 'Password reset case 00D1', 'mailto:a@b.c'])(
  'harmless text stays: %s',
  (text) => expect(redactText(text)).toBe(text),
);

test('keys that name a secret hide their value, whatever it is', () => {
  const logged = JSON.stringify(
    redact({
      accessToken: 'hunter2',
      headers: { Authorization: ['hunter2'], 'Set-Cookie': 'hunter2' },
      nested: [{ clientSecret: { a: 'hunter2' } }],
      jwtAssertion: 'hunter2',
    }),
  );
  expect(logged).not.toContain('hunter2');
  expect(redact({ tokens: 3, cursorToken: null })).toEqual({ tokens: 3, cursorToken: null });
});

test('errors keep code and cause, and lose their secrets', () => {
  const cause = new Error('connect postgres://a:hunter2@b/c');
  const error = Object.assign(new Error('no database', { cause }), {
    code: 'X',
    config: { token: 'hunter2' },
  });
  const logged = JSON.stringify(redact({ error }));
  expect(logged).toContain('no database');
  expect(logged).toContain('"code":"X"');
  expect(logged).not.toContain('hunter2');
});

test('cycles, deep and endless values come out finite', () => {
  const circle: Record<string, unknown> = {
    list: Array.from({ length: 10_000 }, (_, i) => i),
    text: 'x'.repeat(1e6),
  };
  circle['self'] = circle;
  circle['deep'] = { a: { b: { c: { d: { e: { f: {} } } } } } };
  expect(JSON.stringify(redact(circle)).length).toBeLessThan(10_000);
});
