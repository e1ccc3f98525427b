/** One currency for all amounts, at the rate of each amount's own day. */
import { InvariantError } from '../errors.ts';
import type { DatedRate, ScoresConfig } from './scores-config.ts';

/** Minor units of the reporting currency; null when no rate is known for the currency. */
export type Converter = (amountMinor: number, currency: string, on: string) => number | null;

/** Between two currencies without a common rate table the way leads over the currency that both are quoted in. */
export function createConverter({
  reportingCurrency,
  rates,
}: Pick<ScoresConfig, 'reportingCurrency' | 'rates'>): Converter {
  const byCurrency = groupRates(rates);
  return (amountMinor, currency, on) => {
    if (currency === reportingCurrency) return amountMinor;
    const factor = rateBetween(byCurrency, { from: currency, to: reportingCurrency, on });
    if (factor === null) return null;
    const digits = minorDigits(reportingCurrency) - minorDigits(currency);
    return Math.round(amountMinor * factor * 10 ** digits);
  };
}

const converters = new WeakMap<object, Converter>();

/** The converter of a configuration, made once for as long as the configuration lives. */
export function converterOf(config: Pick<ScoresConfig, 'reportingCurrency' | 'rates'>): Converter {
  let converter = converters.get(config);
  if (converter === undefined) {
    converter = createConverter(config);
    converters.set(config, converter);
  }
  return converter;
}

type Leg = { from: string; to: string; on: string };
type RatesByCurrency = ReadonlyMap<string, readonly DatedRate[]>;

function rateBetween(rates: RatesByCurrency, { from, to, on }: Leg): number | null {
  const out = rateOn(rates.get(from), on);
  if (out?.to === to) return out.rate;
  const back = rateOn(rates.get(to), on);
  if (back?.to === from) return 1 / back.rate;
  if (out !== null && back !== null && out.to === back.to) return out.rate / back.rate;
  return null;
}

/** The last rate that began on or before the day; before the first one, the first. */
function rateOn(rates: readonly DatedRate[] | undefined, on: string): DatedRate | null {
  if (rates === undefined) return null;
  return rates.findLast(({ from }) => from <= on) ?? rates[0] ?? null;
}

function groupRates(rates: readonly DatedRate[]): RatesByCurrency {
  const groups = Map.groupBy(rates, ({ currency }) => currency);
  for (const group of groups.values()) group.sort((a, b) => (a.from < b.from ? -1 : 1));
  return groups;
}

const digitsByCurrency = new Map<string, number>();

/** Decimal places of a currency's minor unit: 2 for most, 0 for yen, 3 for Kuwaiti dinar (ISO 4217). */
export function minorDigits(currency: string): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  const digits = options.maximumFractionDigits;
  if (digits === undefined) {
    throw new InvariantError({ code: 'CURRENCY_DIGITS', message: `no minor unit known for ${currency}` });
  }
  digitsByCurrency.set(currency, digits);
  return digits;
}

/** `123,457 USD` out of minor units: whole units are enough for a reason in words. */
export function moneyInWords(amountMinor: number, currency: string): string {
  const units = amountMinor / 10 ** minorDigits(currency);
  return `${units.toLocaleString('en-GB', { maximumFractionDigits: 0 })} ${currency}`;
}
