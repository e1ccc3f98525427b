/** Cases as a Salesforce org holds them: the case, its field history, its e-mails and its comments. */
import type { SObject } from '../../seed.ts';
import { iso } from '../instant.ts';
import { createRandom, type Random } from '../random.ts';
import type { CasePriority, CaseState, CaseStep } from '../service/case-course.ts';
import { agentAt, drawServiceCases, type ServiceCase } from '../service/service-case.ts';
import type { Directory } from './directory.ts';
import { type SeededObject, salesforceId } from './salesforce-id.ts';
import { AUTOMATION_ID } from './staff.ts';

const STATUS: Readonly<Record<CaseState, string>> = {
  new: 'New',
  open: 'Working',
  pending: 'Waiting on Customer',
  on_hold: 'On Hold',
  solved: 'Closed',
};
const PRIORITY: Readonly<Record<CasePriority, string>> = {
  urgent: 'Urgent',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

export type SalesforceCaseObjects = Record<
  'Case' | 'CaseHistory' | 'CaseComment' | 'EmailMessage',
  SObject[]
>;

/** What is being written: rows without ids, which are given in order of time at the end. */
type Draft = { random: Random; caseId: string; of: ServiceCase; out: SalesforceCaseObjects };

const SUPPORT = 'support@goldenrod-demo.com';

const stamped = (at: number, by: string): SObject => ({
  CreatedById: by,
  CreatedDate: iso(at),
  LastModifiedDate: iso(at),
  SystemModstamp: iso(at),
});

function history(draft: Draft, at: number, by: string, change: [string, string | null, string | null]): void {
  const [field, oldValue, newValue] = change;
  draft.out.CaseHistory.push({
    CaseId: draft.caseId,
    Field: field,
    OldValue: oldValue,
    NewValue: newValue,
    CreatedById: by,
    CreatedDate: iso(at),
  });
}

function email(draft: Draft, at: number, by: string, incoming: boolean): void {
  const { of, caseId } = draft;
  const customer = of.contact?.email ?? of.account.company.mailbox ?? `info@${of.account.company.domain}`;
  draft.out.EmailMessage.push({
    ParentId: caseId,
    Incoming: incoming,
    Status: incoming ? '0' : '3',
    Subject: incoming ? of.subject : `Re: ${of.subject}`,
    TextBody: incoming ? 'Please see below.' : 'Thank you for your message.',
    FromAddress: incoming ? customer : SUPPORT,
    ToAddress: incoming ? SUPPORT : customer,
    MessageDate: iso(at),
    IsAutomated: !incoming && by === AUTOMATION_ID,
    ...stamped(at, by),
  });
}

function comment(draft: Draft, at: number, by: string, published: boolean): void {
  const body = published ? 'Here is what we found.' : 'Internal: checked with the workshop.';
  draft.out.CaseComment.push({
    ParentId: draft.caseId,
    IsPublished: published,
    CommentBody: body,
    ...stamped(at, by),
  });
}

function write(draft: Draft, step: CaseStep, was: ServiceCase['now']): void {
  const by = was.owner.salesforceId;
  switch (step.kind) {
    case 'state':
      history(draft, step.at, by, ['Status', STATUS[was.state], STATUS[step.to]]);
      was.state = step.to;
      return;
    case 'priority':
      history(draft, step.at, by, ['Priority', PRIORITY[was.priority], PRIORITY[step.to]]);
      was.priority = step.to;
      return;
    case 'owner': {
      const next = agentAt(step.to);
      if (next !== was.owner) history(draft, step.at, by, ['Owner', by, next.salesforceId]);
      was.owner = next;
      return;
    }
    case 'reply':
      return draft.random.chance(0.75) ? email(draft, step.at, by, false) : comment(draft, step.at, by, true);
    case 'message':
      return email(draft, step.at, AUTOMATION_ID, true);
    case 'note':
      return comment(draft, step.at, by, false);
    case 'automatic':
      return email(draft, step.at, AUTOMATION_ID, false);
  }
}

function caseRow(directory: Directory, draft: Draft, n: number, byMail: boolean): SObject {
  const { of, caseId } = draft;
  return {
    Id: caseId,
    CaseNumber: String(1026 + n).padStart(8, '0'),
    AccountId: directory.idOf(of.account),
    ContactId: of.contact === null ? null : directory.idOf(of.contact),
    Subject: of.subject,
    Status: STATUS[of.now.state],
    Priority: PRIORITY[of.now.priority],
    Origin: byMail ? 'Email' : 'Phone',
    OwnerId: of.now.owner.salesforceId,
    IsClosed: of.now.state === 'solved',
    ClosedDate: of.now.closedAt === null ? null : iso(of.now.closedAt),
    ...stamped(of.createdAt, byMail ? AUTOMATION_ID : agentAt(of.owner).salesforceId),
    LastModifiedDate: iso(of.now.changedAt),
    SystemModstamp: iso(of.now.changedAt),
  };
}

function withIds(object: SeededObject, rows: readonly SObject[]): SObject[] {
  const time = (row: SObject): string => String(row['CreatedDate']);
  const sorted = rows.toSorted((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0));
  return sorted.map((row, n) => ({ Id: salesforceId(object, n + 1), ...row }));
}

export function salesforceCases(seed: number, directory: Directory): SalesforceCaseObjects {
  const random = createRandom(seed, 'salesforce cases');
  const out: SalesforceCaseObjects = { Case: [], CaseHistory: [], CaseComment: [], EmailMessage: [] };
  for (const [n, of] of drawServiceCases(random, directory, 'salesforce').entries()) {
    const draft: Draft = { random, caseId: salesforceId('Case', n + 1), of, out };
    const byMail = random.chance(0.7);
    out.Case.push(caseRow(directory, draft, n, byMail));
    history(draft, of.createdAt, byMail ? AUTOMATION_ID : agentAt(of.owner).salesforceId, [
      'created',
      null,
      null,
    ]);
    if (byMail) email(draft, of.createdAt, AUTOMATION_ID, true);
    const was = { ...of.now, state: 'new' as CaseState, priority: of.priority, owner: agentAt(of.owner) };
    for (const step of of.steps) write(draft, step, was);
  }
  return {
    Case: out.Case,
    CaseHistory: withIds('CaseHistory', out.CaseHistory),
    CaseComment: withIds('CaseComment', out.CaseComment),
    EmailMessage: withIds('EmailMessage', out.EmailMessage),
  };
}
