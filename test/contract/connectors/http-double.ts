/** Exact HTTP: a request that no double expects fails, and so does a double that nobody asked. */
import nock from 'nock';
import { afterEach, beforeEach, expect } from 'vitest';

export function exactHttp(): void {
  beforeEach(() => {
    nock.disableNetConnect();
  });
  afterEach(() => {
    const unused = nock.pendingMocks();
    nock.cleanAll();
    nock.enableNetConnect();
    expect(unused).toEqual([]);
  });
}

export { nock };
