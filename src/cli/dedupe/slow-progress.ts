/** What a person waits without a word. */
const PATIENCE_MS = 2_000;

/**
 * Tells what is being done once that has taken two seconds (of the process, `sinceMs` ago): then the latest line, and from
 * then on every one. Whoever is done sooner hears nothing.
 */
export function slowProgress(
  tell: (line: string) => void,
  sinceMs: number,
): { tell: (line: string) => void; done: () => void } {
  let latest: string | undefined;
  let isSlow = sinceMs >= PATIENCE_MS;
  const becomeSlow = () => {
    isSlow = true;
    if (latest !== undefined) tell(latest);
  };
  // Where it is slow already every line is told at once: a timer would tell the latest again.
  const timer = isSlow ? undefined : setTimeout(becomeSlow, PATIENCE_MS - sinceMs);
  return {
    tell(line) {
      latest = line;
      if (isSlow) tell(line);
    },
    done: () => clearTimeout(timer),
  };
}
