/**
 * Evidence from the other type, in a second round: a contact knows its account's cluster, an account its contacts'
 * clusters, as the first round left them, which knew nothing of each other. Once, not a loop: what the second round
 * makes of the accounts says nothing to the contacts, so that no mistake can feed itself.
 *
 * A first-round cluster goes by the smallest key of its records, which depends on the members alone and not on how the
 * cluster came to be. The store computes the same values in SQL, for the records that a change concerns.
 */
import type { GoldenType } from '../model/entity.ts';
import { holdersClass } from './compare/first-round-cluster.ts';
import type { Standardised } from './standardised.ts';

/** The column that the second round adds to a record. */
export const COLLECTIVE_COLUMN = { account: 'contacts', contact: 'account' } as const satisfies {
  [T in GoldenType]: string;
};

/** An account of more contacts than this is a bin (`Private customers`): neither tells anything of the other. */
export const MOST_CONTACTS = 1_000;
/** A contact at more accounts is a role (`Accounts payable`) or a consultant. */
export const MOST_ACCOUNTS = 64;
/** By so many clusters of contacts is an account compared at most, the first ones in the order of their names. */
export const MOST_CLUSTERS = 24;

/** A record as the second round sees it; `told` is empty where the other type tells nothing. */
export function withCollective(type: GoldenType, record: Standardised, told: string): Standardised {
  return told === '' ? record : { ...record, [COLLECTIVE_COLUMN[type]]: told };
}

/**
 * A record after the first round. `account` is the account's name in its connection (`connection/external id`): of an
 * account its own, of a contact the one that it refers to.
 */
export type FirstRoundRecord = { key: string; account: string | null; cluster: string };

/** The name of a first-round cluster, without the signs that values are put together with. */
export function clusterName(keys: readonly string[]): string {
  const smallest = keys.reduce((least, key) => (key < least ? key : least), keys[0] ?? '');
  return smallest.replaceAll(/[|~]/g, '/');
}

/** What contacts know of their accounts: `cluster~class` by the contact's key; no entry for one that knows nothing. */
export function accountEvidence(
  accounts: readonly FirstRoundRecord[],
  contacts: readonly FirstRoundRecord[],
): Map<string, string> {
  const clustersOf = Map.groupBy(accounts, (record) => record.account);
  const links = contacts.flatMap(({ key, account }) =>
    account === null ? [] : (clustersOf.get(account) ?? []).map(({ cluster }) => ({ key, cluster })),
  );
  const holders = Map.groupBy(links, ({ cluster }) => cluster);
  const known = new Map<string, string>();
  for (const { key, cluster } of links.sort((a, b) => (a.cluster < b.cluster ? -1 : 1))) {
    const count = holders.get(cluster)?.length ?? 0;
    if (count <= MOST_CONTACTS && !known.has(key)) known.set(key, `${cluster}~${holdersClass(count)}`);
  }
  return known;
}

/** What accounts know of their contacts: those of their clusters that other accounts share, by the account's key. */
export function contactEvidence(
  accounts: readonly FirstRoundRecord[],
  contacts: readonly FirstRoundRecord[],
): Map<string, string> {
  const linked = contacts.filter(({ account }) => account !== null);
  const contactsOf = Map.groupBy(linked, ({ account }) => account);
  const classOf = new Map<string, number>();
  for (const [cluster, members] of Map.groupBy(linked, (contact) => contact.cluster)) {
    const holders = new Set(members.map(({ account }) => account)).size;
    if (members.length <= MOST_CONTACTS && holders >= 2 && holders <= MOST_ACCOUNTS)
      classOf.set(cluster, holdersClass(holders));
  }
  const known = new Map<string, string>();
  for (const { key, account } of accounts) {
    const own = contactsOf.get(account) ?? [];
    if (own.length > MOST_CONTACTS) continue;
    const shared = [...new Set(own.map(({ cluster }) => cluster))].filter((name) => classOf.has(name)).sort();
    const value = shared.slice(0, MOST_CLUSTERS).map((name) => `${name}~${classOf.get(name)}`);
    if (value.length > 0) known.set(key, value.join('|'));
  }
  return known;
}
