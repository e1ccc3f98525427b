import { describe, expect, it } from 'vitest';
import { createRandom } from '#src/sandbox/world/random.ts';
import { drawLei, drawVat, mod97 } from '#src/sandbox/world/truth/registration.ts';

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
    for (const vat of [...many(() => drawVat(random, 'GB')), 'GB980780684']) {
      expect(vat).toMatch(/^GB\d{9}$/u);
      const digits = Array.from(vat.slice(2), Number);
      const sum = digits.slice(0, 7).reduce((total, digit, i) => total + digit * (8 - i), 0);
      expect((sum + Number(vat.slice(-2))) % 97).toBe(0);
    }
  });

  it('makes German VAT numbers that pass ISO 7064 MOD 11,10', () => {
    for (const vat of [...many(() => drawVat(random, 'DE')), 'DE136695976']) {
      expect(vat).toMatch(/^DE\d{9}$/u);
      let product = 10;
      for (const digit of vat.slice(2, 10)) {
        product = (2 * ((Number(digit) + product) % 10 || 10)) % 11;
      }
      expect((product + Number(vat.at(-1))) % 10).toBe(1);
    }
  });
});
