/**
 * What a sandbox CRM is filled with. The generator in `world/` makes it; the emulators only store it, so every stamp
 * must lie before `World.asOf`. The truth is handed to whoever judges, and never reaches a CRM.
 */
import type { Json } from '../util/json.ts';

/** One Salesforce record: `Id` (18 characters), `CreatedDate`, `SystemModstamp` (ISO 8601), and the vendor's fields. */
export type SObject = Record<string, Json>;

/** Keyed by sObject type as the vendor spells it: Account, Contact, Opportunity, Case, CaseHistory, User, … */
export type SalesforceSeed = { objects: Record<string, SObject[]> };

/** Values are strings as in the API; timestamps are ISO 8601 instants. */
export type HubspotHistoryEntry = { value: string; timestamp: string; sourceType: string; sourceId?: string };

/** `to` is the plural object type (companies, contacts, …); `typeIds` are HUBSPOT_DEFINED association type ids. */
export type HubspotAssociationSeed = { to: string; id: string; typeIds: number[] };

/** One HubSpot object: numeric string id; `updatedAt` becomes hs_lastmodifieddate (contacts: lastmodifieddate). */
export type HubspotObject = {
  id: string;
  properties: Record<string, string | null>;
  createdAt: string;
  updatedAt: string;
  /** Newest first per property, as the API shows it. Properties without an entry get one from their present value. */
  history?: Record<string, HubspotHistoryEntry[]>;
  /** One direction suffices; the emulator keeps the inverse. */
  associations?: HubspotAssociationSeed[];
};

export const HUBSPOT_SEED_TYPES = [
  'companies',
  'contacts',
  'deals',
  'tickets',
  'tasks',
  'emails',
  'notes',
  'owners',
] as const;
export type HubspotSeedType = (typeof HUBSPOT_SEED_TYPES)[number];

/** Owners carry `email`, `firstName`, `lastName` in `properties`. A type without rows may be left out. */
export type HubspotSeed = { objects: Partial<Record<HubspotSeedType, HubspotObject[]>> };

/** `name` is a bare file name (erp.csv, firmographics.csv). */
export type SeedFile = { name: string; content: string };

/** Which real-world entity a source record stands for. `externalId` is the id in its connection. */
export type TruthRow = {
  connection: 'salesforce' | 'hubspot' | 'erp' | 'firmographics';
  externalId: string;
  entity: string;
};

export type World = {
  /** The instant at which the world is seen; the sandbox clock starts here. */
  asOf: string;
  salesforce: SalesforceSeed;
  hubspot: HubspotSeed;
  files: SeedFile[];
  truth: { account: TruthRow[]; contact: TruthRow[] };
};
