/** What every CRM connector must do, told once and run over each of them against its sandbox on real HTTP. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Connection, WriteItem, WriteOutcome } from '#src/connector/contract.ts';
import {
  AuthError,
  CancelledError,
  PermissionError,
  RateLimitedError,
  TransientError,
} from '#src/core/errors.ts';
import { type Sandbox, startSandbox } from '#src/sandbox/sandbox.ts';
import type { World } from '#src/sandbox/seed.ts';
import type { JsonObject } from '#src/util/json.ts';
import { smallWorld } from '../sandbox/small-world.ts';
import { never, readAll } from './open.ts';

export type CrmSubject = {
  name: string;
  /** `now` is our clock: moving it makes positions settle. */
  open(
    sandbox: Sandbox,
    options?: { token?: string; timeoutSeconds?: number; now?: () => number },
  ): Promise<Connection>;
  url(sandbox: Sandbox): string;
  world(accounts: number): World;
  /** Vendor names. */
  type: string;
  taskType: string;
  fields: string[];
  nameField: string;
  restrictedField: string;
  scoreField: string;
  taskFields: JsonObject;
  /** Path of the read call that faults are planted on, and of updates and task creates. */
  readPath: string;
  updatePath: string;
  createPath: string;
  refusals: {
    name: string;
    status: number;
    body: unknown;
    expected: abstract new (...args: never[]) => Error;
  }[];
};

