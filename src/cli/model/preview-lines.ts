import pc from 'picocolors';
import type {
  Fingerprint,
  GoldenChanges,
  ModelPreview,
  PairExample,
  Side,
} from '../../engine/ports/model.ts';
import { integer, shorten } from '../demo/words.ts';

const IN_WORDS: { readonly [S in Side]: string } = { match: 'merged', review: 'in review', no: 'nothing' };

/** A preview as a person reads it. */
export function previewLines({
  records,
  asOf,
  base,
  waiting,
  disturbed,
  refinement,
  pairs,
  golden,
}: ModelPreview): string[] {
  return [
    `Estimated from ${integer(records)} records as of ${asOf}, compared with version ${base}.`,
    ...(waiting === 0
      ? []
      : [`${integer(waiting)} records wait for the next sync: what is new of them is not compared.`]),
    ...(disturbed ? ['Something changed while this was worked out: the figures are close, not exact.'] : []),
    ...(refinement === null
      ? []
      : [
          `Refined with ${integer(refinement.used)} decisions: the model agrees with ${refinement.agreedAfter} of them, the bare estimate with ${refinement.agreedBefore}.`,
        ]),
    '',
    pc.yellow('Pairs that change side'),
    ...(pairs.length === 0 ? ['  none'] : []),
    ...pairs.flatMap(({ from, to, count, examples }) => [
      `  ${IN_WORDS[from]} → ${IN_WORDS[to]}: ${integer(count)}`,
      ...examples.map(exampleLine),
    ]),
    '',
    pc.yellow('Golden records'),
    ...goldenLines(golden),
  ];
}

function exampleLine({ left, right, before, after }: PairExample): string {
  return `    ${signed(before)} → ${signed(after)}  ${shorten(left.name, 36)} (${left.key})  |  ${shorten(right.name, 36)} (${right.key})`;
}

function goldenLines({ split, joined, records, splits, joins }: GoldenChanges): string[] {
  if (records === 0) return ['  none splits, none join'];
  return [
    `  ${integer(split)} split, ${integer(joined)} groups join; ${integer(records)} records are touched`,
    ...splits.map(
      ({ golden, name, records: size, parts }) =>
        `    splits: ${shorten(name, 40)} (${golden}), ${integer(size)} records into ${integer(parts)}`,
    ),
    ...joins.map(
      ({ golden, records: size }) =>
        `    join: ${golden.map(({ id, name }) => `${shorten(name, 30)} (${id})`).join(' + ')}, ${integer(size)} records`,
    ),
  ];
}

/** What is different from when the preview was made, in words; null where it still holds. */
export function changedSince(then: Fingerprint, now: Fingerprint): string | null {
  const records =
    then.records === now.records
      ? then.contents === now.contents
        ? null
        : 'records changed'
      : `records became ${integer(now.records)} (${integer(then.records)} then)`;
  const decisions = then.decisions === now.decisions ? null : 'decisions changed';
  return [records, decisions].filter(Boolean).join(', and ') || null;
}

export function signed(weight: number): string {
  return `${weight >= 0 ? '+' : '−'}${Math.abs(weight).toFixed(2)}`.padStart(7);
}
