/** Opens connectors as the runtime does, with a token store that lives in the test. */
import type {
  Connection,
  ConnectorContext,
  ExtractPage,
  ReadRequest,
  TokenStore,
} from '#src/connector/contract.ts';
import type { JsonObject } from '#src/util/json.ts';

/** One mint at a time, as the real store sees to; whoever waited gets what the first one minted. */
export function memoryTokens(initial: JsonObject | null = null): TokenStore & { minted: number } {
  let stored = initial;
  let turn: Promise<unknown> = Promise.resolve();
  const store = {
    minted: 0,
    read: async () => stored,
    refresh(stale: JsonObject | null, mint: () => Promise<JsonObject>): Promise<JsonObject> {
      const mine = turn.then(async () => {
        if (stored !== null && JSON.stringify(stored) !== JSON.stringify(stale)) return stored;
        store.minted += 1;
        stored = await mint();
        return stored;
      });
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
  return store;
}

export function contextFor(
  connectionName: string,
  environment: Record<string, string> = {},
  tokens: TokenStore = memoryTokens(),
): ConnectorContext {
  return { connectionName, tokens, environment, baseDir: '/' };
}

export const never = new AbortController().signal;

export async function readAll(
  connection: Connection,
  request: Omit<ReadRequest, 'signal' | 'cursor'> & { cursor?: ReadRequest['cursor'] },
): Promise<{ pages: ExtractPage[]; records: ExtractPage['records']; cursor: ReadRequest['cursor'] }> {
  const pages: ExtractPage[] = [];
  let cursor = request.cursor ?? null;
  for await (const page of connection.read({ signal: never, ...request, cursor })) {
    pages.push(page);
    // As the database would hand it back.
    cursor = JSON.parse(JSON.stringify(page.cursor)) as JsonObject;
  }
  return { pages, records: pages.flatMap((page) => page.records), cursor };
}
