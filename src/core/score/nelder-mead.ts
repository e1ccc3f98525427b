type Vertex = { at: number[]; value: number };

export type Minimum = { at: number[]; value: number };

/**
 * Minimum of a smooth function of a few variables by the simplex of Nelder and Mead (1965), started anew at its
 * own result until a start gains nothing: a simplex that collapsed too early is caught by that.
 */
export function minimise(f: (at: readonly number[]) => number, start: readonly number[]): Minimum {
  let best = runSimplex(f, start);
  for (let restart = 0; restart < 8; restart += 1) {
    const next = runSimplex(f, best.at);
    const gained = best.value - next.value;
    if (gained > 0) best = next;
    if (gained <= 1e-9 * (1 + Math.abs(best.value))) break;
  }
  return best;
}

function runSimplex(f: (at: readonly number[]) => number, start: readonly number[]): Minimum {
  const size = start.length;
  const simplex: Vertex[] = [{ at: [...start], value: f(start) }];
  for (let i = 0; i < size; i += 1) {
    const at = start.map((value, j) => (i === j ? value + 0.5 : value));
    simplex.push({ at, value: f(at) });
  }
  for (let iteration = 0; iteration < 400 * size; iteration += 1) {
    simplex.sort((a, b) => a.value - b.value);
    if (hasConverged(simplex)) break;
    step(f, simplex);
  }
  simplex.sort((a, b) => a.value - b.value);
  return simplex[0] as Vertex;
}

function hasConverged(simplex: readonly Vertex[]): boolean {
  const best = simplex[0] as Vertex;
  const worst = simplex.at(-1) as Vertex;
  const spread = Math.max(...best.at.map((value, i) => Math.abs(value - (worst.at[i] ?? 0))));
  return spread < 1e-8 && Math.abs(worst.value - best.value) <= 1e-11 * (1 + Math.abs(best.value));
}

/** Replaces the worst vertex: reflection, expansion or contraction, else everything shrinks towards the best. */
function step(f: (at: readonly number[]) => number, simplex: Vertex[]): void {
  const last = simplex.length - 1;
  const best = simplex[0] as Vertex;
  const worst = simplex[last] as Vertex;
  const second = simplex[last - 1] as Vertex;
  const centre = best.at.map(
    (_, i) => simplex.slice(0, last).reduce((sum, v) => sum + (v.at[i] ?? 0), 0) / last,
  );
  const along = (factor: number): Vertex => {
    const at = centre.map((c, i) => c + factor * (c - (worst.at[i] ?? 0)));
    return { at, value: f(at) };
  };
  const reflected = along(1);
  if (reflected.value < best.value) {
    const expanded = along(2);
    simplex[last] = expanded.value < reflected.value ? expanded : reflected;
    return;
  }
  if (reflected.value < second.value) {
    simplex[last] = reflected;
    return;
  }
  const contracted = along(reflected.value < worst.value ? 0.5 : -0.5);
  if (contracted.value < Math.min(reflected.value, worst.value)) {
    simplex[last] = contracted;
    return;
  }
  for (let i = 1; i <= last; i += 1) {
    const at = (simplex[i] as Vertex).at.map((value, j) => (value + (best.at[j] ?? 0)) / 2);
    simplex[i] = { at, value: f(at) };
  }
}
