/** Associations between objects, kept in both directions: whoever adds one side gets the other. */
import { associationType, primaryType, unlabelledType } from './schema/association-types.ts';

/** Target id → association type ids. */
type Targets = Map<string, Set<number>>;

export class Associations {
  /** `contacts>companies` → contact id → company ids. */
  readonly #pairs = new Map<string, Map<string, Targets>>();

  /** In the order they were made. */
  of(from: string, fromId: string, to: string): ReadonlyMap<string, ReadonlySet<number>> {
    return this.#pairs.get(`${from}>${to}`)?.get(fromId) ?? NONE;
  }

  /** False when HubSpot defines no such type between these two. A primary one brings the unlabelled one, and is alone. */
  add(from: Side, to: Side, typeId: number): boolean {
    const type = associationType(from.type, to.type, typeId);
    if (type === undefined) return false;
    if (type.label === 'Primary') this.#demotePrimary(from.type === 'companies' ? to : from);
    this.#set(from, to, typeId);
    this.#set(to, from, type.inverse);
    const plain = unlabelledType(from.type, to.type);
    if (type.label === 'Primary' && plain !== undefined) {
      this.#set(from, to, plain.typeId);
      this.#set(to, from, plain.inverse);
    }
    return true;
  }

  /** Every type between the two goes. */
  remove(from: Side, to: Side): void {
    this.#pairs.get(`${from.type}>${to.type}`)?.get(from.id)?.delete(to.id);
    this.#pairs.get(`${to.type}>${from.type}`)?.get(to.id)?.delete(from.id);
  }

  /**
   * Everything that hung on `from` hangs on `to`. A merged contact, deal or ticket keeps the primary company of the
   * winner, and takes the loser's only where the winner had none.
   */
  move(type: string, from: string, to: string): void {
    const hasPrimary = type !== 'companies' && this.primaryCompany(type, to) !== undefined;
    for (const [pair, sources] of this.#pairs) {
      const [fromType = '', toType = ''] = pair.split('>');
      if (fromType !== type) continue;
      const dropped = hasPrimary ? primaryType(fromType, toType)?.typeId : undefined;
      for (const [otherId, typeIds] of Array.from(sources.get(from) ?? NONE)) {
        const kept = [...typeIds].filter((typeId) => typeId !== dropped);
        this.remove({ type, id: from }, { type: toType, id: otherId });
        if (toType === type && otherId === to) continue;
        for (const typeId of kept) this.add({ type, id: to }, { type: toType, id: otherId }, typeId);
      }
    }
  }

  /** The primary company of a contact, deal or ticket. */
  primaryCompany(type: string, id: string): string | undefined {
    const primary = primaryType(type, 'companies')?.typeId;
    for (const [companyId, typeIds] of this.of(type, id, 'companies')) {
      if (primary !== undefined && typeIds.has(primary)) return companyId;
    }
    return undefined;
  }

  #demotePrimary(owner: Side): void {
    const type = primaryType(owner.type, 'companies');
    const companyId = this.primaryCompany(owner.type, owner.id);
    if (type === undefined || companyId === undefined) return;
    this.#pairs.get(`${owner.type}>companies`)?.get(owner.id)?.get(companyId)?.delete(type.typeId);
    this.#pairs.get(`companies>${owner.type}`)?.get(companyId)?.get(owner.id)?.delete(type.inverse);
  }

  #set(from: Side, to: Side, typeId: number): void {
    const pair = `${from.type}>${to.type}`;
    const sources = this.#pairs.get(pair) ?? new Map<string, Targets>();
    this.#pairs.set(pair, sources);
    const targets = sources.get(from.id) ?? new Map<string, Set<number>>();
    sources.set(from.id, targets);
    const typeIds = targets.get(to.id);
    if (typeIds === undefined) targets.set(to.id, new Set([typeId]));
    else typeIds.add(typeId);
  }
}

export type Side = { type: string; id: string };
const NONE: ReadonlyMap<string, ReadonlySet<number>> = new Map();
