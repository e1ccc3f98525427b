import type { MatchRecord } from '#src/core/match/corpus.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';
import type { GoldenType } from '#src/core/model/entity.ts';
import { observeCompanies } from '#src/sandbox/world/observe/account-copies.ts';
import { observePeople } from '#src/sandbox/world/observe/contact-copies.ts';
import { drawCompanies } from '#src/sandbox/world/truth/companies.ts';
import { drawPeople } from '#src/sandbox/world/truth/people.ts';

export type LabelledRecord = MatchRecord & {
  entity: string;
  source: string;
  /** Of a contact: the id of the account record that it belongs to. */
  account?: string;
};

/** Records of generated companies or people, comparable form, with the truth beside them. */
export function generatedRecords(type: GoldenType, companies: number, seed = 11): LabelledRecord[] {
  const drawn = drawCompanies(seed, companies);
  const copies = observeCompanies(seed, drawn);
  if (type === 'account') {
    return copies.flat().map((copy, index) => ({
      id: `a${index}`,
      source: copy.system,
      entity: copy.company.entity,
      standardised: standardise('account', {
        ...{
          name: copy.name.text,
          website: copy.domain,
          phone: copy.phone,
          vat_id: copy.vat,
          duns: copy.duns,
          lei: copy.lei,
        },
        ...place(copy.address),
      }),
    }));
  }
  const idOf = new Map(copies.flat().map((copy, index) => [copy, `a${index}`]));
  return observePeople(seed, drawPeople(seed, drawn), copies)
    .flat()
    .map((copy, index) => ({
      id: `c${index}`,
      source: copy.system,
      entity: copy.person.entity,
      ...(copy.account === null ? {} : { account: idOf.get(copy.account) ?? '' }),
      standardised: standardise('contact', {
        ...{
          first_name: copy.first,
          last_name: copy.last,
          suffix: copy.suffix,
          email: copy.email,
          phone: copy.phone,
        },
        ...{
          mobile: copy.mobile,
          date_of_birth: copy.birthDate,
          company: copy.companyName,
          title: copy.title,
        },
        ...place(copy.address),
      }),
    }));
}

type Seen = { street: string; city: string; state: string; postalCode: string; country: string };

function place(address: Seen | null): Record<string, string> {
  if (address === null) return {};
  return {
    street: address.street,
    city: address.city,
    state: address.state,
    postal_code: address.postalCode,
    country: address.country,
  };
}

/** Pairwise precision and recall of a clustering against the truth. */
export function pairScore(
  clusters: readonly (readonly string[])[],
  entityOf: ReadonlyMap<string, string>,
): { precision: number; recall: number } {
  const pairs = (size: number) => (size * (size - 1)) / 2;
  let [right, said] = [0, 0];
  for (const cluster of clusters) {
    said += pairs(cluster.length);
    for (const same of Map.groupBy(cluster, (id) => entityOf.get(id)).values()) right += pairs(same.length);
  }
  let there = 0;
  for (const same of Map.groupBy(entityOf.keys(), (id) => entityOf.get(id)).values())
    there += pairs(same.length);
  return { precision: right / Math.max(1, said), recall: right / Math.max(1, there) };
}
