import pc from 'picocolors';
import { levelTable } from '../../core/match/level-table.ts';
import type { MatchModel } from '../../core/match/model.ts';
import type { ModelVersion } from '../../engine/ports/model.ts';
import { integer } from '../demo/words.ts';
import { signed } from './preview-lines.ts';

/** The model in force: where it comes from, its thresholds, and what each level of each feature weighs. */
export function versionLines(version: ModelVersion, model: MatchModel): string[] {
  return [
    pc.bold(`${model.type} model, version ${version.version}`),
    `estimated ${version.estimatedAt.toISOString()} from ${integer(model.records)} records, in force since ${version.inForceAt?.toISOString() ?? '–'}`,
    `prior ${signed(model.prior).trim()} (one pair of ${integer(Math.round(2 ** -model.prior))} is one entity); merges from ${signed(model.thresholds.match).trim()}, review from ${signed(model.thresholds.review).trim()}`,
    ...model.kinships.map(
      ({ name, odds }) =>
        `kin: ${name} ${signed(odds).trim()} (one pair of ${integer(Math.round(2 ** -odds))})`,
    ),
    '',
    pc.yellow('Weights (log2 of how much likelier the level is if the two are the same)'),
    `  ${'feature'.padEnd(16)} ${'level'.padEnd(26)} ${'m'.padStart(8)} ${'u'.padStart(10)} ${'weight'.padStart(8)}`,
    ...levelTable(model).map(
      ({ feature, level, m, u, weight, heldBy }) =>
        `  ${feature.padEnd(16)} ${level.padEnd(26)} ${figure(m).padStart(8)} ${figure(u).padStart(10)} ${signed(weight).padStart(8)}${heldBy === null ? '' : ' *'}`,
    ),
    ...unknownLine(model),
    '  * for a value that two records hold; what more records hold tells less',
  ];
}

function unknownLine({ type, features }: MatchModel): string[] {
  const names = features.filter(({ unknown }) => unknown === true).map(({ name }) => name);
  return names.length === 0
    ? []
    : [
        `  estimated without ${names.join(', ')}, which weigh nothing until a new version is adopted: goldenrod model ${type} --estimate`,
      ];
}

/** The versions there were, newest first, but for the one in force. */
export function historyLines(versions: readonly ModelVersion[]): string[] {
  return versions
    .filter(({ state }) => state === 'retired' || state === 'discarded')
    .map(({ version, state, estimatedAt, inForceAt }) =>
      state === 'retired'
        ? `version ${version}: in force from ${inForceAt?.toISOString() ?? '–'}, retired`
        : `version ${version}: estimated ${estimatedAt.toISOString()}, discarded`,
    );
}

function figure(probability: number): string {
  return probability >= 0.001 ? probability.toFixed(4) : probability.toExponential(1);
}
