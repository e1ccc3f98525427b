/** Companies as customer data has them, few enough to be matched hundreds of times: copies, slips, groups, blanks. */
import type { CanonicalRecord } from '#src/core/model/field.ts';

export type Random = () => number;

/** Mulberry32. */
export function seeded(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T;
}

const FIRST = ['Northern', 'Blue', 'Delta', 'Prime', 'Acorn', 'Summit', 'Vector', 'Harbour', 'Quantum'];
const SECOND = ['Logistics', 'Foods', 'Systems', 'Partners', 'Textiles', 'Dental', 'Robotics'];
const FORMS = ['Ltd', 'GmbH', 'Inc', ''];
const CITIES = [
  ['Leeds', 'LS1 4AP', 'GB'],
  ['Munich', '80331', 'DE'],
  ['Austin', '78701', 'US'],
] as const;

type Company = { name: string; domain: string; phone: string; street: string; place: number; number: string };

export function companies(count: number, random: Random): Company[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${pick(random, FIRST)} ${pick(random, SECOND)}`;
    return {
      name,
      domain: `${name.toLowerCase().replaceAll(' ', '')}${random() < 0.5 ? '' : index}.com`,
      phone: `+44 113 496 ${String(1000 + (index % 97)).padStart(4, '0')}`,
      street: `${1 + (index % 40)} ${pick(random, ['High Street', 'Mill Lane', 'Park Road'])}`,
      place: Math.floor(random() * CITIES.length),
      number: String(10_000_000 + index),
    };
  });
}

/** One record of a company: fields left out, slips in the name, now and then nothing but a name. */
export function observe(company: Company, random: Random): CanonicalRecord {
  if (random() < 0.03) return { name: pick(random, ['Test', 'Unknown']) };
  const [city, postal, country] = CITIES[company.place] as (typeof CITIES)[number];
  const record: { [field: string]: string } = {
    name: slip(`${company.name} ${pick(random, FORMS)}`.trim(), random),
  };
  if (random() < 0.7) record['website'] = `https://www.${company.domain}`;
  if (random() < 0.6) record['phone'] = company.phone;
  if (random() < 0.7) Object.assign(record, { street: company.street, city, postal_code: postal });
  if (random() < 0.8) record['country'] = country;
  if (random() < 0.25) record['company_number'] = company.number;
  return record;
}

function slip(text: string, random: Random): string {
  if (random() > 0.3) return text;
  const at = 1 + Math.floor(random() * (text.length - 2));
  return random() < 0.5
    ? text.slice(0, at) + text.slice(at + 1)
    : text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
}
