import {
  accountEvidence,
  clusterName,
  contactEvidence,
  type FirstRoundRecord,
  withCollective,
} from '#src/core/match/collective.ts';
import { learnCollective } from '#src/core/match/learn.ts';
import { type MatchResult, matchAll } from '#src/core/match/match-all.ts';
import type { MatchModel } from '#src/core/match/model.ts';
import { GOLDEN_TYPES, type GoldenType } from '#src/core/model/entity.ts';
import { generatedRecords, type LabelledRecord } from './match-records.ts';

type Round = { records: LabelledRecord[]; model: MatchModel; clusters: string[][] };
export type TwoRounds = { [T in GoldenType]: { first: Round; second: Round } };

/** Generated accounts and their contacts, matched in memory in both rounds; `thin` takes fields away. */
export function matchTwoRounds(
  companies: number,
  thin: (type: GoldenType, record: LabelledRecord, index: number) => LabelledRecord = (_, record) => record,
): TwoRounds {
  const records = Object.fromEntries(
    GOLDEN_TYPES.map((type) => [
      type,
      generatedRecords(type, companies).map((record, index) => thin(type, record, index)),
    ]),
  ) as { [T in GoldenType]: LabelledRecord[] };
  const first = {
    account: round(records.account, matchAll('account', records.account)),
    contact: round(records.contact, matchAll('contact', records.contact)),
  };
  const known = {
    account: firstRound(first.account, (record) => record.id),
    contact: firstRound(first.contact, (record) => record.account ?? null),
  };
  const told = {
    account: contactEvidence(known.account, known.contact),
    contact: accountEvidence(known.account, known.contact),
  };
  const second = (type: GoldenType): Round => {
    const own = records[type].map((record) => ({
      ...record,
      standardised: withCollective(type, record.standardised, told[type].get(record.id) ?? ''),
    }));
    return round(own, matchAll(type, own, { model: first[type].model, complete: learnCollective }));
  };
  return {
    account: { first: first.account, second: second('account') },
    contact: { first: first.contact, second: second('contact') },
  };
}

function round(records: LabelledRecord[], { model, clusterOf }: MatchResult): Round {
  const groups = Map.groupBy(records.keys(), (index) => clusterOf[index] as number);
  const clusters = [...groups.values()].map((group) => group.map((index) => records[index]?.id ?? ''));
  return { records, model, clusters };
}

function firstRound(
  { records, clusters }: Round,
  accountOf: (record: LabelledRecord) => string | null,
): FirstRoundRecord[] {
  const nameOf = new Map(
    clusters.flatMap((cluster) => cluster.map((id) => [id, clusterName(cluster)] as const)),
  );
  return records.map((record) => ({
    key: record.id,
    account: accountOf(record),
    cluster: nameOf.get(record.id) ?? '',
  }));
}
