import type { CanonicalRecord } from '../model/field.ts';
import type { Alert } from '../sla/due-alerts.ts';
import { metricInWords } from '../sla/sla-words.ts';

/** What a task says of an alert. Subjects fit Salesforce's 255 characters. */
export type AlertText = { subject: string; description: string };

const SUBJECT_LENGTH = 255;

export function alertText(alert: Alert, record: CanonicalRecord, account: CanonicalRecord): AlertText {
  const isBreach = alert.threshold === 'breach';
  const what = metricInWords(alert.metric);
  const headline = isBreach ? `SLA breached: ${what}` : `SLA warning ${alert.threshold}: ${what}`;
  const title = [text(record['number']), text(record['subject'])].filter((part) => part !== '').join(' ');
  const customer = text(account['name']);
  const lines = [
    `${what}, target ${alert.target}`,
    ...(alert.dueAt === null ? [] : [`Due: ${minute(alert.dueAt)}`]),
    ...(alert.at === null ? [] : [`${isBreach ? 'Breached' : 'Reached'}: ${minute(alert.at)}`]),
    ...(customer === '' ? [] : [`Account: ${customer}`]),
    ...(text(record['priority']) === '' ? [] : [`Priority: ${text(record['priority'])}`]),
  ];
  return {
    subject: [headline, title, customer]
      .filter((part) => part !== '')
      .join(' · ')
      .slice(0, SUBJECT_LENGTH),
    description: lines.join('\n'),
  };
}

function text(value: CanonicalRecord[string] | undefined): string {
  return typeof value === 'string' ? value : '';
}

function minute(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}
