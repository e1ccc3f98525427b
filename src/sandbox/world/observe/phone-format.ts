/** One telephone number in the many ways people write it. */
import type { Random } from '../random.ts';
import type { Phone } from '../truth/phone.ts';

const DIALLING = { US: '1', GB: '44', DE: '49' } as const;

function american(random: Random, { area, local }: Phone): string {
  const [head, tail] = [local.slice(0, 3), local.slice(3)];
  return random.pick([
    `(${area}) ${head}-${tail}`,
    `${area}-${head}-${tail}`,
    `${area}.${head}.${tail}`,
    `+1 ${area} ${head} ${tail}`,
    `+1${area}${local}`,
    `1-${area}-${head}-${tail}`,
    `${area}${local}`,
  ]);
}

function european(random: Random, { country, area, local }: Phone): string {
  const code = DIALLING[country];
  const short = area.replace(/^0/u, '');
  const spaced = local.length > 5 ? `${local.slice(0, 3)} ${local.slice(3)}` : local;
  return random.pick([
    `${area} ${spaced}`,
    `+${code} ${short} ${spaced}`,
    `+${code} (0)${short} ${spaced}`,
    `${area}/${local}`,
    `(${area}) ${local}`,
    `+${code}${short}${local}`,
    `00${code} ${short} ${local}`,
    `${area}-${local}`,
  ]);
}

export function formatPhone(random: Random, phone: Phone): string {
  return phone.country === 'US' ? american(random, phone) : european(random, phone);
}
