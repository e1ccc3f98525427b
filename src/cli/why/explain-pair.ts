import { ConfigError } from '../../core/errors.ts';
import { COLLECTIVE_COLUMN, withCollective } from '../../core/match/collective.ts';
import { keyOfAtom } from '../../core/match/compare/first-round-cluster.ts';
import { comparePair, type FeatureEvidence } from '../../core/match/compare-pair.ts';
import { withConfig } from '../../core/match/match-records.ts';
import { standardise } from '../../core/match/standardise/standardise.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { CanonicalRecord } from '../../core/model/field.ts';
import type { Runtime } from '../../runtime.ts';
import { findRecords, namesOf, type RecordFacts } from '../../store/why.ts';
import type { Json } from '../../util/json.ts';
import { correctionInWords } from '../correction-in-words.ts';
import type { Explanation } from './explanation.ts';

/** The waterfall of one pair: feature, level, values, weight, running total. */
export async function explainPair(runtime: Runtime, leftId: string, rightId: string): Promise<Explanation> {
  const [left, right] = [await findOne(runtime, leftId), await findOne(runtime, rightId)];
  const entity = left.entity === 'contact' ? 'contact' : 'account';
  if (left.entity !== right.entity || (left.entity !== 'account' && left.entity !== 'contact')) {
    throw new ConfigError({
      code: 'NOT_COMPARED',
      message: `a ${left.entity} and a ${right.entity} are never compared: only accounts with accounts and contacts with contacts`,
    });
  }
  const stored = await runtime.store.match.model(entity);
  if (stored === null)
    throw new ConfigError({ code: 'NO_MODEL', message: 'nothing has been matched yet; run: goldenrod sync' });
  const asMatched = ({ mapped, told }: RecordFacts) =>
    withCollective(entity, standardise(entity, (mapped ?? {}) as CanonicalRecord), told);
  const model = withConfig(stored.model, runtime.config.match[entity]);
  const compared = comparePair(model, asMatched(left), asMatched(right));
  const [decision] = await runtime.store.match.decisionsAmong(entity, [left.id, right.id]);
  const words = await evidenceInWords(runtime, entity, compared.features);
  let total = compared.prior;
  const lines = [`${'prior'.padEnd(16)} ${signed(total)}`];
  for (const { feature, level, left: a, right: b, weight } of words) {
    total += weight;
    lines.push(
      `${feature.padEnd(16)} ${signed(weight)}  → ${signed(total)}  ${level}: ${a || '–'} | ${b || '–'}`,
    );
  }
  for (const each of compared.corrections) {
    total += each.weight;
    lines.push(
      `${(each.reason === 'kin' ? 'kin' : 'overlap').padEnd(16)} ${signed(each.weight)}  → ${signed(total)}  ${correctionInWords(each)}`,
    );
  }
  const together = left.goldenId !== null && left.goldenId === right.goldenId;
  return {
    about: `${keyOf(left)} and ${keyOf(right)}`,
    sections: [
      {
        title: 'Verdict',
        lines: [
          `weight ${signed(compared.weight)}, probability ${compared.probability.toFixed(4)}: ${compared.decision}`,
          ...(decision === undefined ? [] : [`a steward decided: ${decision.verdict}`]),
          ...(compared.linked === undefined ? [] : [`decided by ${compared.linked}`]),
          ...(compared.forbidden === undefined ? [] : [`forbidden by ${compared.forbidden}`]),
          together
            ? `both are members of ${left.goldenId}`
            : `members of ${left.goldenId ?? 'none'} and ${right.goldenId ?? 'none'}: the other members of a cluster speak too`,
        ],
      },
      { title: 'Evidence (log2 of how much likelier it is if they are the same)', lines },
    ],
    data: {
      left: keyOf(left),
      right: keyOf(right),
      together,
      model: stored.version,
      decided: decision?.verdict ?? null,
      ...compared,
    } as unknown as Record<string, Json>,
  };
}

/** So many of the clusters that the other type told of are named. */
const MOST_NAMED = 3;

/** The evidence with names of records in the place of first-round clusters, which go by the key of one of theirs. */
async function evidenceInWords(
  runtime: Runtime,
  entity: GoldenType,
  evidence: readonly FeatureEvidence[],
): Promise<FeatureEvidence[]> {
  const isTold = ({ feature }: FeatureEvidence) => feature === COLLECTIVE_COLUMN[entity];
  const keys = evidence
    .filter(isTold)
    .flatMap(({ left, right }) => `${left}|${right}`.split('|').map(keyOfAtom));
  const names = keys.length === 0 ? new Map<string, string>() : await namesOf(runtime.pool, keys);
  const inWords = (value: string, other: string): string => {
    const shared = other.split('|');
    const atoms = value.split('|');
    // What both have comes first.
    const ordered = [
      ...atoms.filter((atom) => shared.includes(atom)),
      ...atoms.filter((atom) => !shared.includes(atom)),
    ];
    const clusters = ordered.map(keyOfAtom);
    const named = clusters.slice(0, MOST_NAMED).map((key) => `${names.get(key) ?? 'cluster'} (${key})`);
    const more = clusters.length - named.length;
    return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
  };
  return evidence.map((each) =>
    isTold(each)
      ? { ...each, left: inWords(each.left, each.right), right: inWords(each.right, each.left) }
      : each,
  );
}

async function findOne(runtime: Runtime, id: string): Promise<RecordFacts> {
  const found = [
    ...(await findRecords(runtime.pool, 'account', id)),
    ...(await findRecords(runtime.pool, 'contact', id)),
  ];
  const [record, second] = found;
  if (record !== undefined && second === undefined) return record;
  throw new ConfigError({
    code: 'NOT_KNOWN',
    message:
      record === undefined
        ? `no account or contact with the id ${JSON.stringify(id)} has been read; check it, or run: goldenrod sync`
        : `several records go by ${JSON.stringify(id)}; name one: ${found.map(keyOf).join(', ')}`,
  });
}

function keyOf(record: RecordFacts): string {
  return `${record.connection}/${record.stream}/${record.externalId}`;
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`.padStart(7);
}
