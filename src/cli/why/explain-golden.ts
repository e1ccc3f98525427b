import type { Score } from '../../core/score/score.ts';
import type { Runtime } from '../../runtime.ts';
import { type GoldenFacts, lineageOf } from '../../store/why.ts';
import type { Json, JsonObject } from '../../util/json.ts';
import { explainCohesion } from './explain-cohesion.ts';
import { type Explanation, fieldInWords, inWords, kindsOf, scoreInWords } from './explanation.ts';

/** A golden record: its members, where each value comes from, its scores and clocks, and how it came about. */
export async function explainGolden(runtime: Runtime, golden: GoldenFacts): Promise<Explanation> {
  const { store, pool } = runtime;
  const members = await store.golden.members([golden.id]);
  const scores = (await store.score.scores([golden.id])).map((row) => row.body as unknown as Score);
  const sla = (await store.sla.statuses([golden.id])).get(golden.id) ?? {};
  const lineage = await lineageOf(pool, golden.id);
  const cohesion = await explainCohesion(
    runtime,
    golden.entity === 'contact' ? 'contact' : 'account',
    members.map(({ recordId }) => recordId),
  );
  const redirect = golden.redirectTo === null ? [] : [`retired: it is ${golden.redirectTo} now`];
  return {
    about: `${golden.entity} ${golden.id}`,
    sections: [
      {
        title: 'Members',
        lines: [
          ...redirect,
          ...members.map(({ key, mapped }) => `${key}  ${inWords(mapped['name'] as Json)}`),
        ],
      },
      { title: 'What holds them together (log2 odds)', lines: cohesion.lines },
      { title: 'Values, and why these', lines: valueLines(golden, members) },
      { title: 'Scores', lines: scores.flatMap(scoreLines) },
      {
        title: 'Service levels',
        lines: Object.entries(sla).map(([name, value]) => `${name}: ${inWords(value)}`),
      },
      {
        title: 'History',
        lines: lineage.map(({ at, event, otherGoldenId, recordKey, cause }) =>
          [at.toISOString(), event, recordKey ?? '', otherGoldenId ?? '', `(${cause})`]
            .filter(Boolean)
            .join(' '),
        ),
      },
    ],
    data: {
      golden,
      members,
      cohesion: { model: cohesion.model, edges: cohesion.edges, weakest: cohesion.edges[0] ?? null },
      scores,
      sla,
      lineage,
    } as unknown as Record<string, Json>,
  };
}

function valueLines(
  { entity, fields, provenance }: GoldenFacts,
  members: readonly { key: string; mapped: JsonObject }[],
): string[] {
  const kinds = kindsOf(entity);
  const currencies = new Map(members.map(({ key, mapped }) => [key, mapped['currency']]));
  return Object.entries(fields).map(([name, value]) => {
    const { from, rule, losers } = provenance[name] ?? { from: '?', rule: '?', losers: [] };
    // An amount is in the currency of the record that it comes from.
    const shown = (amount: Json, source: string) =>
      fieldInWords(kinds[name], amount, currencies.get(source) ?? fields['currency']);
    const lost =
      losers.length === 0
        ? ''
        : `; not ${losers.map((loser) => `${shown(loser.value as Json, loser.from)} (${loser.from})`).join(', ')}`;
    return `${name.padEnd(16)} ${shown(value as Json, from)}  ← ${from} by ${rule}${lost}`;
  });
}

function scoreLines({ kind, status, value, unit, band, reasons, coverage, model, asOf }: Score): string[] {
  if (status === 'not_enough_data')
    return [`${kind}: not enough data (coverage ${Math.round(coverage * 100)} %)`];
  return [
    `${kind}: ${scoreInWords({ value, unit })} ${band === null ? '' : `(${band}) `}as of ${asOf.slice(0, 10)}, by ${model}, coverage ${Math.round(coverage * 100)} %`,
    ...reasons.down.map((reason) => `  − ${reason}`),
    ...reasons.up.map((reason) => `  + ${reason}`),
  ];
}
