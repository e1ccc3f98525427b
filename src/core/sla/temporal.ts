/** Temporal of the runtime where it has one (Node 26), else the polyfill; both give the same answers. */
import { Temporal as polyfill } from 'temporal-polyfill';

export const temporal: typeof polyfill =
  (globalThis as unknown as { Temporal?: typeof polyfill }).Temporal ?? polyfill;
