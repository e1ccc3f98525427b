import { afterEach, expect, test, vi } from 'vitest';
import type { Command, CommandContext } from '../../../src/cli/command.ts';
import { runCommandLine } from '../../../src/cli/run.ts';
import { ConfigError } from '../../../src/core/errors.ts';

type Run = { code: number; out: string; err: string; context: CommandContext | undefined };

afterEach(() => {
  vi.restoreAllMocks();
});

async function runWith(
  argv: string[],
  body: (context: CommandContext) => Promise<0 | 1> = async () => 0,
): Promise<Run> {
  const result: Run = { code: -1, out: '', err: '', context: undefined };
  const command: Command = {
    name: 'greet',
    summary: 'greets somebody',
    usage: 'greet <name> [--times N]',
    options: [{ name: 'times', value: 'N', description: 'how often', default: '1' }],
    run(context) {
      result.context = context;
      return body(context);
    },
  };
  const sink = (stream: 'out' | 'err') => (chunk: unknown, done?: unknown) => {
    result[stream] += String(chunk);
    if (typeof done === 'function') done();
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(sink('out'));
  vi.spyOn(process.stderr, 'write').mockImplementation(sink('err'));
  result.code = await runCommandLine(argv, new AbortController().signal, {
    greet: async () => ({ command }),
  });
  vi.restoreAllMocks();
  return result;
}

test('options, arguments and paths reach the command', async () => {
  const { code, context } = await runWith([
    'greet',
    'Ada',
    '--times',
    '3',
    '--home',
    'h',
    '--as-of',
    '2026-01-01',
  ]);
  expect(code).toBe(0);
  expect(context?.args).toEqual(['Ada']);
  expect(context?.options.integer('times')).toBe(3);
  expect(context?.home).toBe(`${process.cwd()}/h`);
  expect(context?.asOf).toEqual(new Date('2026-01-01T00:00:00Z'));
  expect(context?.configFile).toBe(`${process.cwd()}/goldenrod.yaml`);
});

test('with --json, standard output holds one document and nothing else', async () => {
  const { out, err } = await runWith(['greet', '--json'], async ({ emit, print }) => {
    print('for the person');
    await emit({ hello: 'world' });
    return 0;
  });
  expect(out).toBe('{"hello":"world"}\n');
  expect(err).toBe('for the person\n');
});

test('a known error is one line on standard error, and its exit code', async () => {
  const { code, out, err } = await runWith(['greet'], () => {
    throw new ConfigError({ code: 'X', message: 'goldenrod.yaml:3: no' });
  });
  expect({ code, out, err }).toEqual({ code: 2, out: '', err: 'goldenrod: goldenrod.yaml:3: no\n' });
});

test.each([
  [['gret'], 'Unknown command "gret"; did you mean "greet"?'],
  [['zzz'], 'Unknown command "zzz"; goldenrod --help lists them.'],
  [['toString'], 'Unknown command "toString"'],
  [['greet', '--tims', '3'], 'Unknown option --tims; did you mean --times? See: goldenrod greet --help'],
  [['greet', '--times'], "Option '--times <value>' argument missing. See: goldenrod greet --help"],
  [['greet', '--port', 'x'], '--port is "x"'],
])('wrong usage is one line and exit code 2: %j', async (argv, line) => {
  const { code, err } = await runWith(argv);
  expect(code).toBe(2);
  expect(err).toContain(line);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test('help names every option, and every command', async () => {
  const own = await runWith(['greet', '--help']);
  for (const word of ['--times N', '--json', '--home DIR', '(default .goldenrod)'])
    expect(own.out).toContain(word);
  const all = await runWith(['--help']);
  expect(all).toMatchObject({ code: 0, out: expect.stringContaining('greet  greets somebody') });
  expect((await runWith([])).code).toBe(2);
});
