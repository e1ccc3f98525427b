/** Stewards' decisions as a person looks through them. */
import type { Db } from './db.ts';

export type DecisionRow = {
  left: string;
  right: string;
  verdict: 'same' | 'different';
  author: string;
  decidedAt: Date;
  /** Keys of those of the two records that are not there: the decision waits for them. */
  waitingFor: string[];
};

/** Every decision on records of the type, the newest first. */
export async function listDecisions(db: Db, entity: string): Promise<DecisionRow[]> {
  const { rows } = await db.query<DecisionRow>(
    `select d.left_key as left, d.right_key as right, d.verdict, d.author, d.decided_at as "decidedAt",
       array(
         select k.key from unnest(array[d.left_key, d.right_key]) as k(key)
         where not exists (select from match_record m where m.entity = d.entity and m.key = k.key)
       ) as "waitingFor"
     from decision d where d.entity = $1 order by d.decided_at desc, d.id desc`,
    [entity],
  );
  return rows;
}
