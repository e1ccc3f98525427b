import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp } from '#src/api/create-app.ts';
import { type Listening, listen } from '#src/api/listen.ts';
import type { ApiPorts } from '#src/api/ports.ts';
import { createQueueRuntime, type QueueRuntime } from '#src/queue/runtime.ts';
import { createPool, type Pool } from '#src/store/pool.ts';
import { statusReader } from '#src/store/status.ts';
import { silentLog } from '#src/util/log.ts';
import { useDatabase } from '../../support/database.ts';

const token = 'a-token-that-nobody-knows';

describe('HTTP', () => {
  const database = useDatabase();
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  const openPorts = async (): Promise<{ ports: ApiPorts; pool: Pool; queue: QueueRuntime }> => {
    const pool = createPool(database.url, { max: 2, applicationName: 'test' });
    const queue = await createQueueRuntime({ backend: { kind: 'postgres', url: database.url } });
    closing.push(
      () => pool.end(),
      () => queue.close(),
    );
    const now = () => new Date('2026-03-01T12:00:00Z');
    return { ports: { status: statusReader(pool), queue, connections: ['sf'], now }, pool, queue };
  };

  const serve = async (ports: ApiPorts, given: string | null = null, port = 0): Promise<Listening> => {
    const app = createApp({ ports, log: silentLog, token: given });
    const server = await listen(app, { port, host: '127.0.0.1', token: given });
    closing.push(() => server.close());
    return server;
  };

  it('is ready while database and queue answer, and says which does not', async () => {
    const { ports, queue } = await openPorts();
    const { url } = await serve(ports);
    expect((await fetch(`${url}healthz`)).status).toBe(200);
    expect((await fetch(`${url}readyz`)).status).toBe(200);
    await queue.close();
    const unready = await fetch(`${url}readyz`);
    expect(unready.status).toBe(503);
    expect(await unready.json()).toMatchObject({ database: 'ok', queue: 'unreachable' });
    expect((await fetch(`${url}healthz`)).status).toBe(200);
  });

  it('shows the page and the same as JSON, out of the real tables', async () => {
    const { ports } = await openPorts();
    const { url } = await serve(ports);
    const page = await fetch(url);
    expect(page.headers.get('content-type')).toMatch(/^text\/html; charset=utf-8/i);
    expect(await page.text()).toContain('Goldenrod: no run yet');
    const json = await (await fetch(`${url}api/v1/status`)).json();
    expect(json).toMatchObject({ at: '2026-03-01T12:00:00.000Z', runs: [], queue: { kind: 'postgres' } });
    expect(json).toHaveProperty(['queue', 'queues', 'extract.sf', 'waiting'], 0);
  });

  it('lets a browser run, frame, send and keep nothing', async () => {
    const { ports } = await openPorts();
    const { url } = await serve(ports);
    const { headers } = await fetch(url);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'; style-src 'sha256-[\w+/=]+'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('answers other names than this machine only with a token', async () => {
    const { ports } = await openPorts();
    const { port } = await serve(ports);
    expect(await statusFor(port, '/api/v1/status', { host: 'rebound.example.com' })).toBe(403);
    expect(await statusFor(port, '/api/v1/status', { host: 'localhost:1' })).toBe(200);
    expect(await statusFor(port, '/healthz', { host: '10.0.0.7' })).toBe(200);
  });

  it('asks for the token where one is set, except for health', async () => {
    const { ports } = await openPorts();
    const { url, port } = await serve(ports, token);
    const status = async (authorization?: string) =>
      (await fetch(url, authorization === undefined ? {} : { headers: { authorization } })).status;
    const basic = (password: string) => `Basic ${Buffer.from(`anyone:${password}`).toString('base64')}`;
    expect(await status()).toBe(401);
    expect(await status('Bearer wrong')).toBe(401);
    expect(await status(basic('wrong'))).toBe(401);
    expect(await status('Bearer')).toBe(401);
    expect(await status(`Bearer ${token}`)).toBe(200);
    expect(await status(basic(token))).toBe(200);
    expect((await fetch(`${url}healthz`)).status).toBe(200);
    expect(
      await statusFor(port, '/', { host: 'goldenrod.example.com', authorization: `Bearer ${token}` }),
    ).toBe(200);
  });

  it('tells nothing of an inner failure', async () => {
    const { ports, pool } = await openPorts();
    const { url } = await serve(ports);
    await pool.query('alter table run rename to run_gone');
    try {
      const answer = await fetch(`${url}api/v1/status`);
      expect(answer.status).toBe(500);
      expect(await answer.json()).toEqual({ error: 'Internal error; see the log.' });
    } finally {
      await pool.query('alter table run_gone rename to run');
    }
  });

  it('has no other pages', async () => {
    const { ports } = await openPorts();
    const { url } = await serve(ports);
    expect((await fetch(`${url}admin`)).status).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  });

  it('names a port in use, and how to take another', async () => {
    const { ports } = await openPorts();
    const { port } = await serve(ports);
    const second = serve(ports, null, port);
    await expect(second).rejects.toMatchObject({ kind: 'transient', code: 'PORT_UNAVAILABLE' });
    await expect(second).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use; choose another with --port`);
  });

  it('does not listen for others without a token', async () => {
    const opening = listen(() => {}, { port: 0, host: '0.0.0.0', token: null });
    await expect(opening).rejects.toMatchObject({ kind: 'config', code: 'API_TOKEN_MISSING' });
  });
});

/** With headers that fetch does not let us choose. */
function statusFor(port: number, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject).end();
  });
}
