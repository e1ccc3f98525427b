import { describe, expect, it } from 'vitest';
import { asTransient, isDatabaseAway } from '#src/store/database-away.ts';

const withCode = (code: string) => Object.assign(new Error('said so'), { code });

describe('an error of the database', () => {
  it.each(['57P01', '57P03', '08006', '53300', 'ECONNREFUSED', 'ECONNRESET'])(
    '%s says that it is away',
    (code) => {
      const error = asTransient(withCode(code));
      expect(error).toMatchObject({ kind: 'transient', code: 'DATABASE_AWAY' });
      expect(isDatabaseAway(error)).toBe(true);
      expect(isDatabaseAway(withCode(code))).toBe(true);
    },
  );

  it.each(['Connection terminated unexpectedly', 'Query read timeout'])('“%s” says so too', (message) => {
    expect(isDatabaseAway(new Error(message))).toBe(true);
  });

  it('that another transaction caused passes by itself, but the database is there', () => {
    const error = asTransient(withCode('40P01'));
    expect(error).toMatchObject({ kind: 'transient', code: 'DATABASE_CONTENDED' });
    expect(isDatabaseAway(error)).toBe(false);
  });

  it.each(['23505', '42703', '57014', '08', '08P01', '25P03'])('%s is left as it is', (code) => {
    const error = withCode(code);
    expect(asTransient(error)).toBe(error);
    expect(isDatabaseAway(error)).toBe(false);
  });
});
