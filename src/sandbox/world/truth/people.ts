/** The true people of a world: colleagues, relatives in family firms, and people who changed their job. */
import { createRandom, type Random } from '../random.ts';
import type { Company } from './company.ts';
import { drawJob, drawPerson, type Mailboxes, type Person } from './person.ts';
import { drawMobile } from './phone.ts';

/** Share of companies with relatives on the staff, and of people who came from another customer. */
const FAMILY_FIRMS = 0.035;
const JOB_CHANGES = 0.07;

function headCount(random: Random, company: Company): number {
  const small = company.employees < 15;
  return random.weighted<number>([
    [0, small ? 26 : 16],
    [1, small ? 52 : 30],
    [2, small ? 22 : 32],
    [3, small ? 6 : 14],
    [4, small ? 0 : 6],
    [6, small ? 0 : 2],
  ]);
}

function withFormerJob(random: Random, person: Person, former: Company, mailboxes: Mailboxes): Person {
  const mobile = person.mobile ?? drawMobile(random, former.country, former.address.areaCode);
  return { ...person, mobile, formerJob: drawJob(random, former, person, mailboxes) };
}

/** People keep their order: by company, so that an entity's number does not depend on how it is observed. */
export function drawPeople(seed: number, companies: readonly Company[]): Person[] {
  return [...streamPeople(seed, companies)];
}

/** The same people one by one, for worlds too large to hold everybody at once. */
export function* streamPeople(seed: number, companies: readonly Company[]): Generator<Person> {
  const random = createRandom(seed, 'people');
  const mailboxes: Mailboxes = new Set();
  let index = 0;
  for (const company of companies) {
    const familyFirm = random.chance(FAMILY_FIRMS);
    const count = Math.max(headCount(random, company), familyFirm ? 2 : 0);
    const staff: Person[] = [];
    for (let i = 0; i < count; i++) {
      const elder = familyFirm && i === 1 ? (staff[0] ?? null) : null;
      const person = drawPerson(random, company, { index: index++, mailboxes, relative: elder });
      if (elder !== null) {
        const mobile = elder.mobile ?? drawMobile(random, company.country, company.address.areaCode);
        staff[0] = { ...elder, mobile, household: true, suffix: person.suffix === null ? null : 'Sr.' };
      }
      staff.push(elder === null ? changeJob(random, person, companies, mailboxes) : person);
    }
    yield* staff;
  }
}

function changeJob(
  random: Random,
  person: Person,
  companies: readonly Company[],
  mailboxes: Mailboxes,
): Person {
  if (!random.chance(JOB_CHANGES)) return person;
  const former = random.pick(companies);
  const { company } = person.job;
  if (former === company || former.country !== company.country || former.kind !== 'alone') return person;
  return withFormerJob(random, person, former, mailboxes);
}
