/**
 * Seeded pseudo-randomness: sfc32 (Chris Doty-Humphrey, PractRand), seeded by a 128-bit FNV-like hash of a label, so
 * that each concern draws from a stream of its own and one more draw in one place moves nothing elsewhere.
 */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [low, high], both included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Prefers the head of the list (weight falls with rank), as common names do. */
  pickCommon<T>(list: readonly T[]): T;
  /** Draws by weight; the weights need not add up to one. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  shuffle<T>(list: readonly T[]): T[];
  digits(count: number): string;
};

function hash128(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ k, 597399067);
    b = c ^ Math.imul(b ^ k, 2869860233);
    c = d ^ Math.imul(c ^ k, 951274213);
    d = a ^ Math.imul(d ^ k, 2716044179);
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
}

/** One stream per distinct label; equal labels give equal streams. */
export function createRandom(...label: (string | number)[]): Random {
  let [a, b, c, d] = hash128(label.join('\u0000'));
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return fromUniform(next);
}

function fromUniform(next: () => number): Random {
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const at = <T>(list: readonly T[], index: number): T => {
    if (list.length === 0) throw new RangeError('cannot pick from an empty list');
    return list[Math.min(index, list.length - 1)] as T;
  };
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => at(list, int(0, list.length - 1)),
    pickCommon: (list) => at(list, Math.floor(next() ** 1.6 * list.length)),
    weighted(choices) {
      let rest = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of choices) {
        rest -= weight;
        if (rest < 0) return value;
      }
      return at(choices, choices.length - 1)[0];
    },
    shuffle(list) {
      const out = [...list];
      for (let i = out.length - 1; i > 0; i--) {
        const j = int(0, i);
        [out[i], out[j]] = [out[j] as (typeof out)[number], out[i] as (typeof out)[number]];
      }
      return out;
    },
    digits(count) {
      let text = '';
      for (let i = 0; i < count; i++) text += int(0, 9);
      return text;
    },
  };
}
