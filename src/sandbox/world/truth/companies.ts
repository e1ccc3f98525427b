/** The true companies of a world: families of look-alikes up to their share, then companies that stand alone. */
import { createRandom, type Random } from '../random.ts';
import { type Company, drawCompany, type Register } from './company.ts';
import { drawCountry } from './country.ts';
import {
  drawBranches,
  drawFranchise,
  drawGroup,
  drawInternational,
  drawNamesakes,
  type FamilyDraw,
} from './family.ts';

/** Share of all companies in families of a sort, and the sizes such families have. */
const FAMILIES: readonly {
  share: number;
  low: number;
  high: number;
  draw: (draw: FamilyDraw) => Company[];
}[] = [
  { share: 0.07, low: 4, high: 8, draw: drawFranchise },
  { share: 0.1, low: 2, high: 5, draw: drawGroup },
  { share: 0.04, low: 2, high: 3, draw: drawInternational },
  { share: 0.06, low: 2, high: 4, draw: drawBranches },
  { share: 0.05, low: 2, high: 3, draw: drawNamesakes },
];

function drawFamilies(random: Random, count: number, register: Register): Company[] {
  const companies: Company[] = [];
  for (const family of FAMILIES) {
    let left = Math.round(family.share * count);
    while (left > 1) {
      const size = Math.min(left, random.int(family.low, family.high));
      const members = family.draw({ random, first: companies.length, size, register });
      companies.push(...members);
      left -= members.length;
    }
  }
  return companies;
}

/** Exactly `count` companies, in the order of their indices. */
export function drawCompanies(seed: number, count: number): Company[] {
  const random = createRandom(seed, 'companies');
  const register: Register = { domains: new Set(), names: new Set() };
  const companies = drawFamilies(random, count, register).slice(0, count);
  while (companies.length < count) {
    companies.push(drawCompany(random, companies.length, drawCountry(random), register));
  }
  return companies;
}
