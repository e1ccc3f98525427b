/** Calendars and the promise that hold without configuration: office hours and public holidays of six countries. */
import type { z } from 'zod';
import type { Calendar } from './calendar.ts';
import type { Policy } from './policy.ts';

function officeHours(open: string, close: string): z.input<typeof Calendar>['week'] {
  const day: [string, string][] = [[open, close]];
  return { mon: day, tue: day, wed: day, thu: day, fri: day };
}

export const DEFAULT_CALENDARS: readonly z.input<typeof Calendar>[] = [
  {
    name: 'us',
    zone: 'America/New_York',
    week: officeHours('09:00', '17:00'),
    holidaySet: { country: 'US' },
  },
  {
    name: 'gb',
    zone: 'Europe/London',
    week: officeHours('09:00', '17:30'),
    holidaySet: { country: 'GB', state: 'ENG' },
  },
  { name: 'de', zone: 'Europe/Berlin', week: officeHours('09:00', '17:00'), holidaySet: { country: 'DE' } },
  { name: 'fr', zone: 'Europe/Paris', week: officeHours('09:00', '17:30'), holidaySet: { country: 'FR' } },
  { name: 'es', zone: 'Europe/Madrid', week: officeHours('09:00', '18:00'), holidaySet: { country: 'ES' } },
  { name: 'jp', zone: 'Asia/Tokyo', week: officeHours('09:00', '18:00'), holidaySet: { country: 'JP' } },
];

export const DEFAULT_POLICIES: readonly z.input<typeof Policy>[] = [
  {
    name: 'standard',
    calendar: { byCountry: { US: 'us', GB: 'gb', DE: 'de', FR: 'fr', ES: 'es', JP: 'jp' }, default: 'us' },
    metrics: {
      first_reply: {
        targets: { urgent: 'PT1H', high: 'PT4H', medium: 'PT8H', low: 'PT16H', default: 'PT8H' },
      },
      requester_wait: {
        targets: { urgent: 'PT8H', high: 'PT16H', medium: 'PT40H', low: 'PT80H', default: 'PT40H' },
      },
    },
  },
];
