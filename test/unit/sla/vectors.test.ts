import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runVectors, VectorFile } from '#src/core/sla/vectors.ts';

type Expected = { due?: string; seconds?: number; instant?: string };
type Published = { id: string; expect: Expected; disputed?: boolean; altSeconds?: number };

// Expected results out of public test suites of seven systems, named in the file, and cases derived from the rules.
const file = JSON.parse(readFileSync(new URL('fixtures/vectors.json', import.meta.url), 'utf8')) as {
  vectors: Published[];
};
const results = new Map(runVectors(VectorFile.parse(file)).results.map((result) => [result.id, result]));

describe('published vectors', () => {
  it.each(file.vectors.map((vector) => [vector.id, vector] as const))(
    '%s',
    (id, { expect: expected, ...vector }) => {
      const found = results.get(id);
      expect(found?.error).toBeUndefined();
      if (expected.due !== undefined) expect(found?.due).toBe(expected.due);
      if (expected.instant !== undefined) expect(found?.instant).toBe(expected.instant);
      const seconds = vector.disputed === true ? vector.altSeconds : expected.seconds;
      if (seconds !== undefined) expect(found?.seconds).toBe(seconds);
    },
  );
});

describe('a civil day that a zone skipped', () => {
  it('has no windows: Samoa had no Friday, 30 December 2011', () => {
    const calendars = { apia: { zone: 'Pacific/Apia', week: { fri: [['09:00', '17:00']] } } };
    const vector = {
      id: 'x',
      op: 'elapsed',
      calendar: 'apia',
      from: '2011-12-25T00:00:00Z',
      to: '2012-01-05T00:00:00Z',
    };
    expect(runVectors(VectorFile.parse({ calendars, vectors: [vector] })).results[0]?.seconds).toBe(0);
  });
});

describe('vectors that are wrong', () => {
  const run = (vector: object, calendars: object = {}) =>
    runVectors(VectorFile.parse({ calendars, vectors: [{ id: 'x', ...vector }] })).results[0];

  it('are an error beside their id', () => {
    expect(
      run({ op: 'due', calendar: 'none', start: '2026-01-01T00:00:00Z', targetSeconds: 1 })?.error,
    ).toContain('"none"');
    expect(run({ op: 'guess' })?.error).toBeDefined();
  });

  it('tell of a calendar that never opens instead of looking for ever', () => {
    const calendars = { past: { zone: 'UTC', week: {}, overrides: { '2020-01-01': [['09:00', '17:00']] } } };
    const vector = { op: 'due', calendar: 'past', start: '2026-01-01T00:00:00Z', targetSeconds: 60 };
    expect(run(vector, calendars)?.error).toContain('no open time within 400 days');
  });

  it('refuse an empty calendar', () => {
    const vector = { op: 'due', calendar: 'empty', start: '2026-01-01T00:00:00Z', targetSeconds: 60 };
    expect(run(vector, { empty: { zone: 'UTC', week: {} } })?.error).toContain('never opens');
  });
});
