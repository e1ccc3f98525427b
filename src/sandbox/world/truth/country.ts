import type { Random } from '../random.ts';

export const COUNTRIES = ['US', 'GB', 'DE'] as const;
export type Country = (typeof COUNTRIES)[number];

export const CURRENCIES: Readonly<Record<Country, string>> = { US: 'USD', GB: 'GBP', DE: 'EUR' };

export const drawCountry = (random: Random): Country =>
  random.weighted([
    ['US', 45],
    ['GB', 28],
    ['DE', 27],
  ] as const);
