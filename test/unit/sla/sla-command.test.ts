import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocument } from '#src/cli/sla/read-document.ts';
import { ConfigError } from '#src/core/errors.ts';
import { Simulation, simulate } from '#src/core/sla/simulation.ts';
import { runCli } from '../../support/cli-process.ts';
import { tempDir } from '../../support/temp-dir.ts';

async function sla(what: string, document: string, ...more: string[]) {
  const file = join(await tempDir(), 'input.json');
  await writeFile(file, document);
  return await runCli(['sla', what, file, ...more]);
}

describe('sla simulate', () => {
  const cases = [
    {
      id: 'c',
      account: { country: 'GB' },
      events: [{ at: '2026-06-01T08:00:00Z', type: 'created', priority: 'High' }],
    },
  ];

  it('judges at --as-of when the file names no time, by the default policy', async () => {
    const { exitCode, stdout } = await sla(
      'simulate',
      JSON.stringify({ cases }),
      '--json',
      '--as-of',
      '2026-06-01T13:00:00Z',
    );
    expect(exitCode).toBe(0);
    const { clocks } = JSON.parse(stdout) as { clocks: object[] };
    expect(clocks).toMatchObject([
      {
        case: 'c',
        metric: 'first_reply',
        cycle: 1,
        state: 'missed',
        due_at: '2026-06-01T12:00:00Z',
        breached_at: '2026-06-01T12:00:00Z',
      },
      { case: 'c', metric: 'requester_wait', state: 'running', elapsed_ms: 5 * 3_600_000 },
    ]);
  });

  it.each([
    ['{', 'is no JSON'],
    ['{"cases":[{"id":"c","events":[{"at":"yesterday","type":"created"}]}]}', 'cases[0].events[0].at'],
    ['{"cases":[],"calendars":[{"name":"x","zone":"UTC","week":{}}]}', 'never opens'],
    [
      '{"cases":[],"policies":[{"name":"p","calendar":"us","metrics":{"first_reply":{"targets":{"default":"4h"}}}}]}',
      'a target is an ISO 8601 duration',
    ],
    [
      '{"cases":[],"policies":[{"name":"p","calendar":"uk","metrics":{}}]}',
      'there is no calendar "uk"; known are us, gb, de, fr, es, jp',
    ],
  ])('refuses %s with one line', async (document, message) => {
    const file = join(await tempDir(), 'input.json');
    await writeFile(file, document);
    const run = async () =>
      simulate(await readDocument(file, Simulation, new AbortController().signal), '2026-06-01T13:00:00Z');
    await expect(run()).rejects.toThrow(message);
    await expect(run()).rejects.toBeInstanceOf(ConfigError);
  });
});

describe('sla vectors', () => {
  it('answers each, and ends with 1 when one of them is wrong', async () => {
    const calendars = { c: { zone: 'UTC', week: { mon: [['09:00', '17:00']] }, note: 'a remark' } };
    const vectors = [
      { id: 'a', op: 'due', calendar: 'c', start: '2026-01-05T16:00:00', local: true, targetSeconds: 7200 },
      { id: 'b', op: 'due', calendar: 'd', start: '2026-01-05T16:00:00Z', targetSeconds: 7200 },
    ];
    const { exitCode, stdout } = await sla('vectors', JSON.stringify({ calendars, vectors }), '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      results: [
        { id: 'a', due: '2026-01-12T10:00:00Z' },
        { id: 'b', error: 'there is no calendar "d"' },
      ],
    });
  });
});
