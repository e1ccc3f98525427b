/** Our own people: owners and agents, the same in both CRMs. */
import { salesforceId } from './salesforce-id.ts';

export type Agent = { salesforceId: string; hubspotId: string; first: string; last: string; email: string };

const NAMES = [
  'Ada Holloway',
  'Ben Ostrander',
  'Clara Whitcombe',
  'Deniz Aydin',
  'Elif Sommerfeld',
  'Finn Carrigan',
  'Greta Nordhoff',
  'Hugo Lindqvist',
  'Ines Fontaine',
  'Jonas Trautmann',
  'Keira Ashdown',
  'Leon Marchetti',
];

export const AGENTS: readonly Agent[] = NAMES.map((name, i) => {
  const [first = '', last = ''] = name.split(' ');
  return {
    salesforceId: salesforceId('User', i + 1),
    hubspotId: String(71_400_101 + i * 13),
    first,
    last,
    email: `${first}.${last}@goldenrod-demo.com`.toLowerCase(),
  };
});

/** Everything of one company has one owner; `of` is any stable number of it. */
export const ownerOf = (of: number): Agent => AGENTS[of % AGENTS.length] as Agent;

/** Acts for nobody: routes incoming mail and sends automatic answers. */
export const AUTOMATION_ID = salesforceId('User', 90);
