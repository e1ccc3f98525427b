/** All records of all people, in both CRMs. */
import { createRandom, type Random } from '../random.ts';
import type { Job, Person } from '../truth/person.ts';
import type { AccountCopy } from './account-copy.ts';
import { type ContactCopy, type CrmSystem, drawContactCopy } from './contact-copy.ts';
import { ensureContactEvidence } from './contact-evidence.ts';

/** Share of HubSpot contacts that nobody tied to a company. */
const LOOSE = 0.08;

type Stage = { random: Random; accounts: readonly (readonly AccountCopy[])[] };

function place(stage: Stage, person: Person, job: Job, system: CrmSystem): ContactCopy | null {
  const own = (stage.accounts[job.company.index] ?? []).filter((copy) => copy.system === system);
  if (own.length === 0) return null;
  const loose = system === 'hubspot' && stage.random.chance(LOOSE);
  const account = loose ? null : stage.random.pick(own);
  return drawContactCopy(stage.random, { person, job, system, account });
}

function copiesIn(stage: Stage, person: Person, system: CrmSystem): ContactCopy[] {
  const count = stage.random.weighted([
    [1, 85],
    [2, 12],
    [3, 3],
  ] as const);
  const { formerJob } = person;
  return Array.from({ length: count }, (_, i) => {
    const earlier = formerJob !== null && (i > 0 || stage.random.chance(0.45));
    const first = earlier ? formerJob : person.job;
    return place(stage, person, first, system) ?? place(stage, person, person.job, system);
  }).filter((copy) => copy !== null);
}

/** HubSpot refuses an address that another contact holds: the later record goes without, and shows something else. */
function settleEmails(copies: readonly ContactCopy[], taken: Set<string>): void {
  for (const copy of copies) {
    if (copy.system !== 'hubspot') continue;
    copy.emailSettled = true;
    const email = copy.email?.toLowerCase();
    if (email !== undefined && taken.has(email)) {
      copy.email = null;
      delete copy.shows.email;
    } else if (email !== undefined) taken.add(email);
  }
}

/** One list per person, some of them empty. */
export function observePeople(
  seed: number,
  people: Iterable<Person>,
  accounts: readonly (readonly AccountCopy[])[],
): ContactCopy[][] {
  return [...streamContactCopies(seed, people, accounts)];
}

/** The same lists one by one, for worlds too large to hold all of them at once. */
export function* streamContactCopies(
  seed: number,
  people: Iterable<Person>,
  accounts: readonly (readonly AccountCopy[])[],
): Generator<ContactCopy[]> {
  const random = createRandom(seed, 'contact copies');
  const stage = { random, accounts };
  const taken = new Set<string>();
  for (const person of people) {
    const where = random.weighted([
      ['both', 62],
      ['salesforce', 19],
      ['hubspot', 19],
    ] as const);
    const systems: readonly CrmSystem[] = where === 'both' ? ['salesforce', 'hubspot'] : [where];
    const wanted = systems.flatMap((system) => copiesIn(stage, person, system));
    const other: CrmSystem = where === 'salesforce' ? 'hubspot' : 'salesforce';
    const copies = wanted.length > 0 ? wanted : copiesIn(stage, person, other);
    const shuffled = random.shuffle(copies);
    ensureContactEvidence(random, shuffled);
    settleEmails(shuffled, taken);
    ensureContactEvidence(random, shuffled);
    yield shuffled;
  }
}
