/** Tickets as a HubSpot portal holds them: properties with their history, and the e-mails and notes beside them. */
import type { HubspotAssociationSeed, HubspotHistoryEntry, HubspotObject } from '../../seed.ts';
import { iso } from '../instant.ts';
import { createRandom } from '../random.ts';
import type { CaseState, CaseStep } from '../service/case-course.ts';
import { agentAt, drawServiceCases, type ServiceCase } from '../service/service-case.ts';
import type { Directory } from './directory.ts';
import type { Agent } from './staff.ts';

/** Stages of the default ticket pipeline: new, waiting on contact, waiting on us, closed; it has none for third parties. */
const STAGE: Readonly<Record<CaseState, string>> = {
  new: '1',
  pending: '2',
  open: '3',
  on_hold: '3',
  solved: '4',
};

/** HUBSPOT_DEFINED association types. */
const TICKET_TO_COMPANY = [339, 26];
const TICKET_TO_CONTACT = [16];
const EMAIL_TO_TICKET = [224];
const NOTE_TO_TICKET = [228];

export type HubspotTicketObjects = {
  tickets: HubspotObject[];
  emails: HubspotObject[];
  notes: HubspotObject[];
};

const engagementId = (n: number): string => String(82_560_117_301 + n * 17);

const change = (at: number, value: string, by: Agent): HubspotHistoryEntry => ({
  value,
  timestamp: iso(at),
  sourceType: 'CRM_UI',
  sourceId: `userId:${by.hubspotId}`,
});

/** Newest first. Entries that change nothing are left out, as the portal does. */
function historyOf(
  of: ServiceCase,
): Record<'hs_pipeline_stage' | 'hs_ticket_priority' | 'hubspot_owner_id', HubspotHistoryEntry[]> {
  const owner = agentAt(of.owner);
  const stage = [change(of.createdAt, STAGE.new, owner)];
  const priority = [change(of.createdAt, of.priority.toUpperCase(), owner)];
  const owners = [change(of.createdAt, owner.hubspotId, owner)];
  const note = (list: HubspotHistoryEntry[], at: number, value: string): void => {
    if (list[0]?.value !== value) list.unshift(change(at, value, owner));
  };
  for (const step of of.steps) {
    if (step.kind === 'state') note(stage, step.at, STAGE[step.to]);
    if (step.kind === 'priority') note(priority, step.at, step.to.toUpperCase());
    if (step.kind === 'owner') note(owners, step.at, agentAt(step.to).hubspotId);
  }
  return { hs_pipeline_stage: stage, hs_ticket_priority: priority, hubspot_owner_id: owners };
}

function ticketObject(directory: Directory, id: string, of: ServiceCase): HubspotObject {
  const associations: HubspotAssociationSeed[] = [
    { to: 'companies', id: directory.idOf(of.account), typeIds: TICKET_TO_COMPANY },
    ...(of.contact === null
      ? []
      : [{ to: 'contacts', id: directory.idOf(of.contact), typeIds: TICKET_TO_CONTACT }]),
  ];
  return {
    id,
    properties: {
      subject: of.subject,
      content: 'Please see below.',
      hs_pipeline: '0',
      hs_pipeline_stage: STAGE[of.now.state],
      hs_ticket_priority: of.now.priority.toUpperCase(),
      hubspot_owner_id: of.now.owner.hubspotId,
      source_type: 'EMAIL',
      createdate: iso(of.createdAt),
      closed_date: of.now.closedAt === null ? null : iso(of.now.closedAt),
    },
    createdAt: iso(of.createdAt),
    updatedAt: iso(of.now.changedAt),
    history: historyOf(of),
    associations,
  };
}

function emailObject(id: string, ticket: string, of: ServiceCase, step: CaseStep): HubspotObject {
  const incoming = step.kind === 'message';
  return {
    id,
    properties: {
      hs_timestamp: iso(step.at),
      hs_email_direction: incoming ? 'INCOMING_EMAIL' : 'EMAIL',
      hs_email_subject: incoming ? of.subject : `Re: ${of.subject}`,
      hs_email_text: incoming ? 'Please see below.' : 'Thank you for your message.',
      hs_email_status: 'SENT',
      hubspot_owner_id: incoming ? null : of.now.owner.hubspotId,
    },
    createdAt: iso(step.at),
    updatedAt: iso(step.at),
    associations: [{ to: 'tickets', id: ticket, typeIds: EMAIL_TO_TICKET }],
  };
}

function noteObject(id: string, ticket: string, of: ServiceCase, step: CaseStep): HubspotObject {
  return {
    id,
    properties: {
      hs_timestamp: iso(step.at),
      hs_note_body: 'Checked with the workshop.',
      hubspot_owner_id: of.now.owner.hubspotId,
    },
    createdAt: iso(step.at),
    updatedAt: iso(step.at),
    associations: [{ to: 'tickets', id: ticket, typeIds: NOTE_TO_TICKET }],
  };
}

export function hubspotTickets(seed: number, directory: Directory): HubspotTicketObjects {
  const random = createRandom(seed, 'hubspot tickets');
  const out: HubspotTicketObjects = { tickets: [], emails: [], notes: [] };
  let engagements = 0;
  for (const [n, of] of drawServiceCases(random, directory, 'hubspot').entries()) {
    const id = String(5_330_710_043 + n * 23);
    out.tickets.push(ticketObject(directory, id, of));
    for (const step of of.steps) {
      if (step.kind === 'note') out.notes.push(noteObject(engagementId(++engagements), id, of, step));
      if (step.kind === 'reply' || step.kind === 'message') {
        out.emails.push(emailObject(engagementId(++engagements), id, of, step));
      }
    }
  }
  return out;
}
