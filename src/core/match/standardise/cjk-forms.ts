/**
 * Legal forms in Chinese, Japanese and Korean, which are written without a blank before or behind the name: in full,
 * in brackets (`(株)`, `㈱`), and as Japanese ledgers and banks write them in kana (`カ)ヤマダ`, `ヤマダ(カ`).
 */
const FORMS: readonly (readonly [form: string, written: RegExp])[] = [
  ['kk', /株式会社|\(株\)|^カ\)|\(カ\)|\(カ$/g],
  ['gk', /合同会社|\(同\)|^ド\)|\(ド\)|\(ド$/g],
  ['yk', /有限会社|\(有\)|^ユ\)|\(ユ\)|\(ユ$/g],
  ['cn', /股份有限公司|股[份分]有限公司|有限责任公司|有限責任公司|有限公司|集团|集團/g],
  ['kr', /주식회사|\(주\)|유한책임회사|유한회사|\(유\)/g],
];

/** The name without its form, NFKC; the form is empty when none is written. A name that is only a form stays. */
export function takeCjkForm(name: string): { name: string; form: string } {
  const normal = name.normalize('NFKC').trim();
  for (const [form, written] of FORMS) {
    const rest = normal.replace(written, ' ').trim();
    if (rest !== normal && rest !== '') return { name: rest, form };
  }
  return { name: normal, form: '' };
}
