import { type ClusterEdge, explainCluster } from '../../core/match/explain-cluster.ts';
import { withConfig } from '../../core/match/match-records.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { Runtime } from '../../runtime.ts';
import { matchedContents } from '../../store/why.ts';

/** Edges shown; the weakest come first. */
const SHOWN = 12;
/** What speaks most for an edge, and most against it. */
const STRONGEST = 3;

export type Cohesion = { model: number; edges: ClusterEdge[]; lines: string[] };

/**
 * The edges that hold a golden record's members together, worked out anew from the contents that matching stored; the
 * weakest first. No edges for a single record.
 */
export async function explainCohesion(
  { store, pool, config }: Runtime,
  entity: GoldenType,
  recordIds: readonly number[],
): Promise<Cohesion> {
  const stored = await store.match.model(entity);
  if (stored === null || recordIds.length < 2) return { model: stored?.version ?? 0, edges: [], lines: [] };
  const matched = await matchedContents(pool, recordIds);
  const contents = await store.match.contents(entity, [...new Set(matched.map(({ content }) => content))]);
  const standardisedOf = new Map(contents.map(({ content, standardised }) => [content, standardised]));
  const keyOf = new Map(matched.map(({ id, key }) => [id, key]));
  const same = (await store.match.decisionsAmong(entity, recordIds)).flatMap(
    ({ leftId, rightId, verdict }) =>
      verdict === 'same' ? [[keyOf.get(leftId) ?? '', keyOf.get(rightId) ?? ''] as const] : [],
  );
  const model = withConfig(stored.model, config.match[entity]);
  const edges = explainCluster(
    model,
    matched.map(({ key, content }) => ({ key, standardised: standardisedOf.get(content) ?? {} })),
    same,
  );
  return { model: stored.version, edges, lines: cohesionLines(edges, model.thresholds.match) };
}

function cohesionLines(edges: readonly ClusterEdge[], match: number): string[] {
  const shown = edges.slice(0, SHOWN).map((edge, index) => edgeLine(edge, index === 0, match));
  const more = edges.length - shown.length;
  return more > 0 ? [...shown, `and ${more} more edges, none weaker`] : shown;
}

function edgeLine(
  { left, right, weight, reason, comparison }: ClusterEdge,
  isWeakest: boolean,
  match: number,
): string {
  const told = [...comparison.features]
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, STRONGEST)
    .map(({ feature, level, weight: own }) => `${feature} ${level} ${signed(own)}`)
    .join(', ');
  const why =
    reason === 'decision'
      ? 'a steward decided'
      : reason === 'registration id'
        ? (comparison.linked ?? reason)
        : weight >= match
          ? told
          : `${told}; too little by itself: the other members speak for it`;
  return `${signed(weight)}  ${left}  ${right}  ${why}${isWeakest ? '  (the weakest)' : ''}`;
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`;
}
