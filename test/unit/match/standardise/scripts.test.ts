import { describe, expect, it } from 'vitest';
import { levelOf } from '#src/core/match/compare/comparator.ts';
import { compareGivenName } from '#src/core/match/compare/person-word.ts';
import { comparePair } from '#src/core/match/compare-pair.ts';
import { estimateModel } from '#src/core/match/estimate-model.ts';
import { standardise } from '#src/core/match/standardise/standardise.ts';

const contact = (record: Record<string, string>) => standardise('contact', record);
const account = (record: Record<string, string>) => standardise('account', record);

describe('people', () => {
  it.each([
    [{ name: 'Mª Carmen García' }, { name: 'María Carmen García' }],
    [{ name: 'Fco. López' }, { name: 'Francisco López' }],
    [{ name: 'J-P Martin' }, { name: 'Jean-Pierre Martin' }],
    [
      { first_name: 'Tarou', last_name: 'Ohno', country: 'JP' },
      { first_name: 'Tarō', last_name: 'Ōno', country: 'JP' },
    ],
    [
      { first_name: 'タロウ', last_name: 'オオノ', country: 'JP' },
      { first_name: 'Taroh', last_name: 'Ono', country: 'JP' },
    ],
    [
      { last_name: '鈴木', first_name: '恵子', country: 'JP' },
      { name: '鈴木　恵子', country: 'JP' },
    ],
    [
      { first_name: 'I\u0307brahim', last_name: 'Nu\u0303n\u0303ez' },
      { first_name: 'İbrahim', last_name: 'Nũñez' },
    ],
    [{ name: '\u200fMaria\u200e Ｇａｒｃｉａ' }, { name: 'Maria Garcia' }],
    [{ name: 'Иван Петров' }, { name: 'Ivan Petrov' }],
    [{ name: 'スズキケイコ' }, { first_name: 'ケイコ', last_name: 'スズキ' }],
    [{ name: 'ｽｽﾞｷ ｹｲｺ' }, { name: 'すずきけいこ' }],
    [{ name: '김철수' }, { last_name: '김', first_name: '철수' }],
    [{ name: '김 철수' }, { last_name: 'Kim', first_name: 'Cheol-su', country: 'KR' }],
    [{ name: '남궁민수' }, { last_name: 'Namgung', first_name: 'Min su', country: 'KR' }],
    [
      { name: '이영희', country: 'KR' },
      { name: 'Yi Yeonghui', country: 'KR' },
    ],
    [
      { name: 'Park Ji-sung', country: 'KR' },
      { name: 'Jisung Bak', country: 'KR' },
    ],
  ])('%j is %j', (left, right) => {
    const [one, other] = [contact(left), contact(right)];
    // What is Korean by its letters is Korean by its country too.
    for (const column of ['first', 'middle', 'last'] as const) expect(one[column]).toBe(other[column]);
  });

  it('leaves a name in kana whole when no known family name begins it', () => {
    expect(contact({ name: 'マイク' })).toEqual({ last: 'maiku' });
  });

  it.each([
    ['محمد', 'Mohammed'],
    ['أحمد', 'Ahmed'],
    ['حسين', 'Hussein'],
    ['فاطمة', 'Fatima'],
    ['عائشة', 'Aisha'],
    ['يوسف', 'Youssef'],
    ['إبراهيم', 'Ibrahim'],
    ['خالد', 'Khaled'],
    ['عمر', 'Omar'],
    ['زينب', 'Zainab'],
    ['سعيد', 'Saeed'],
    ['Muhammad', 'Mohamed'],
    ['Mehmet', 'Mohammed'],
    ['Сергей', 'Serhii'],
    ['Γιάννης', 'Ioannis'],
  ])('%s and %s are one given name', (left, right) => {
    const [a, b] = [left, right].map((name) => contact({ first_name: name, last_name: 'x' })['first'] ?? '');
    const prepared = (name: string) => compareGivenName.prepare(name, { 0: 2, 1: 2 }, 1_000) as never;
    const level = levelOf(compareGivenName.compare(prepared(a ?? ''), prepared(b ?? '')));
    expect(['nickname', 'similar', 'same']).toContain(compareGivenName.levels[level]);
  });

  it('leaves long vowels of other countries as they are', () => {
    expect(contact({ first_name: 'Lou', last_name: 'Moore', country: 'US' })).toMatchObject({
      first: 'lou',
      last: 'moore',
    });
  });
});

