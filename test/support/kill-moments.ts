/** For each stage, a moment in the middle of it: inside a transaction, some of the stage's work already committed. */
import type { GatePlace } from './stage-gate.ts';

export const killMoments: Readonly<Record<string, GatePlace>> = {
  extract: { table: 'source_record', on: 'insert', occurrence: 4 },
  map: { table: 'source_record', on: 'update of mapped', occurrence: 3 },
  match: { table: 'match_pair', on: 'insert', occurrence: 1 },
  // After the first rounds of both types; before the second of contacts, and of accounts, is written down.
  'match, contacts told by accounts': { table: 'match_variant', on: 'insert', occurrence: 3 },
  'match, accounts told by contacts': { table: 'match_variant', on: 'insert', occurrence: 4 },
  merge: { table: 'golden_record', on: 'update of fields', occurrence: 2 },
  sla: { table: 'sla_clock', on: 'insert', occurrence: 1 },
  score: { table: 'score', on: 'insert', occurrence: 1 },
  plan: { table: 'outbox', on: 'insert', occurrence: 2 },
  // The CRM has done the work, and we have not yet written that down.
  confirm: { table: 'outbox', on: 'update of external_id', occurrence: 2 },
  push: { table: 'outbox', on: 'update of state', occurrence: 4 },
};
