/** What the org computes itself: names, closed flags, defaults, compound addresses. */
import type { Json } from '../../util/json.ts';
import type { Row } from './row.ts';

type Values = Record<string, Json>;

/** Default values of a new record that the caller left out. */
export const DEFAULTS: Readonly<Record<string, Values>> = {
  Case: { Status: 'New', Priority: 'Medium', IsEscalated: false },
  Task: {
    Status: 'Not Started',
    Priority: 'Normal',
    TaskSubtype: 'Task',
    IsReminderSet: false,
    IsArchived: false,
  },
  EmailMessage: { Status: '3', Incoming: false, HasAttachment: false, IsExternallyVisible: true },
  CaseComment: { IsPublished: false },
  Lead: { Status: 'Open - Not Contacted', IsConverted: false },
  Contact: { HasOptedOutOfEmail: false, DoNotCall: false },
  User: { IsActive: true, UserType: 'Standard', TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_GB' },
};

export const CLOSED_CASE_STATUSES: ReadonlySet<string> = new Set([
  'Closed',
  'Solved',
  'Resolved',
  'Closed - Duplicate',
]);

/** Fields that follow from others, recomputed at each write. `now` is the write's stamp in API format. */
export function deriveFields(type: string, row: Row, now: string): Values {
  const derive = DERIVE[type];
  return derive === undefined ? {} : derive(row, now);
}

const DERIVE: Readonly<Record<string, (row: Row, now: string) => Values>> = {
  Contact: personName,
  Lead: personName,
  User: personName,
  Case: (row, now) => {
    const closed = CLOSED_CASE_STATUSES.has(String(row['Status']));
    return { IsClosed: closed, ClosedDate: closed ? (row['ClosedDate'] ?? now) : null };
  },
  Opportunity: (row) => {
    const stage = String(row['StageName']);
    const closed = stage === 'Closed Won' || stage === 'Closed Lost';
    return {
      IsClosed: closed,
      IsWon: stage === 'Closed Won',
      ForecastCategory: closed ? 'Closed' : 'Pipeline',
    };
  },
  Task: (row, now) => {
    const closed = row['Status'] === 'Completed';
    const completed = closed ? (row['CompletedDateTime'] ?? now) : null;
    return { IsClosed: closed, IsHighPriority: row['Priority'] === 'High', CompletedDateTime: completed };
  },
};

function personName(row: Row): Values {
  const parts = [row['FirstName'], row['MiddleName'], row['LastName'], row['Suffix']];
  return { Name: parts.filter((part) => typeof part === 'string' && part !== '').join(' ') };
}

const ADDRESS_PARTS = ['Street', 'City', 'State', 'PostalCode', 'Country', 'Latitude', 'Longitude'] as const;

/** The compound of `BillingAddress` and its like, from its parts; null when all are empty. */
export function compoundAddress(row: Row, field: string): Json {
  const prefix = field.slice(0, -'Address'.length);
  const compound: Record<string, Json> = {};
  let known = false;
  for (const part of ADDRESS_PARTS) {
    const value = row[prefix + part] ?? null;
    known ||= value !== null;
    compound[(part[0] as string).toLowerCase() + part.slice(1)] = value;
  }
  return known ? { ...compound, geocodeAccuracy: null } : null;
}