describe('places', () => {
  it.each([
    ['日本', 'JP'],
    ['中国', 'CN'],
    ['대한민국', 'KR'],
    ['Россия', 'RU'],
    ['Ελλάδα', 'GR'],
    ['مصر', 'EG'],
    ['España', 'ES'],
  ])('%s is %s', (country, code) => {
    expect(account({ country })['country']).toBe(code);
  });

  it('reads Japanese places with and without their kind', () => {
    const tokyo = account({ city: 'Chiyoda-ku', state: '東京都', country: 'JP' });
    expect(tokyo).toEqual(account({ city: 'Chiyoda', state: 'Tokyo', country: '日本' }));
    expect(account({ city: '千代田区', country: 'JP' })['city']).toBe('千代田');
  });
});

describe('addresses', () => {
  it.each([
    ['JP', '丸の内1-2-3', '1-2-3|丸の内|'],
    ['JP', '丸の内１丁目２番３号', '1-2-3|丸の内|'],
    ['JP', '丸の内一丁目2番3号 5階', '1-2-3|丸の内|5'],
    ['JP', '1-2-3 Marunouchi 5F', '1-2-3|marunouchi|5'],
    ['ES', 'Calle Mayor, 12, Nave 4', '12|c mayor|4'],
    ['ES', 'Calle Mayor, 12, 3º', '12|c mayor|3'],
    ['ES', 'Avda. de la Paz, 3', '3|av de la paz|'],
    ['ES', 'Pº de Gracia 10', '10|pso de gracia|'],
    ['ES', 'Pza. Mayor 1', '1|plz mayor|'],
    ['ES', 'Ctra. Madrid 5', '5|ctra madrid|'],
    ['FR', '12 bis r. de la Paix', '12bis|rue de la paix|'],
    ['FR', '12 chemin des Lilas', '12|chem des lilas|'],
    ['FR', '12 ch. des Lilas', '12|chem des lilas|'],
    ['FR', '5 boulevard Hugo, Bât. B', '5|bd hugo|b'],
  ])('%s: %s is %s', (country, street, address) => {
    expect(account({ street, country })['address']).toBe(address);
  });
});

describe('scripts that cannot be compared', () => {
  const shown = (type: 'account' | 'contact', left: Record<string, string>, right: Record<string, string>) =>
    comparePair(
      estimateModel(
        type,
        [left, right].map((record, index) => ({
          id: String(index),
          standardised: standardise(type, record),
        })),
      ),
      standardise(type, left),
      standardise(type, right),
    ).features.map((each) => each.feature);
  const reach = { country: 'JP', email: 'k.suzuki@yamada.co.jp' };

  it('say nothing about a person', () => {
    const told = shown(
      'contact',
      { first_name: '恵子', last_name: '鈴木', city: '千代田区', ...reach },
      { first_name: 'Keiko', last_name: 'Suzuki', city: 'Chiyoda', ...reach },
    );
    expect(told).toContain('email');
    for (const feature of ['first', 'last', 'city']) expect(told).not.toContain(feature);
  });

  it('say nothing about a company, and the block number alone about its address', () => {
    const told = shown(
      'account',
      { name: '山田製作所', street: '丸の内1-2-3', ...reach },
      { name: 'Yamada Seisakusho', street: '1-2-3 Marunouchi', ...reach },
    );
    expect(told).not.toContain('name');
    expect(told).toContain('address');
  });

  it('are told apart within one script', () => {
    const told = shown('contact', { last_name: '鈴木', ...reach }, { last_name: '田中', ...reach });
    expect(told).toContain('last');
  });
});
