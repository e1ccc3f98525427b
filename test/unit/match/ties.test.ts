import { expect, it } from 'vitest';
import { clusterRecords } from '#src/core/match/cluster-records.ts';
import { edgesOf } from '#src/core/match/components.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { matchAll } from '#src/core/match/match-all.ts';
import { generatedRecords } from '../../support/match-records.ts';

const NAMES = `kaltenbrunn ostrowski mirandela fujimori haverkamp lindqvist papadakis szabo vanderpool ybarra
  zimmerli dubrovnik eichelhard nakashima oyelaran quigley`.split(/\s+/);

it('a tie falls in a component as it does in a whole load', () => {
  const model = estimateModel('contact', generatedRecords('contact', 120));
  // One that is called so, and two others who cannot be one person: it goes to either with the same right.
  const records = NAMES.flatMap((last) => {
    const name = { first: 'quirin', last, email: `${last}@example.org` };
    return [
      { id: `${last} himself`, standardised: name },
      { id: `${last} senior`, standardised: { ...name, suffix: 'sr' } },
      { id: `${last} junior`, standardised: { ...name, suffix: 'jr' } },
    ];
  });
  const { clusterOf, pairs, corpus } = matchAll('contact', records, { model });
  const whole = Map.groupBy(records, (_, index) => clusterOf[index]);
  const idOf = new Map(records.map(({ id }, index) => [corpus.nodeOfRecord[index] as number, id]));
  const component = clusterRecords(model, {
    records,
    pairs: Array.from(edgesOf(pairs), ({ left, right, weight }) => ({
      left: idOf.get(left) ?? '',
      right: idOf.get(right) ?? '',
      weight,
    })),
  });
  const sorted = (clusters: string[][]) => clusters.map((ids) => ids.toSorted().join(', ')).toSorted();
  expect(sorted(component.clusters)).toEqual(
    sorted([...whole.values()].map((cluster) => cluster.map(({ id }) => id))),
  );
  expect(component.clusters.filter((cluster) => cluster.length === 2)).toHaveLength(NAMES.length);
});