export function crmKit(subject: CrmSubject): void {
  let sandbox: Sandbox;
  let connection: Connection;
  let clock = 0;

  async function start(accounts = 30): Promise<void> {
    sandbox = await startSandbox({ world: subject.world(accounts) });
    clock = 1_000_000;
    connection = await subject.open(sandbox, { now: () => clock });
  }
  beforeEach(() => start());
  afterEach(() => sandbox.close());

  async function sideDoor(
    path: string,
    body?: unknown,
  ): Promise<{ record: { id: string }; records: { id: string; fields: JsonObject; deleted: boolean }[] }> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${subject.url(sandbox)}/__sandbox/${path}`, init);
    const answer = await response.json();
    expect(response.status, JSON.stringify(answer)).toBe(200);
    return answer as never;
  }
  const fault = (plan: object) => sideDoor('faults', plan);
  const read = (cursor: JsonObject | null = null) =>
    readAll(connection, { stream: 'account', fields: subject.fields, cursor });
  const idsOf = async (cursor: JsonObject | null) =>
    (await read(cursor)).records.map((record) => record.externalId);
  const ids = async () => (await sideDoor(`records/${subject.type}`)).records.map((record) => record.id);
  const write = (
    stream: string,
    operation: 'update' | 'create',
    items: WriteItem[],
  ): Promise<WriteOutcome[]> => connection.write({ stream, operation, items, signal: never });
  const item = (itemId: string, more: Partial<WriteItem>): WriteItem => ({
    itemId,
    externalId: null,
    key: null,
    fields: {},
    relatedTo: [],
    uncertain: false,
    ...more,
  });
  /** Reads until nothing is left open. */
  async function settled(): Promise<JsonObject> {
    const first = await read();
    clock += 3_600_000;
    const second = await read(first.cursor);
    return second.cursor as JsonObject;
  }

  describe(`${subject.name}: reading`, () => {
    test('a first load gives every record once; a settled stream gives none, in few calls', async () => {
      const first = await read();
      expect(first.records.map((record) => record.externalId).toSorted()).toEqual((await ids()).toSorted());
      expect(new Set(first.records.map((record) => record.externalId)).size).toBe(first.records.length);
      const cursor = await settled();
      const before = connection.calls();
      expect(await idsOf(cursor)).toEqual([]);
      expect(connection.calls() - before).toBeLessThanOrEqual(2);
    });

    test('an edit, a creation and a deletion are read, and nothing else', async () => {
      const cursor = await settled();
      const [edited, deleted] = await ids();
      await sideDoor('edit', { type: subject.type, id: edited, fields: { [subject.nameField]: 'Renamed' } });
      await sideDoor('edit', { type: subject.type, id: deleted, fields: null });
      const created = (await sideDoor('edit', { type: subject.type, fields: { [subject.nameField]: 'New' } }))
        .record.id;
      const changed = await read(cursor);
      const byId = new Map(changed.records.map((record) => [record.externalId, record]));
      expect(new Set(byId.keys())).toEqual(new Set([edited, deleted, created]));
      expect(byId.get(edited ?? '')).toMatchObject({
        deleted: false,
        payload: { [subject.nameField]: 'Renamed' },
      });
      expect(byId.get(deleted ?? '')).toMatchObject({ deleted: true, mergedInto: null });
    });

    test('a merge by a human names the survivor', async () => {
      const cursor = await settled();
      const [winner, loser] = await ids();
      const survivor = (await sideDoor('merge', { type: subject.type, winner, loser })).record.id;
      const changed = await read(cursor);
      const gone = changed.records.filter((record) => record.mergedInto !== null);
      expect(gone.map((record) => record.externalId)).toContain(loser);
      expect(new Set(gone.map((record) => record.mergedInto))).toEqual(new Set([survivor]));
      expect(gone.every((record) => record.deleted)).toBe(true);
    });

    test('an open position is read again, so that what appears late is not missed', async () => {
      const first = await read();
      const again = await idsOf(first.cursor);
      expect(again.length).toBeGreaterThan(0);
    });

    test('every page can be gone on from', async () => {
      await sandbox.close();
      await start(2_450);
      const whole = await read();
      expect(whole.pages.length).toBeGreaterThan(1);
      expect(new Set(whole.records.map((record) => record.externalId)).size).toBe(2_450);
      for (const [index, page] of whole.pages.entries()) {
        const before = whole.pages.slice(0, index + 1).flatMap((earlier) => earlier.records);
        const rest = await read(JSON.parse(JSON.stringify(page.cursor)) as JsonObject);
        const seen = new Set([...before, ...rest.records].map((record) => record.externalId));
        expect(seen.size).toBe(2_450);
      }
    });

    test('thousands of records with one stamp are all read', async () => {
      await sandbox.close();
      await start(2_450);
      const cursor = await settled();
      for (let start = 0; start < 2_450; start += 100) {
        const items = (await ids())
          .slice(start, start + 100)
          .map((id) => item(id, { externalId: id, fields: { [subject.scoreField]: 7 } }));
        await write('account', 'update', items);
      }
      expect(new Set(await idsOf(cursor)).size).toBe(2_450);
    });

    test('the payload holds what was asked for, in the same form every time', async () => {
      const [first, second] = [await read(), await read()];
      expect(JSON.stringify(first.records.map((record) => record.payload))).toBe(
        JSON.stringify(second.records.map((record) => record.payload)),
      );
      expect(
        Object.keys(first.records[0]?.payload ?? {}).every((field) => subject.fields.includes(field)),
      ).toBe(true);
    });
  });

  describe(`${subject.name}: updating`, () => {
    test('each record has its own outcome, whatever became of the others', async () => {
      const [good, bad, deleted, loser, winner] = (await ids()) as [string, string, string, string, string];
      await sideDoor('edit', { type: subject.type, id: deleted, fields: null });
      const survivor = (await sideDoor('merge', { type: subject.type, winner, loser })).record.id;
      const outcomes = await write('account', 'update', [
        item('1', { externalId: deleted, fields: { [subject.scoreField]: 1 } }),
        item('2', {
          externalId: bad,
          fields: { [subject.restrictedField]: 'purple', [subject.scoreField]: 2 },
        }),
        item('3', { externalId: good, fields: { [subject.scoreField]: 3 } }),
        item('4', { externalId: loser, fields: { [subject.scoreField]: 4 } }),
      ]);
      const byItem = Object.fromEntries(outcomes.map((outcome) => [outcome.itemId, outcome]));
      expect(byItem['3']).toEqual({ itemId: '3', status: 'written', externalId: good });
      expect(byItem['1']).toEqual({ itemId: '1', status: 'gone', redirectTo: null });
      expect(byItem['4']).toEqual({ itemId: '4', status: 'gone', redirectTo: survivor });
      expect(byItem['2']).toMatchObject({ status: 'rejected' });
      const refused = byItem['2'];
      if (refused?.status === 'rejected')
        expect(Object.keys(refused.error.fieldErrors)).toEqual([subject.restrictedField]);
    });

    test('null clears, and numbers arrive as numbers', async () => {
      const [id] = (await ids()) as [string];
      await write('account', 'update', [
        item('1', { externalId: id, fields: { [subject.scoreField]: 12.5 } }),
      ]);
      const held = async () =>
        (await read()).records.find((record) => record.externalId === id)?.payload[subject.scoreField];
      expect(Number(await held())).toBe(12.5);
      await write('account', 'update', [
        item('1', { externalId: id, fields: { [subject.scoreField]: null } }),
      ]);
      expect((await held()) ?? '').toBe('');
    });
  });

  describe(`${subject.name}: creating tasks`, () => {
    const task = async (uncertain: boolean) => {
      const [account] = (await ids()) as [string];
      return item('1', {
        key: 'gt_0123456789abcdef',
        fields: subject.taskFields,
        relatedTo: [{ object: 'account', externalId: account }],
        uncertain,
      });
    };
    const tasks = async () => (await sideDoor(`records/${subject.taskType}`)).records;

    test('the task is there once, also when the answer was cut off and it is tried again', async () => {
      await fault({ match: { path: subject.createPath }, action: 'drop_after' });
      await expect(write('task', 'create', [await task(false)])).rejects.toBeInstanceOf(TransientError);
      expect(await tasks()).toHaveLength(1);
      const [outcome] = await write('task', 'create', [await task(true)]);
      expect(outcome).toEqual({ itemId: '1', status: 'written', externalId: (await tasks())[0]?.id });
      expect(await tasks()).toHaveLength(1);
    });

    test('many in one call, each with its own id', async () => {
      const account = (await ids())[0] ?? '';
      const before = connection.calls();
      const outcomes = await write(
        'task',
        'create',
        Array.from({ length: 50 }, (_, n) =>
          item(String(n), {
            key: `gt_${n}_`,
            fields: subject.taskFields,
            relatedTo: [{ object: 'account', externalId: account }],
          }),
        ),
      );
      expect(outcomes.every((outcome) => outcome.status === 'written')).toBe(true);
      expect(new Set((await tasks()).map((record) => record.id)).size).toBe(50);
      expect(connection.calls() - before).toBeLessThanOrEqual(2);
    });
  });

  describe(`${subject.name}: trouble`, () => {
    test.each(subject.refusals)('$name', async ({ status, body, expected }) => {
      await fault({ match: { path: subject.readPath }, times: null, action: 'status', status, body });
      const before = connection.calls();
      const error = await read().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(expected);
      expect((error as Error).message).not.toContain('\n');
      // One renewal of the token at most, and never a retry of our own.
      expect(connection.calls() - before).toBeLessThanOrEqual(4);
      if (error instanceof RateLimitedError) expect(error.retryAfterMs).toBeGreaterThan(0);
    });

    test('half an answer, a cut connection and no answer are transient', async () => {
      await fault({ match: { path: subject.readPath }, action: 'corrupt' });
      await expect(read()).rejects.toBeInstanceOf(TransientError);
      await fault({ match: { path: subject.readPath }, action: 'drop_before' });
      await expect(read()).rejects.toBeInstanceOf(TransientError);
      const impatient = await subject.open(sandbox, { timeoutSeconds: 1 });
      await fault({ match: { path: subject.readPath }, action: 'delay', delay_ms: 10_000 });
      const started = Date.now();
      await expect(readAll(impatient, { stream: 'account', fields: subject.fields })).rejects.toMatchObject({
        code: 'HTTP_TIMEOUT',
      });
      expect(Date.now() - started).toBeLessThan(5_000);
    });

    test('a wrong token is an AuthError that says so', async () => {
      const stranger = await subject.open(sandbox, { token: 'wrong' });
      await expect(stranger.check(never)).rejects.toBeInstanceOf(AuthError);
      await connection.check(never);
    });

    test('being called off is no failure', async () => {
      const stop = new AbortController();
      await fault({ match: { path: subject.readPath }, action: 'delay', delay_ms: 5_000 });
      setTimeout(() => stop.abort(), 100);
      const reading = connection.read({
        stream: 'account',
        fields: subject.fields,
        cursor: null,
        signal: stop.signal,
      });
      await expect(reading[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(CancelledError);
    });

    test('a CRM that is down', async () => {
      await sandbox.close();
      await expect(connection.check(never)).rejects.toMatchObject({ code: 'HTTP_UNREACHABLE' });
    });
  });
}

export { AuthError, PermissionError, RateLimitedError, smallWorld, TransientError };
