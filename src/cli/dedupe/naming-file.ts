/**
 * Does what writes a file. The system names the file where it cannot be opened, but not where a write to it fails: the
 * path is added to such an error, or nobody would know which of several outputs is cut off.
 */
export function namingFile<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof Error && 'code' in error && !('path' in error)) Object.assign(error, { path });
    throw error;
  }
}
