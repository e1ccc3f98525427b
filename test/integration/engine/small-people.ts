/** People who work for the companies of a small world, some for two, some called alike; and records of them. */
import type { CanonicalRecord } from '#src/core/model/field.ts';
import { pick, type Random } from './small-world.ts';

const FIRST = ['Anna', 'Ben', 'Clara', 'David', 'Elena', 'Farid', 'Greta', 'Hugo'];
const LAST = ['Almeida', 'Becker', 'Carter', 'Dubois', 'Eriksen', 'Fontana', 'Gupta', 'Haddad', 'Ito'];

type Person = {
  first: string;
  last: string;
  email: string;
  phone: string;
  born: string;
  companies: number[];
};

/** `companies`: how many there are to work for. */
export function people(count: number, companies: number, random: Random): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const [first, last] = [pick(random, FIRST), pick(random, LAST)];
    return {
      first,
      last,
      email: `${first}.${last}${index % 5 === 0 ? '' : index}@mail${index % 7}.com`.toLowerCase(),
      phone: `+44 113 497 ${String(1000 + index).padStart(4, '0')}`,
      born: `${1950 + (index % 45)}-0${1 + (index % 9)}-1${index % 10}`,
      companies: Array.from({ length: random() < 0.2 ? 2 : 1 }, () => Math.floor(random() * companies)),
    };
  });
}

/** One record of a person, without the account; fields left out, now and then nothing but a name. */
export function observePerson(person: Person, random: Random): CanonicalRecord {
  const record: CanonicalRecord = {
    first_name: random() < 0.15 ? person.first.slice(0, 1) : person.first,
    last_name: person.last,
  };
  if (random() < 0.4) record['email'] = person.email;
  if (random() < 0.3) record['phone'] = person.phone;
  if (random() < 0.2) record['date_of_birth'] = person.born;
  return record;
}
