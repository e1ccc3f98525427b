import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const LOOK_EVERY_MS = 1_500;
/** What is alive at 2,000 accounts is some 75 MB. */
const COLLECT_OVER_BYTES = 150e6;

/**
 * A demo does the work of several processes in one, on a laptop; but where there is much memory V8 would rather take
 * it than collect: at 2,000 accounts 350 MB of garbage before the first full collection. Returns what ends the watch.
 */
export function keepHeapSmall(): () => void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const timer = setInterval(() => {
    if (process.memoryUsage().heapUsed > COLLECT_OVER_BYTES) collect();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
