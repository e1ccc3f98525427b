import { expect, it } from 'vitest';
import { standardise } from '#src/core/match/standardise/standardise.ts';

/** One customary name per jurisdiction (ISO 3166-1 alpha-2). */
const NAMES: Readonly<Record<string, string>> = {
  US: 'Acme Inc.',
  CA: 'Acme Ltée',
  GB: 'Acme PLC',
  IE: 'Acme Teoranta',
  DE: 'Acme GmbH & Co. KG',
  AT: 'Acme Ges.m.b.H.',
  CH: 'Acme AG',
  LI: 'Acme Aktiengesellschaft',
  FR: 'SASU Acme',
  BE: 'Acme BVBA',
  LU: 'Acme S.à r.l.',
  MC: 'Acme S.A.R.L.',
  NL: 'Acme B.V.',
  IT: 'Acme S.p.A.',
  ES: 'Acme, S. Coop.',
  PT: 'Acme, Lda.',
  MX: 'Acme S.A. de C.V.',
  BR: 'Acme Ltda',
  AR: 'Acme Sociedad Anónima',
  SE: 'Acme AB',
  NO: 'Acme ASA',
  DK: 'Acme ApS',
  FI: 'Acme Oyj',
  IS: 'Acme ehf.',
  EE: 'Acme OÜ',
  LV: 'SIA Acme',
  LT: 'UAB Acme',
  PL: 'Acme Sp. z o.o.',
  CZ: 'Acme s.r.o.',
  SK: 'Acme spol. s r.o.',
  HU: 'Acme Kft.',
  SI: 'Acme d.o.o.',
  HR: 'Acme j.d.o.o.',
  RS: 'Acme d.d.',
  RO: 'Acme SRL',
  BG: 'Acme ЕООД',
  RU: 'ООО Acme',
  UA: 'ТОВ Acme',
  GR: 'Acme Ε.Π.Ε.',
  TR: 'Acme Anonim Şirketi',
  IL: 'Acme B.M.',
  AE: 'Acme FZE',
  QA: 'Acme W.L.L.',
  IN: 'Acme Pvt. Ltd.',
  CN: 'Acme有限责任公司',
  TW: 'Acme股份有限公司',
  JP: '㈱Acme',
  KR: '주식회사 Acme',
  SG: 'Acme Pte Ltd',
  MY: 'Acme Sdn. Bhd.',
  ID: 'PT Acme Tbk',
  VN: 'Công ty TNHH Acme',
  TH: 'Acme Public Company Limited',
  AU: 'Acme Pty Ltd',
};

it('knows forms of at least 40 jurisdictions', () => {
  expect(Object.keys(NAMES).length).toBeGreaterThanOrEqual(40);
});

it.each(Object.entries(NAMES))('%s: %s', (country, name) => {
  const found = standardise('account', { name, country });
  expect(found['name']).toBe('acme');
  expect(found['form']).toBeDefined();
});

it.each([
  ['(株)ヤマダ', 'yamada', 'kk'],
  ['（株）ヤマダ', 'yamada', 'kk'],
  ['㈱ヤマダ', 'yamada', 'kk'],
  ['(同)ヤマダ', 'yamada', 'gk'],
  ['(有)ヤマダ', 'yamada', 'yk'],
  ['ｶ)ﾔﾏﾀﾞｾｲｻｸｼｮ', 'yamadaseisakusho', 'kk'],
  ['ﾔﾏﾀﾞｾｲｻｸｼｮ(ｶ', 'yamadaseisakusho', 'kk'],
  ['Yamada Co., Ltd.', 'yamada', 'kk'],
  ['山田製作所株式会社', '山田製作所', 'kk'],
])('%s of Japan is %s, form %s', (name, core, form) => {
  expect(standardise('account', { name, country: 'JP' })).toMatchObject({ name: core, form });
});

it.each([
  ['Ets Martin', 'Établissements Martin'],
  ['García Hnos. S.L.', 'García Hermanos SL'],
  ['Const. López', 'Construcciones López'],
  ['EURL Dupont', 'Dupont EURL'],
  ['Boeing Company, The', 'The Boeing Co.'],
  ['La SARL Dupont', 'Dupont'],
])('%s is %s', (left, right) => {
  expect(standardise('account', { name: left })['name']).toBe(
    standardise('account', { name: right })['name'],
  );
});
