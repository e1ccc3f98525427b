import type { WriteOutcome, WriteRequest } from '#src/connector/contract.ts';
import { ConfigError } from '#src/core/errors.ts';

/** Files are read only. */
export async function writeItems(connectionName: string, request: WriteRequest): Promise<WriteOutcome[]> {
  throw new ConfigError({
    code: 'CSV_READ_ONLY',
    message: `connection ${connectionName}: the file of stream ${request.stream} cannot be written to`,
  });
}
