/** Code of a system error (`ENOENT`), of PostgreSQL (`40P01`) or of a library; undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
