/** One telephone number in the many ways people write it. */
import type { Random } from '../random.ts';
import type { Country } from '../truth/country.ts';
import type { Phone } from '../truth/phone.ts';

const DIALLING = { US: '1', GB: '44', DE: '49', FR: '33', ES: '34', JP: '81' } as const;

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

const inPairs = (digits: string, by: string): string => digits.replace(/(\d{2})(?=\d)/gu, `$1${by}`);

/** Pairs of digits, the trunk zero with the first. */
function french(random: Random, { area, local }: Phone): string {
  const short = area.slice(1);
  return random.pick([
    `${area} ${inPairs(local, ' ')}`,
    `${area}.${inPairs(local, '.')}`,
    `${area}${local}`,
    `+33 ${short} ${inPairs(local, ' ')}`,
    `+33 (0)${short} ${inPairs(local, ' ')}`,
    `+33${short}${local}`,
    `0033 ${short} ${inPairs(local, ' ')}`,
    `${area}-${inPairs(local, '-')}`,
  ]);
}

/** Nine digits without a trunk prefix. */
function spanish(random: Random, { area, local }: Phone): string {
  const digits = area + local;
  const [a, b, c] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
  return random.pick([
    `${a} ${b} ${c}`,
    digits,
    `${area} ${local}`,
    `+34 ${a} ${b} ${c}`,
    `+34${digits}`,
    `0034 ${digits}`,
    `${a}.${b}.${c}`,
    `(${area}) ${local}`,
  ]);
}

function japanese(random: Random, { area, local }: Phone): string {
  const [head, tail] = [local.slice(0, -4), local.slice(-4)];
  const short = area.slice(1);
  return random.pick([
    `${area}-${head}-${tail}`,
    `${area}-${head}-${tail}`,
    `${area}(${head})${tail}`,
    `${area} ${head} ${tail}`,
    `${area}${local}`,
    `+81-${short}-${head}-${tail}`,
    `+81 ${short} ${head} ${tail}`,
    `+81 (0)${short}-${head}-${tail}`,
  ]);
}

const FORMATS: Readonly<Record<Country, (random: Random, phone: Phone) => string>> = {
  US: american,
  GB: european,
  DE: european,
  FR: french,
  ES: spanish,
  JP: japanese,
};

export function formatPhone(random: Random, phone: Phone): string {
  return FORMATS[phone.country](random, phone);
}
