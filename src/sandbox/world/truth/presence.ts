/** In which systems a company stands, and how many times: duplicates inside one system come from here. */
import type { Random } from '../random.ts';

export const SYSTEMS = ['salesforce', 'hubspot', 'erp', 'firmographics'] as const;
export type System = (typeof SYSTEMS)[number];

/** Number of records per system; at least one in all. */
export type Presence = Readonly<Record<System, number>>;

function copiesInCrm(random: Random): number {
  return random.weighted([
    [1, 84],
    [2, 12],
    [3, 3],
    [4, 1],
  ] as const);
}

export function drawPresence(random: Random): Presence {
  const where = random.weighted([
    ['both', 46],
    ['salesforce', 27],
    ['hubspot', 24],
    ['files', 3],
  ] as const);
  const files = where === 'files';
  return {
    salesforce: where === 'both' || where === 'salesforce' ? copiesInCrm(random) : 0,
    hubspot: where === 'both' || where === 'hubspot' ? copiesInCrm(random) : 0,
    erp: files || random.chance(0.36) ? (random.chance(0.05) ? 2 : 1) : 0,
    firmographics: random.chance(0.28) ? (random.chance(0.02) ? 2 : 1) : 0,
  };
}
