import { afterEach, describe, expect, it } from 'vitest';
import { createQueueRuntime, type QueueRuntime } from '#src/queue/runtime.ts';
import { type FakeRedis, startFakeRedis } from './fake-redis.ts';

describe('a Redis that cannot keep the queue', () => {
  let redis: FakeRedis | undefined;
  let queue: QueueRuntime | undefined;
  afterEach(async () => {
    await queue?.close();
    redis?.close();
    queue = undefined;
  });

  const open = async (policy: string, configAllowed: boolean): Promise<QueueRuntime> => {
    redis = await startFakeRedis(policy, configAllowed);
    queue = await createQueueRuntime({ backend: { kind: 'redis', url: redis.url } });
    return queue;
  };

  it.each([true, false])('is refused when it may evict keys (CONFIG allowed: %s)', async (configAllowed) => {
    await expect(open('allkeys-lru', configAllowed)).rejects.toMatchObject({
      kind: 'config',
      code: 'REDIS_EVICTS',
    });
  });

  it('is taken where CONFIG is refused but INFO tells', async () => {
    expect(await (await open('noeviction', false)).isHealthy()).toBe(true);
  });

  it('is named with the mend, and without its password, when it does not answer', async () => {
    const opening = createQueueRuntime({
      backend: { kind: 'redis', url: 'redis://user:secret@127.0.0.1:1' },
    });
    await expect(opening).rejects.toMatchObject({ kind: 'transient', code: 'REDIS_UNREACHABLE' });
    await expect(opening).rejects.toThrow(/127\.0\.0\.1:1 .*REDIS_URL/);
    await expect(opening).rejects.not.toThrow(/secret/);
  });
});
