/** The `sla` part of the configuration; an empty one is complete. */
import { z } from 'zod';
import { Calendar } from './calendar.ts';
import { DEFAULT_CALENDARS, DEFAULT_POLICIES } from './default-policy.ts';
import { calendarNames, Policy } from './policy.ts';

export const SlaConfig = z
  .strictObject({
    calendars: z
      .array(Calendar)
      .min(1)
      .default(() => DEFAULT_CALENDARS.map((calendar) => Calendar.parse(calendar))),
    policies: z.array(Policy).default(() => DEFAULT_POLICIES.map((policy) => Policy.parse(policy))),
    alerts: z
      .strictObject({
        /** Warnings that raise an alert; breaches always do. */
        warnings: z.array(z.string()).default(['75%', '90%']),
        types: z.array(z.enum(['sla', 'ola', 'uc'])).default(['sla']),
      })
      .prefault({}),
  })
  .superRefine(({ calendars, policies }, context) => {
    const known = new Set(calendars.map(({ name }) => name));
    for (const [index, policy] of policies.entries()) {
      for (const name of calendarNames(policy.calendar)) {
        if (known.has(name)) continue;
        const message = `policy "${policy.name}" names the calendar "${name}"; there is ${[...known].join(', ')}`;
        context.addIssue({ code: 'custom', message, path: ['policies', index, 'calendar'] });
      }
    }
  });
export type SlaConfig = z.infer<typeof SlaConfig>;
