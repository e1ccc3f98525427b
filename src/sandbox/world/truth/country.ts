import type { Random } from '../random.ts';

export const COUNTRIES = ['US', 'GB', 'DE', 'FR', 'ES', 'JP'] as const;
export type Country = (typeof COUNTRIES)[number];

export const CURRENCIES: Readonly<Record<Country, string>> = {
  US: 'USD',
  GB: 'GBP',
  DE: 'EUR',
  FR: 'EUR',
  ES: 'EUR',
  JP: 'JPY',
};

/** Units of the currency that an amount of one dollar, pound or euro becomes: yen are small, and have no cents. */
export const unitsOf = (country: Country): number => (country === 'JP' ? 150 : 1);
/** The same for minor units: 1.50 dollars are 150 cents and 225 yen. */
export const minorUnitsOf = (country: Country): number => (country === 'JP' ? 1.5 : 1);
export const minorDigitsOf = (country: Country): number => (country === 'JP' ? 0 : 2);

export const drawCountry = (random: Random): Country =>
  random.weighted([
    ['US', 34],
    ['GB', 21],
    ['DE', 20],
    ['FR', 10],
    ['ES', 10],
    ['JP', 5],
  ] as const);
