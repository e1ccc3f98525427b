import type { CanonicalRecord } from '#src/core/model/field.ts';
import { observeCompanies } from '#src/sandbox/world/observe/account-copies.ts';
import { drawCompanies } from '#src/sandbox/world/truth/companies.ts';

/** Records per company that the world's presence rates come to. */
const ROWS_PER_COMPANY = 2.39;

/** Mapped account records of a generated world, `count` of them. */
export function accountRecords(count: number, seed: number): CanonicalRecord[] {
  const companies = drawCompanies(seed, Math.ceil((count * 1.05) / ROWS_PER_COMPANY));
  const records: CanonicalRecord[] = [];
  for (const copies of observeCompanies(seed, companies)) {
    for (const copy of copies) {
      const { address } = copy;
      const cells = {
        name: copy.name.text,
        website: copy.domain,
        phone: copy.phone,
        fax: copy.fax,
        vat_id: copy.vat,
        duns: copy.duns,
        lei: copy.lei,
        street: address?.street,
        city: address?.city,
        state: address?.state,
        postal_code: address?.postalCode,
        country: address?.country,
      };
      const known = Object.entries(cells).filter((cell): cell is [string, string] => Boolean(cell[1]));
      records.push(Object.fromEntries(known));
    }
  }
  return records.slice(0, count);
}
