/**
 * US dollars that one unit buys, yearly averages, from the first day of each year until the next line; the last
 * one holds on. Source: the US Internal Revenue Service's table "Yearly average currency exchange rates", inverted.
 * Good enough to compare customers; for accounting, put your own rates under `scores.rates`.
 */
type YearlyRate = { from: string; currency: string; rate: number; to: 'USD' };

/** Foreign currency units to one US dollar, as the source prints them. */
const UNITS_PER_DOLLAR: { readonly [currency: string]: readonly (readonly [year: number, units: number])[] } =
  {
    EUR: [
      [2020, 0.877],
      [2021, 0.846],
      [2022, 0.951],
      [2023, 0.924],
      [2024, 0.924],
    ],
    GBP: [
      [2020, 0.779],
      [2021, 0.727],
      [2022, 0.811],
      [2023, 0.804],
      [2024, 0.783],
    ],
    CHF: [
      [2020, 0.939],
      [2021, 0.914],
      [2022, 0.955],
      [2023, 0.899],
      [2024, 0.881],
    ],
    CAD: [
      [2020, 1.341],
      [2021, 1.254],
      [2022, 1.301],
      [2023, 1.35],
      [2024, 1.37],
    ],
    AUD: [
      [2020, 1.452],
      [2021, 1.332],
      [2022, 1.442],
      [2023, 1.506],
      [2024, 1.516],
    ],
    JPY: [
      [2020, 106.725],
      [2021, 109.817],
      [2022, 131.454],
      [2023, 140.511],
      [2024, 151.353],
    ],
  };

export const DEFAULT_RATES: readonly YearlyRate[] = Object.entries(UNITS_PER_DOLLAR).flatMap(
  ([currency, years]) =>
    years.map(([year, units]) => ({ from: `${year}-01-01`, currency, rate: 1 / units, to: 'USD' as const })),
);
