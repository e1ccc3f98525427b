/** Cases of one CRM, vendor-neutral: a course of events that hangs on a company record and, mostly, on a person. */
import { CASE_SUBJECTS } from '../data/products.ts';
import type { AccountCopy } from '../observe/account-copy.ts';
import type { ContactCopy } from '../observe/contact-copy.ts';
import type { Random } from '../random.ts';
import type { Directory } from '../systems/directory.ts';
import { AGENTS, type Agent } from '../systems/staff.ts';
import { type CaseCourse, type CasePriority, type CaseState, drawCaseCourse } from './case-course.ts';

export type ServiceCase = CaseCourse & {
  account: AccountCopy;
  contact: ContactCopy | null;
  subject: string;
  /** How it stands now. */
  now: { state: CaseState; priority: CasePriority; owner: Agent; changedAt: number; closedAt: number | null };
};

export const agentAt = (index: number): Agent => AGENTS[index % AGENTS.length] as Agent;

function standOf(course: CaseCourse): ServiceCase['now'] {
  const now: ServiceCase['now'] = {
    state: 'new',
    priority: course.priority,
    owner: agentAt(course.owner),
    changedAt: course.createdAt,
    closedAt: null,
  };
  for (const step of course.steps) {
    now.changedAt = Math.max(now.changedAt, step.at);
    if (step.kind === 'owner') now.owner = agentAt(step.to);
    if (step.kind === 'priority') now.priority = step.to;
    if (step.kind === 'state') {
      now.state = step.to;
      now.closedAt = step.to === 'solved' ? step.at : null;
    }
  }
  return now;
}

/** In order of creation. */
export function drawServiceCases(
  random: Random,
  directory: Directory,
  system: 'salesforce' | 'hubspot',
): ServiceCase[] {
  const cases = directory.accounts[system].flatMap((account) => {
    const count = random.weighted([
      [0, 72],
      [1, 18],
      [2, 7],
      [4, 3],
    ] as const);
    return Array.from({ length: count }, (): ServiceCase => {
      const course = drawCaseCourse(random, account.company.country, AGENTS.length);
      const people = directory.contactsOf(account);
      const contact = people.length > 0 && random.chance(0.9) ? random.pick(people) : null;
      return { ...course, account, contact, subject: random.pick(CASE_SUBJECTS), now: standOf(course) };
    });
  });
  return cases.toSorted((a, b) => a.createdAt - b.createdAt);
}
