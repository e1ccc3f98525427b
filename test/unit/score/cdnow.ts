import { readFileSync } from 'node:fs';

export type CdnowCustomer = { id: number; frequency: number; recency: number; T: number; monetary: number };

/** The customers of the CDNOW sample, in weeks. */
export function readCdnow(): CdnowCustomer[] {
  const text = readFileSync(new URL('fixtures/cdnow-summary.csv', import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [id = 0, frequency = 0, recency = 0, T = 0, monetary = 0] = line.split(',').map(Number);
      return { id, frequency, recency, T, monetary };
    });
}
