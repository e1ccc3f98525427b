import { randomBytes } from 'node:crypto';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPool, type Pool } from '../../../src/store/pool.ts';
import { openSecretKey } from '../../../src/store/secret/secret-key.ts';
import { createTokenStore } from '../../../src/store/secret/token-store.ts';
import { silentLog } from '../../../src/util/log.ts';
import { useDatabase } from '../../support/database.ts';
import { tempDir } from '../../support/temp-dir.ts';

const database = useDatabase();
const key = randomBytes(32);
let pools: Pool[];

beforeAll(() => {
  // Each pool stands for a worker process.
  pools = Array.from({ length: 3 }, () => createPool(database.url, { max: 2, applicationName: 'test' }));
});
beforeEach(async () => {
  await pools[0]?.query('delete from connection_secret');
});
afterAll(() => Promise.all(pools.map((pool) => pool.end())));

const storeOf = (pool: Pool | undefined, connectionName = 'sf', secret = key) =>
  createTokenStore({ pool: pool as Pool, key: secret, connectionName });

test('of many workers that find a token stale, one mints and all get the same', async () => {
  let minted = 0;
  const mint = async () => {
    minted += 1;
    await new Promise((resolve) => setTimeout(resolve, 150));
    return { access_token: `token ${minted}` };
  };
  const stores = pools.map((pool) => storeOf(pool));
  const first = await Promise.all(
    stores.flatMap((store) => [store.refresh(null, mint), store.refresh(null, mint)]),
  );
  expect(new Set(first.map((token) => token['access_token']))).toEqual(new Set(['token 1']));
  const second = await Promise.all(stores.map((store) => store.refresh({ access_token: 'token 1' }, mint)));
  expect(new Set(second.map((token) => token['access_token']))).toEqual(new Set(['token 2']));
  expect(minted).toBe(2);
});

test('a mint that fails leaves the old token, and the lock to the next one', async () => {
  const store = storeOf(pools[0]);
  await store.refresh(null, async () => ({ access_token: 'old' }));
  await expect(
    store.refresh({ access_token: 'old' }, () => Promise.reject(new Error('refused'))),
  ).rejects.toThrow('refused');
  expect(await storeOf(pools[1]).read()).toEqual({ access_token: 'old' });
  expect(
    await storeOf(pools[1]).refresh({ access_token: 'old' }, async () => ({ access_token: 'new' })),
  ).toEqual({
    access_token: 'new',
  });
});

test('connections do not see one another', async () => {
  await storeOf(pools[0], 'a').refresh(null, async () => ({ access_token: 'of a' }));
  expect(await storeOf(pools[0], 'b').read()).toBeNull();
});

test('the table holds no token in clear, and a row moved to another connection is worthless', async () => {
  await storeOf(pools[0], 'a').refresh(null, async () => ({ access_token: 'geheim' }));
  const { rows } = await (pools[0] as Pool).query<{ secret: Buffer }>('select secret from connection_secret');
  expect(rows[0]?.secret.includes('geheim')).toBe(false);
  await pools[0]?.query("update connection_secret set connection_name = 'b'");
  await expect(storeOf(pools[0], 'b').read()).rejects.toMatchObject({ code: 'SECRET_KEY_WRONG' });
});

test('another key is refused, with how to mend it', async () => {
  await storeOf(pools[0]).refresh(null, async () => ({ access_token: 'x' }));
  await expect(storeOf(pools[0], 'sf', randomBytes(32)).read()).rejects.toMatchObject({
    kind: 'config',
    message: expect.stringContaining('restore GOLDENROD_SECRET_KEY'),
  });
});

test('a home makes its key once, for itself only', async () => {
  const home = await tempDir();
  const keys = await Promise.all(
    Array.from({ length: 5 }, () => openSecretKey({ home, key: undefined, log: silentLog })),
  );
  expect(new Set(keys.map((made) => made.toString('hex'))).size).toBe(1);
  const file = join(home, 'secret.key');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readFile(file, 'utf8')).trim()).toBe(keys[0]?.toString('hex'));
  expect(await openSecretKey({ home, key, log: silentLog })).toBe(key);
  await chmod(file, 0o600);
  await writeFile(file, 'not a key');
  await expect(openSecretKey({ home, key: undefined, log: silentLog })).rejects.toMatchObject({
    kind: 'config',
  });
});
