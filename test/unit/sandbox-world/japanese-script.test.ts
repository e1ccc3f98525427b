import { describe, expect, it } from 'vitest';
import { TRADES } from '#src/sandbox/world/data/company-words.ts';
import { TRADES_ABROAD } from '#src/sandbox/world/data/trades-abroad.ts';
import { generateWorld } from '#src/sandbox/world/generate.ts';
import { parseCsv } from '#src/sandbox/world/parse-csv.ts';
import { companyInScript, fullWidth, toHalfWidthKana } from '#src/sandbox/world/truth/japanese-script.ts';

describe('Japanese writings', () => {
  it.each([
    ['Satō', 'サトウ'],
    ['Ōta', 'オオタ'],
    ['Tekkōjo', 'テッコウジョ'],
    ["Shin'ichi", 'シンイチ'],
    ['Hoーrudingusu', 'ホールディングス'],
    ['Honma', 'ホンマ'],
    ['Ryūnosuke', 'リュウノスケ'],
  ])('reads %s as %s', (reading, kana) => {
    expect(toHalfWidthKana(reading).normalize('NFKC')).toBe(kana);
  });

  it('writes a company whose words are all Japanese, and no other', () => {
    expect(companyInScript('Yamada Seisakusho', 'native')).toBe('山田製作所');
    expect(companyInScript('Yamada Seisakusho', 'kana')?.normalize('NFKC')).toBe('ヤマダセイサクショ');
    expect(companyInScript('Veltara Seisakusho', 'native')).toBeNull();
  });

  it('can write what every Japanese company does, in kanji and in kana', () => {
    const words = Object.values(TRADES_ABROAD).flatMap(({ JP }) => JP);
    expect(words.length).toBeGreaterThan(40);
    expect(words.filter((word) => companyInScript(word, 'native') === null)).toEqual([]);
    expect(words.filter((word) => /[ -~]/u.test(companyInScript(word, 'kana') ?? ''))).toEqual([]);
  });

  it('knows every branch of business abroad', () => {
    expect(TRADES.filter(({ industry }) => TRADES_ABROAD[industry] === undefined)).toEqual([]);
  });

  it('widens digits as an input method leaves them', () => {
    expect(fullWidth('03-1234')).toBe('０３－１２３４');
  });
});

describe('a world with Japanese customers', () => {
  const world = generateWorld({ seed: 4, accounts: 800 });
  const rows = world.salesforce.objects['Account'] ?? [];
  const erp = parseCsv(world.files.find((each) => each.name === 'erp_customers.csv')?.content ?? '');
  const invoices = parseCsv(world.files.find((each) => each.name === 'erp_invoices.csv')?.content ?? '');

  it('holds the same sort of name in both writings', () => {
    const names = rows.map((row) => String(row['Name']));
    expect(names.some((name) => /株式会社/u.test(name))).toBe(true);
    expect(names.some((name) => /K\.K\.|Kabushiki Kaisha|Co\., Ltd\./u.test(name))).toBe(true);
    expect(erp.some((row) => /^ｶ\)|\(ｶ$/u.test(row['name'] ?? ''))).toBe(true);
  });

  it('bills them in whole yen', () => {
    const yen = invoices.filter((row) => row['currency'] === 'JPY');
    expect(yen.length).toBeGreaterThan(20);
    expect(yen.every((row) => /^-?\d+$/u.test(row['amount'] ?? ''))).toBe(true);
    const others = invoices.filter((row) => row['currency'] !== 'JPY');
    expect(others.every((row) => /^-?\d+\.\d\d$/u.test(row['amount'] ?? ''))).toBe(true);
  });

  it('has about a tenth of its customers in France and in Spain, and a twentieth in Japan', () => {
    const share = (country: string): number =>
      erp.filter((row) => row['country'] === country).length / erp.length;
    for (const country of ['FR', 'ES']) expect(Math.abs(share(country) - 0.1)).toBeLessThan(0.05);
    expect(Math.abs(share('JP') - 0.05)).toBeLessThan(0.035);
  });

  it.each([
    ['FR', /^\d{5}$/u],
    ['ES', /^\d{5}$/u],
    ['JP', /^〒?\d{3}-?\d{4}$/u],
  ])('gives postal codes of %s their shape', (country, shape) => {
    const codes = erp.filter((row) => row['country'] === country).map((row) => row['postal_code'] ?? '');
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => code !== '' && !shape.test(code))).toEqual([]);
  });
});
