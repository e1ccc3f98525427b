/** What a person sees while a run is under way: one bar a stage on a terminal, one line a stage elsewhere. */
import { MultiBar, type SingleBar } from 'cli-progress';
import type { PartRow } from '../../engine/ports/run.ts';
import { STAGES, type Stage } from '../../engine/stage.ts';

const DOING: { readonly [S in Stage]: string } = {
  extract: 'reading',
  map: 'mapping',
  match: 'finding duplicates',
  merge: 'merging',
  score: 'scoring',
  sla: 'replaying SLA clocks',
  push: 'writing back',
};

export interface Progress {
  update(parts: readonly PartRow[]): void;
  stop(): void;
}

/** `quiet`: nothing is drawn. */
export function createProgress(stream: NodeJS.WriteStream, quiet: boolean): Progress {
  if (quiet) return { update() {}, stop() {} };
  return stream.isTTY ? new Bars(stream) : new Lines(stream);
}

/** Says once for each failed attempt what went wrong and that it is tried again. */
class RetryNotes {
  readonly #said = new Map<string, number>();

  of(parts: readonly PartRow[]): string[] {
    return parts.flatMap(({ stage, part, state, attempts, error }) => {
      const name = `${stage} ${part}`;
      if (state !== 'due' || attempts === 0 || (this.#said.get(name) ?? 0) >= attempts) return [];
      this.#said.set(name, attempts);
      const message = error?.['message'];
      return `${name}: ${typeof message === 'string' ? message : 'failed'}; trying again (${attempts})`;
    });
  }
}

type StageSum = { done: number; total: number | null; finished: boolean };

function sumByStage(parts: readonly PartRow[]): Map<Stage, StageSum> {
  const sums = new Map<Stage, StageSum>();
  for (const { stage, state, done, total } of parts) {
    const sum = sums.get(stage) ?? { done: 0, total: null, finished: true };
    sum.done += done;
    if (total !== null) sum.total = (sum.total ?? 0) + total;
    sum.finished &&= state === 'done';
    sums.set(stage, sum);
  }
  return sums;
}

class Bars implements Progress {
  readonly #bars: MultiBar;
  readonly #byStage = new Map<Stage, SingleBar>();
  readonly #retries = new RetryNotes();

  constructor(stream: NodeJS.WriteStream) {
    this.#bars = new MultiBar({
      stream,
      hideCursor: true,
      clearOnComplete: true,
      format: '  {stage} {bar} {done} {state}',
      barsize: 28,
      barCompleteChar: '█',
      barIncompleteChar: '░',
    });
  }

  update(parts: readonly PartRow[]): void {
    for (const note of this.#retries.of(parts)) this.#bars.log(`  ${note}\n`);
    for (const [stage, { done, total, finished }] of sumByStage(parts)) {
      const bar = this.#byStage.get(stage) ?? this.#bars.create(1, 0, { stage: '', done: '', state: '' });
      this.#byStage.set(stage, bar);
      const most = total ?? Math.max(done, 1);
      bar.setTotal(Math.max(most, 1));
      bar.update(finished ? Math.max(most, 1) : Math.min(done, most), {
        stage: DOING[stage].padEnd(21),
        done: done > 0 ? done.toLocaleString('en') : '',
        state: finished ? '✓' : '',
      });
    }
  }

  stop(): void {
    this.#bars.stop();
  }
}

class Lines implements Progress {
  readonly #stream: NodeJS.WritableStream;
  readonly #said = new Set<Stage>();
  readonly #retries = new RetryNotes();

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
  }

  update(parts: readonly PartRow[]): void {
    for (const note of this.#retries.of(parts)) this.#stream.write(`${note}\n`);
    const sums = sumByStage(parts);
    for (const stage of STAGES) {
      if (!sums.has(stage) || this.#said.has(stage)) continue;
      this.#said.add(stage);
      this.#stream.write(`${DOING[stage]} …\n`);
    }
  }

  stop(): void {}
}
