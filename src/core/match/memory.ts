/** Less than this is copied at less cost than it is shared: for every change the pipeline makes hundreds of small arrays. */
const LEAST_SHARED = 1 << 12;

/**
 * Memory for what its maker alone writes, before others read it: threads share it, or get a copy where that is less. It
 * is not for what several of them fill in.
 */
export function memoryToRead(bytes: number): ArrayBufferLike {
  return bytes < LEAST_SHARED ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
}
