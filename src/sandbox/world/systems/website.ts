import type { Random } from '../random.ts';

/** A domain as people type it into a field for web sites. */
export function formatWebsite(random: Random, domain: string): string {
  return random.pick([
    domain,
    `www.${domain}`,
    `https://www.${domain}`,
    `http://www.${domain}/`,
    `https://${domain}`,
    `https://www.${domain}/home`,
    domain.toUpperCase(),
  ]);
}
