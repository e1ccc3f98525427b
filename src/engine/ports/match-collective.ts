/** What accounts and contacts tell of each other. */
import type { GoldenType } from '../../core/model/entity.ts';

/** A contact and the account that it refers to; null where it refers to none. */
export type ContactLink = { id: number; connectionId: number; account: string | null };
/** An account as contacts name it. */
export type AccountName = { connectionId: number; account: string };

/** Records of whom others may have to be told. */
export type Told = {
  recordIds: readonly number[];
  clusters: readonly string[];
  accounts: readonly AccountName[];
};

export interface CollectiveStore {
  /** Says which account each contact refers to; returns the accounts that a contact came to or left, and who did. */
  saveLinks(
    live: readonly ContactLink[],
    gone: readonly number[],
  ): Promise<{ recordIds: number[]; accounts: AccountName[] }>;
  /** First-round clusters of these accounts. */
  clustersOfAccounts(accounts: readonly AccountName[]): Promise<string[]>;
  /** Counts anew who refers to these first-round clusters; returns those that thereby tell something else. */
  recount(entity: GoldenType, clusters: readonly string[]): Promise<string[]>;
  recountAll(entity: GoldenType): Promise<void>;
  /** What the other type tells of these records now; no entry for those that it tells nothing of. */
  collectives(entity: GoldenType, recordIds: readonly number[]): Promise<Map<number, string>>;
  /**
   * Has contacts matched again that are told something else than when they were matched: contacts of these accounts,
   * and of accounts in these first-round clusters.
   */
  tellContacts(told: Pick<Told, 'recordIds' | 'clusters'>): Promise<void>;
  /** The same for accounts of these contacts, of contacts in these first-round clusters, and for these accounts. */
  tellAccounts(told: Told): Promise<void>;
  /** The same for every record of the type. */
  tellAll(entity: GoldenType): Promise<void>;
}
