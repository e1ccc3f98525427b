/**
 * What a change of one type tells the other. The clusters of the first round are stored by name; when a record's
 * changes, or a contact comes to another account, whoever is told something else thereby is matched again. Only the
 * first round tells, and nobody tells it anything: so contacts are told by accounts, accounts by contacts, and it ends.
 */
import { clusterName } from '../../core/match/collective.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { FormerRecord, GoneRecord, MatchRecord, ReachedRecord } from '../ports/match.ts';
import type { AccountName } from '../ports/match-collective.ts';
import type { Store } from '../ports/store.ts';

/** Contacts that came to an account or left one, and these accounts. */
export type Relinked = { recordIds: number[]; accounts: AccountName[] };

/** Says which accounts contacts refer to. To be called before what they are told is asked for: they count among it. */
export async function relink(
  tx: Store,
  entity: GoldenType,
  { live, gone }: { live: readonly MatchRecord[]; gone: readonly GoneRecord[] },
): Promise<Relinked> {
  if (entity === 'account') return { recordIds: [], accounts: [] };
  const links = await tx.match.saveLinks(
    live,
    gone.map(({ id }) => id),
  );
  const counted = await tx.match.recount('account', await tx.match.clustersOfAccounts(links.accounts));
  await tx.match.tellContacts({ recordIds: [], clusters: counted });
  return links;
}

export type FirstRound = {
  /** Whole clusters, with the names that their records had. */
  clusters: readonly (readonly ReachedRecord[])[];
  gone: readonly GoneRecord[];
  former: readonly FormerRecord[];
  links: Relinked;
};

/** Stores the names of the first round's clusters, and has everybody matched again whom the new ones concern. */
export async function tellOthers(
  tx: Store,
  entity: GoldenType,
  { clusters, gone, former, links }: FirstRound,
): Promise<void> {
  const named = clusters.flatMap((cluster) => {
    const name = clusterName(cluster.map(({ key }) => key));
    return cluster.flatMap(({ id, firstCluster }) =>
      firstCluster === name ? [] : [{ id, cluster: name, before: firstCluster }],
    );
  });
  await tx.match.saveFirstClusters(named);
  const left = new Set(gone.map(({ id }) => id));
  const leaving = former.filter(({ id }) => left.has(id));
  const recordIds = [...named, ...leaving].map(({ id }) => id);
  const names = [
    ...named.flatMap(({ cluster, before }) => (before === null ? [cluster] : [cluster, before])),
    ...leaving.flatMap(({ firstCluster }) => firstCluster ?? []),
  ];
  if (entity === 'account') {
    const counted = await tx.match.recount('account', names);
    await tx.match.tellContacts({ recordIds, clusters: counted });
    return;
  }
  const moved = new Set(links.recordIds);
  const movedIn = clusters.flatMap((cluster) =>
    cluster.some(({ id }) => moved.has(id)) ? [clusterName(cluster.map(({ key }) => key))] : [],
  );
  const counted = await tx.match.recount('contact', [...names, ...movedIn]);
  await tx.match.tellAccounts({
    recordIds: [...recordIds, ...links.recordIds],
    clusters: counted,
    accounts: links.accounts,
  });
}
