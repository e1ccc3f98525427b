import { Worker } from 'node:worker_threads';

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void };
export type TaskMessage = { id: number; task: string; input: unknown };
export type TaskAnswer = { id: number; output?: unknown; error?: string };

/** A few workers of one script; each does one task at a time, tasks are handed out as workers come free. */
export class WorkerPool {
  readonly #workers: Worker[];
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  #isClosing = false;
  /** Why no task can be done any more. */
  #failure: Error | undefined;

  constructor(script: URL, size: number) {
    this.#workers = Array.from({ length: size }, () => {
      // A flag of the parent (a profiler, an inspector port) is not for its workers.
      // Most of what a worker makes is short-lived: a roomy nursery spares it most of the collecting.
      const worker = new Worker(script, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 96 } });
      worker.on('message', (answer: TaskAnswer) => this.#settle(answer));
      worker.on('error', (error) => this.#failAll(error));
      worker.on('exit', (code) => this.#afterExit(code));
      return worker;
    });
  }

  get size(): number {
    return this.#workers.length;
  }

  /** One task for every worker, all at once: set-up, or a share of the work each. */
  async onEach<T>(task: string, inputOf: (worker: number) => unknown): Promise<T[]> {
    return Promise.all(this.#workers.map((_, worker) => this.#send<T>(worker, task, inputOf(worker))));
  }

  /**
   * Many tasks, taken in turn; the outputs in the order of the inputs. Where `sizes` tell how much work each is, the
   * largest are taken first: one that is left for the end would be waited for by all.
   */
  async map<T>(task: string, inputs: readonly unknown[], sizes?: readonly number[]): Promise<T[]> {
    const outputs = new Array<T>(inputs.length);
    const order = [...inputs.keys()];
    if (sizes !== undefined) order.sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b);
    let next = 0;
    const work = async (worker: number): Promise<void> => {
      while (next < order.length) {
        const index = order[next++] as number;
        outputs[index] = await this.#send<T>(worker, task, inputs[index]);
      }
    };
    await Promise.all(this.#workers.map((_, worker) => work(worker)));
    return outputs;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #send<T>(worker: number, task: string, input: unknown): Promise<T> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const id = this.#next++;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      (this.#workers[worker] as Worker).postMessage({ id, task, input } satisfies TaskMessage);
    });
  }

  #settle({ id, output, error }: TaskAnswer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(output);
    else waiting?.reject(new Error(error));
  }

  /** A worker that ends without an error answers nothing: what was asked of it would wait for ever. */
  #afterExit(code: number): void {
    if (!this.#isClosing) this.#failAll(new Error(`a worker thread ended early (exit code ${code})`));
  }

  #failAll(error: unknown): void {
    const failure = error instanceof Error ? error : new Error(String(error));
    this.#failure ??= failure;
    for (const { reject } of this.#waiting.values()) reject(failure);
    this.#waiting.clear();
  }
}
