import { describe, expect, it } from 'vitest';
import { createRandom } from '#src/sandbox/world/random.ts';
import {
  cifControl,
  corporateCheckDigit,
  drawCompanyNumber,
  drawLei,
  drawVat,
  mod97,
  nifLetter,
} from '#src/sandbox/world/truth/registration.ts';

const random = createRandom('registration');
const many = <T>(draw: () => T): T[] => Array.from({ length: 300 }, draw);

describe('registration numbers', () => {
  it('reads a published LEI as valid, and a mistyped one as not', () => {
    expect(mod97('HWUPKR0MPOU8FGXBT394')).toBe(1);
    expect(mod97('HWUPKR0MPOU8FGXBT349')).not.toBe(1);
  });

  it('makes LEIs whose check digits hold', () => {
    for (const lei of many(() => drawLei(random))) {
      expect(lei).toMatch(/^[0-9A-Z]{18}\d{2}$/u);
      expect(mod97(lei)).toBe(1);
    }
  });

  it('makes British VAT numbers whose weighted sum is a multiple of 97', () => {
    for (const vat of [...many(() => drawVat(random, 'GB', 'Ltd')), 'GB980780684']) {
      expect(vat).toMatch(/^GB\d{9}$/u);
      const digits = Array.from(vat.slice(2), Number);
      const sum = digits.slice(0, 7).reduce((total, digit, i) => total + digit * (8 - i), 0);
      expect((sum + Number(vat.slice(-2))) % 97).toBe(0);
    }
  });

  it('makes German VAT numbers that pass ISO 7064 MOD 11,10', () => {
    for (const vat of [...many(() => drawVat(random, 'DE', 'GmbH')), 'DE136695976']) {
      expect(vat).toMatch(/^DE\d{9}$/u);
      let product = 10;
      for (const digit of vat.slice(2, 10)) {
        product = (2 * ((Number(digit) + product) % 10 || 10)) % 11;
      }
      expect((product + Number(vat.at(-1))) % 10).toBe(1);
    }
  });

  it('makes French VAT numbers of a SIREN by Luhn and its key', () => {
    for (const vat of [...many(() => drawVat(random, 'FR', 'SARL')), 'FR40303265045']) {
      expect(vat).toMatch(/^FR\d{11}$/u);
      const siren = vat.slice(4);
      const sum = Array.from(siren, Number).reduce((total, digit, i) => {
        const value = digit * (i % 2 === 1 ? 2 : 1);
        return total + Math.floor(value / 10) + (value % 10);
      }, 0);
      expect(sum % 10).toBe(0);
      expect(Number(`${siren}12`) % 97).toBe(Number(vat.slice(2, 4)));
      if (vat !== 'FR40303265045') expect(drawCompanyNumber(random, 'FR', vat)).toBe(siren);
    }
  });

  it('knows the control characters of published Spanish numbers', () => {
    expect(nifLetter(54_362_315)).toBe('K');
    expect(cifControl('5837843')).toBe(1);
    expect(cifControl('9921658')).toBe(2);
  });

  it('gives a Spanish company the letter of its form, and a sole trader a number with a letter after it', () => {
    expect(many(() => drawVat(random, 'ES', 'S.L.')).every((vat) => /^ESB\d{8}$/u.test(vat))).toBe(true);
    expect(many(() => drawVat(random, 'ES', 'S.A.')).every((vat) => /^ESA\d{8}$/u.test(vat))).toBe(true);
    for (const vat of many(() => drawVat(random, 'ES', ''))) {
      expect(vat.slice(-1)).toBe(nifLetter(Number(vat.slice(2, 10))));
    }
  });

  it('makes Japanese corporate numbers as the National Tax Agency checks them', () => {
    for (const number of ['7000012050002', '1180301018771']) {
      expect(corporateCheckDigit(number.slice(1))).toBe(Number(number.charAt(0)));
    }
    for (const vat of many(() => drawVat(random, 'JP', 'K.K.'))) {
      expect(vat).toMatch(/^T\d{13}$/u);
      expect(corporateCheckDigit(vat.slice(2))).toBe(Number(vat.charAt(1)));
      expect(drawCompanyNumber(random, 'JP', vat)).toBe(vat.slice(1));
    }
  });
});
