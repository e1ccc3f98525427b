/** Says what is being done, once it takes longer than anybody likes to wait for in silence. */
const PATIENCE_MS = 2_000;

export type StepNotes = { next(step: string): void; stop(): void };

/** `quiet`: nothing is said. */
export function createStepNotes(stream: NodeJS.WritableStream, quiet: boolean): StepNotes {
  let current: string | null = null;
  let patient = true;
  const say = (): void => void (current === null || quiet || stream.write(`${current} …\n`));
  const timer = setTimeout(() => {
    patient = false;
    say();
  }, PATIENCE_MS);
  timer.unref();
  return {
    next(step) {
      current = step;
      if (!patient) say();
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
