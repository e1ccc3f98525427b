/**
 * The time inside a sandbox: the world's fixed instant, plus the real time since the start, plus what the side door
 * shifted. Generated stamps lie before it and new ones after it, whatever the machine's calendar says.
 */
export class SandboxClock {
  readonly #baseMs: number;
  readonly #startedAt = performance.now();
  #shiftMs = 0;

  constructor(asOf: string) {
    const baseMs = Date.parse(asOf);
    if (Number.isNaN(baseMs)) throw new RangeError(`The world's asOf ${JSON.stringify(asOf)} is no instant.`);
    this.#baseMs = baseMs;
  }

  get shiftMs(): number {
    return this.#shiftMs;
  }

  /** Replaces the shift (it does not add up), so that a test can state where it wants to be. */
  shiftTo(shiftMs: number): void {
    this.#shiftMs = shiftMs;
  }

  nowMs(): number {
    return Math.floor(this.#baseMs + (performance.now() - this.#startedAt) + this.#shiftMs);
  }

  /** ISO 8601 in UTC with milliseconds. */
  now(): string {
    return new Date(this.nowMs()).toISOString();
  }
}
