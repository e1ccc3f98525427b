import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Config } from '../../../src/config/config.ts';
import { loadConfig, parseConfig } from '../../../src/config/load-config.ts';
import { parseYaml } from '../../../src/config/yaml-document.ts';

const connectorSchemas = {
  salesforce: z.object({ login_url: z.url().optional(), client_secret: z.string().optional() }),
  csv: z.strictObject({
    path: z.string(),
    streams: z.array(z.strictObject({ file: z.string() })).default([]),
  }),
};
const variables: Record<string, string> = { SF_SECRET: 'geheim' };
const environment = { lookUp: (name: string) => variables[name] };

const read = (text: string): Config =>
  parseConfig(parseYaml(text, 'goldenrod.yaml'), { environment, connectorSchemas });

test('an empty file is a complete configuration', () => {
  for (const text of ['', '# nothing yet\n', 'connections:\nscores:\n']) {
    const config = read(text);
    expect(config.connections).toEqual([]);
    expect(config.schedules.sync).toBe(15 * 60_000);
    expect(config.sla.calendars.length).toBeGreaterThan(0);
    expect(config.scores.reportingCurrency).toBe('USD');
  }
});

test('a connection observes unless it is told otherwise, and the first in the file is trusted most', () => {
  const { connections } = read(`connections:
  sf: { kind: salesforce, mode: live, go_live_at: 2026-01-31T00:00:00Z, client_secret: "\${SF_SECRET}" }
  erp: { kind: csv, path: a.csv }
  old: { kind: csv, path: b.csv, trust: 5 }
`);
  expect(connections).toEqual([
    {
      name: 'sf',
      kind: 'salesforce',
      mode: 'live',
      trust: 10,
      goLiveAt: new Date('2026-01-31T00:00:00Z'),
      settings: { client_secret: 'geheim' },
    },
    {
      name: 'erp',
      kind: 'csv',
      mode: 'observe',
      trust: 20,
      goLiveAt: null,
      settings: { path: 'a.csv', streams: [] },
    },
    {
      name: 'old',
      kind: 'csv',
      mode: 'observe',
      trust: 5,
      goLiveAt: null,
      settings: { path: 'b.csv', streams: [] },
    },
  ]);
});

describe('a mistake is told with file, line, key and what is allowed', () => {
  test.each([
    [
      'conections: {}',
      'goldenrod.yaml:1: conections: unknown key; did you mean connections? Allowed here: connections,',
    ],
    [
      'connections:\n  a:\n    kind: salesfroce',
      'goldenrod.yaml:3: connections.a.kind: no such kind of connection; did you mean salesforce? Allowed: csv, salesforce',
    ],
    [
      'connections:\n  a: { kind: csv,\n    path: x, mode: on }',
      'goldenrod.yaml:3: connections.a.mode: must be one of observe, live',
    ],
    [
      'connections:\n  a:\n    kind: csv\n    pfad: x',
      'goldenrod.yaml:2: connections.a.path: is missing; it must be text (and 1 more)',
    ],
    [
      'connections:\n  a:\n    kind: salesforce\n    login_ulr: x',
      'goldenrod.yaml:4: connections.a.login_ulr: unknown key; did you mean login_url? Allowed here: client_secret, go_live_at, kind,',
    ],
    [
      'connections:\n  a:\n    kind: csv\n    path: x\n    streams:\n      - file: y\n      - fiel: z\n        file: y',
      'goldenrod.yaml:7: connections.a.streams.1.fiel: unknown key; did you mean file?',
    ],
    [
      'connections:\n  Sales Force: { kind: salesforce }',
      'goldenrod.yaml:2: connections.Sales Force: this name must be lower-case letters',
    ],
    [
      'connections:\n  a:\n    kind: salesforce\n    client_secret: "${NOT_SET}"',
      'goldenrod.yaml:4: connections.a.client_secret: the environment variable NOT_SET is not set',
    ],
    ['connections: [a]', 'goldenrod.yaml:1: connections: must be keys with values'],
    [
      'schedules:\n  sync: 3x',
      'goldenrod.yaml:2: schedules.sync: must be a duration such as 30s, 15m, 1h or 1d, or off',
    ],
    [
      'scores:\n  value:\n    horizonMonts: 3',
      'goldenrod.yaml:3: scores.value.horizonMonts: unknown key; did you mean horizonMonths?',
    ],
    [
      'survivorship:\n  account:\n    name: [trsut]',
      'goldenrod.yaml:3: survivorship.account.name.0: must be one of trust, recency,',
    ],
    [
      'match:\n  account: { match: 0.5, review: 0.9 }',
      'goldenrod.yaml:2: match.account.review: must not be over match',
    ],
    ['match:\n  account: { match: 1.5 }', 'goldenrod.yaml:2: match.account.match: must be less than 1'],
    [
      'push:\n  materiality:\n    health: many',
      'goldenrod.yaml:3: push.materiality.health: must be a number',
    ],
    ['a: 1\nscores: {}\na: 2', 'goldenrod.yaml:3: not valid YAML: Map keys must be unique'],
    ['scores:\n  value: {\n', 'goldenrod.yaml:3: not valid YAML'],
    ['- a\n- b', 'goldenrod.yaml:1: must be keys with values'],
  ])('%j', (text, message) => {
    expect(() => read(text)).toThrowError(
      expect.objectContaining({ kind: 'config', message: expect.stringContaining(message) }),
    );
  });
});

test('several mistakes come in the order of the file, all of them in the context', () => {
  const text = 'schedules:\n  sync: 3x\nmatch:\n  account: { mach: 1 }\nfoo: 1\n';
  expect(() => read(text)).toThrowError(
    expect.objectContaining({
      message: expect.stringMatching(/^goldenrod.yaml:2: .*\(and 2 more\)$/),
      context: {
        problems: [
          expect.stringContaining(':2:'),
          expect.stringContaining(':4:'),
          expect.stringContaining(':5:'),
        ],
      },
    }),
  );
});

test('no value of the file is ever shown: it may be a secret', () => {
  const text =
    'connections:\n  a:\n    kind: salesforce\n    client_secret: [hunter2]\n    login_url: hunter2\n';
  expect(() => read(text)).toThrowError(
    expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
  );
});

test('a file that a person named must exist; the default one need not', async () => {
  const file = '/nonexistent/goldenrod.yaml';
  await expect(loadConfig({ file, environment, connectorSchemas })).resolves.toMatchObject({
    connections: [],
  });
  await expect(loadConfig({ file, environment, connectorSchemas, mustExist: true })).rejects.toThrow(
    '/nonexistent/goldenrod.yaml: no such file',
  );
});

test("a name out of JavaScript's own chest is just an unknown name", () => {
  expect(() => read('connections:\n  a: { kind: constructor }')).toThrow('no such kind of connection');
  expect(() => read('constructor: 1')).toThrow('constructor: unknown key');
});
