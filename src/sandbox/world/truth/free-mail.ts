/** Mail providers that say nothing about an employer. */
import type { Random } from '../random.ts';
import type { CompanyName } from './company-name.ts';
import type { Country } from './country.ts';
import { slugWords } from './domain.ts';

export const FREE_MAIL = {
  US: ['gmail.com', 'yahoo.com', 'outlook.com', 'aol.com', 'icloud.com'],
  GB: ['gmail.com', 'hotmail.co.uk', 'btinternet.com', 'outlook.com', 'yahoo.co.uk'],
  DE: ['web.de', 'gmx.de', 't-online.de', 'gmail.com', 'freenet.de'],
  FR: ['orange.fr', 'wanadoo.fr', 'free.fr', 'gmail.com', 'laposte.net'],
  ES: ['gmail.com', 'hotmail.es', 'telefonica.net', 'yahoo.es', 'outlook.com'],
  JP: ['gmail.com', 'yahoo.co.jp', 'docomo.ne.jp', 'icloud.com', 'outlook.com'],
} as const;

/** `dachtechnik.meier@t-online.de`: a small firm's only address. */
export function drawFreeMailbox(random: Random, country: Country, name: CompanyName): string {
  const words = slugWords(name.core).slice(0, 3);
  return `${words.join(random.pick(['.', '', '-']))}@${random.pick(FREE_MAIL[country])}`;
}
